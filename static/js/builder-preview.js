/** A preview asks the server after each answer what belongs on the page then. */

const PLACE = 'preview-place';

/** @param {HTMLFormElement} form */
export function preview(form) {
  const [address, place] = JSON.parse(sessionStorage.getItem(PLACE) ?? '["", 0]');
  if (address === location.pathname) scrollTo(0, place);
  form.addEventListener('change', ({ target }) => {
    if (/** @type {HTMLElement} */ (target).closest('[type=file]')) return;
    sessionStorage.setItem(PLACE, JSON.stringify([location.pathname, scrollY]));
    form.requestSubmit(form.querySelector('[data-again]'));
  });
}
