/**
 * A signal that aborts in time; `AbortSignal.timeout` is too new for old phones.
 * @param {number} milliseconds
 */
export function within(milliseconds) {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), milliseconds);
  return controller.signal;
}
