/** What stands in place of the form once a record is on disk, until it is sent. */

import { show as grouped } from './code.js';

/** @param {HTMLElement} panel @param {string} state "kept" or "sent" */
function turn(panel, state) {
  for (const part of /** @type {NodeListOf<HTMLElement>} */ (panel.querySelectorAll('[data-state]'))) {
    part.hidden = part.dataset.state !== state;
  }
}

/**
 * @param {HTMLElement} panel
 * @param {{id: string, code: string | null}} record the code is null where the person has it already
 */
export function showKept(panel, { id, code }) {
  const ticket = /** @type {HTMLElement} */ (panel.querySelector('[data-ticket]'));
  ticket.hidden = !code;
  /** @type {HTMLElement} */ (ticket.querySelector('[data-code]')).textContent = grouped(code ?? '');
  turn(panel, 'kept');
  panel.hidden = false;
  panel.focus();
  document.addEventListener('consult:sent', (event) => {
    if (/** @type {CustomEvent} */ (event).detail.id === id) turn(panel, 'sent');
  });
}
