/** The page without a network: registers the worker and asks it for the sets that this phone needs. */

import { serverKeys } from './device.js';
import { own, tell } from './store.js';

/** The sets of pages that this phone needs: the consultation of this page, and a facilitator's own. */
async function sets() {
  const slug = /^\/[^/]+\/c\/([^/]+)\//.exec(location.pathname)?.[1];
  const self = await own('self').catch(() => undefined);
  const field = self?.kind === 'facilitator' || /^\/[^/]+\/field\//.test(location.pathname);
  const slugs = new Set([...(slug ? [slug] : []), ...(self?.consultations.map((consultation) => consultation.slug) ?? [])]);
  return [...(field ? ['/field/pages.json'] : []), ...Array.from(slugs, (each) => `/c/${each}/pages.json`)];
}

/** Ask the worker to complete what this phone needs, and to look for newer versions. */
export async function refresh() {
  const { active } = await navigator.serviceWorker.ready;
  active?.postMessage({ sets: await sets() });
}

/** While this page is open, the worker keeps the files of its version. */
const stay = () => {
  const version = new URL(import.meta.url).pathname.split('/')[2];
  navigator.locks?.request(`files-${version}`, { mode: 'shared' }, () => new Promise(() => {}));
};

export async function start() {
  if (!navigator.serviceWorker) return;
  stay();
  navigator.serviceWorker.addEventListener('message', async ({ data }) => {
    const needed = await sets();
    const complete = needed.length && needed.every((set) => data.complete.includes(set));
    if (complete && (await serverKeys())) tell('ready');
  });
  await navigator.serviceWorker.register('/sw.js').catch(() => {}); // without a network the one that is here goes on
  await serverKeys({ fresh: true });
  await refresh();
}

/** @param {HTMLElement} element shown once this phone is ready to work without a network */
export const ready = (element) =>
  document.addEventListener('consult:ready', () => {
    element.hidden = false;
  });
