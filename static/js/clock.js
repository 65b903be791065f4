/** The phone's own time is testimony: it travels with its offset. */

/** @param {Date} [now] */
export function localTime(now = new Date()) {
  const ahead = -now.getTimezoneOffset();
  const offset = [Math.floor(Math.abs(ahead) / 60), Math.abs(ahead) % 60].map((n) => String(n).padStart(2, '0'));
  const local = new Date(now.getTime() + ahead * 60_000).toISOString().slice(0, -1);
  return `${local}${ahead < 0 ? '-' : '+'}${offset.join(':')}`;
}
