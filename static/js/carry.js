/** Links to a consultation carry its place along, also from a page that the phone had kept without one. */

export function carry() {
  const at = new URLSearchParams(location.search).get('at');
  for (const link of at ? document.querySelectorAll('a') : []) {
    const address = new URL(link.href);
    if (!/^\/[^/]+\/c\/[^/]+\/(give)?$/.test(address.pathname)) continue;
    address.searchParams.set('at', String(at));
    link.href = address.href;
  }
}
