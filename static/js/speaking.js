/** Of which place a record speaks, and who spoke: what stands on the page beside the questions. */

import { number } from './answers.js';

/**
 * @typedef {{locality: string, speaking_for: {kind: 'self' | 'someone' | 'group', n: number},
 *   tone: 'negative' | 'neutral' | 'positive' | null}} Speaking
 */

/** @type {Readonly<Speaking>} */
export const NOBODY = { locality: '', speaking_for: { kind: 'self', n: 1 }, tone: null };

/**
 * @param {HTMLFormElement} form
 * @param {Speaking} before what holds where the page doesn't ask yet
 * @returns {Speaking}
 */
export function speakingOf(form, before) {
  const typed = new FormData(form);
  const kind = /** @type {Speaking['speaking_for']['kind']} */ (typed.get('speaking_for') ?? before.speaking_for.kind);
  const size = kind === 'group' ? Math.floor(Number(number(String(typed.get('group_size') ?? before.speaking_for.n)))) : 1;
  return {
    locality: String(typed.get('locality') ?? before.locality),
    speaking_for: { kind, n: Math.min(Math.max(size || 1, 1), 100_000) },
    tone: /** @type {Speaking['tone']} */ (typed.get('tone') ?? before.tone),
  };
}

/**
 * @param {HTMLElement} section
 * @param {Speaking} speaking
 */
export function showSpeaking(section, { locality, speaking_for, tone }) {
  const { kind, n } = speaking_for;
  /** @type {{[name: string]: string}} */
  const values = { locality, speaking_for: kind, group_size: kind === 'group' ? String(n) : '', tone: tone ?? '' };
  for (const field of /** @type {NodeListOf<HTMLInputElement>} */ (section.querySelectorAll('[name]'))) {
    const value = values[field.name];
    if (value === undefined) continue;
    if (field.type === 'radio') field.checked = field.value === value;
    else field.value = value;
  }
  const size = /** @type {HTMLElement | null} */ (section.querySelector('[data-group-size]'));
  if (size) size.hidden = kind !== 'group';
}
