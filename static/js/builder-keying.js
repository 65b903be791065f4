/** Key in sheets quickly: a number chooses an answer, Enter goes to the next question. */

const TOGETHER = 600; // milliseconds between the digits of one number

/** @param {HTMLFormElement} form */
export function keying(form) {
  let typed = '';
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let ending;
  const controls = () => /** @type {HTMLElement[]} */ ([...form.querySelectorAll('.question input:not([type=hidden]), .question select, .question textarea, button.wide-button')]);

  /** @param {Element} from go to the first control of the question after it */
  const onward = (from) => {
    const here = from.closest('.question');
    const all = controls();
    const mine = all.filter((control) => here?.contains(control));
    all.slice(all.indexOf(/** @type {HTMLElement} */ (mine.at(-1))) + 1).find((control) => control.offsetParent)?.focus();
  };

  /** @param {HTMLInputElement[]} choices */
  const choose = (choices) => {
    const choice = choices[Number(typed) - 1];
    typed = '';
    if (!choice) return;
    choice.click();
    choice.focus();
    if (choice.type === 'radio') onward(choice);
  };

  form.addEventListener('keydown', (event) => {
    const target = /** @type {HTMLInputElement} */ (event.target);
    if (event.key === 'Enter' && !target.matches('button, textarea')) {
      event.preventDefault();
      onward(target);
    }
    if (!/^[0-9]$/.test(event.key) || !target.matches('[type=radio], [type=checkbox]')) return;
    event.preventDefault();
    const choices = /** @type {HTMLInputElement[]} */ ([...(target.closest('fieldset')?.querySelectorAll('.choice input') ?? [])]);
    typed += event.key;
    clearTimeout(ending);
    // With more than nine answers a second digit may follow.
    if (Number(typed) * 10 > choices.length) choose(choices);
    else ending = setTimeout(() => choose(choices), TOGETHER);
  });
  /** @type {HTMLElement | null} */ (form.querySelector(form.querySelector('#locality option[selected]') ? '#filled-on' : '#locality'))?.focus();
}
