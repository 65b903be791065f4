/** The choices that the page holds itself: those that are offered, in their order. */

/** @typedef {import('./filling.js').Choice} Choice */

/** @param {HTMLElement} part @param {readonly Choice[]} choices */
export function offer(part, choices) {
  if (part.querySelector('[data-choices]')) {
    part.dispatchEvent(new CustomEvent('offered', { detail: choices }));
    return;
  }
  const order = new Map(choices.map(({ name }, at) => [name, at]));
  /** @type {Map<Element, number>} */
  const places = new Map();
  for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (part.querySelectorAll('.choice > input'))) {
    places.set(/** @type {Element} */ (input.parentElement), order.get(input.value) ?? -1);
  }
  for (const option of part.querySelectorAll('option')) if (option.value) places.set(option, order.get(option.value) ?? -1);
  for (const row of /** @type {NodeListOf<HTMLElement>} */ (part.querySelectorAll('[data-order] > [data-choice]'))) {
    places.set(row, order.get(row.dataset.choice ?? '') ?? -1);
  }
  for (const [element, at] of places) {
    /** @type {HTMLElement} */ (element).hidden = at < 0;
    if (element instanceof HTMLOptionElement) element.disabled = at < 0; // Safari shows what is hidden
  }
  arrange(places);
}

/** Put those that are offered in order, where they aren't. @param {Map<Element, number>} places */
function arrange(places) {
  const offered = [...places].filter(([, at]) => at >= 0);
  if (offered.every(([, at], next) => !next || at > (offered[next - 1]?.[1] ?? -1))) return;
  for (const [element] of offered.sort(([, one], [, other]) => one - other)) element.parentElement?.append(element);
}
