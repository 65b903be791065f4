/**
 * The worker: pages that were made ready start from the phone, all else comes from the network.
 *
 * Pages and the files that they need form a set, named by the address of its pages.json, which
 * lists the SHA-256 of each. A set is collected into a cache of its own and counts only from the
 * single write, to the cache `sets`, that points at it; so it is there whole or not at all, and a
 * failed update changes nothing. A classic script: Firefox ESR takes no modules as workers.
 */

/**
 * @typedef {{version: string, files: string, urls: {[url: string]: string}}} Manifest
 *   `files`: the version of the static files that the pages use
 * @typedef {{set: string, cache: string, manifest: Manifest}} Current
 */

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const AT_ONCE = 4;
const ANY = { ignoreVary: true };
const FILES = /^\/(static|media)\//; // their addresses name what is in them

worker.addEventListener('install', () => worker.skipWaiting());
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener('message', (event) => event.waitUntil(refresh(event.data.sets)));
worker.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== worker.location.origin) return;
  if (FILES.test(url.pathname)) event.respondWith(file(event.request));
  else if (event.request.mode === 'navigate') event.respondWith(page(event.request, url.pathname));
});

/** @param {Request} request */
const file = async (request) => (await caches.match(request, ANY)) ?? fetch(request);

/**
 * @param {Request} request
 * @param {string} path
 */
async function page(request, path) {
  return (await ready(path)) ?? fetch(request).catch(() => withoutNetwork(path));
}

/**
 * Find a page in the complete sets, the newest first.
 * @param {string} path
 * @returns {Promise<Response | undefined>}
 */
async function ready(path) {
  for (const { cache, manifest } of await current()) {
    if (path in manifest.urls) {
      const found = await (await caches.open(cache)).match(path, ANY);
      if (found) return found;
    }
  }
}

/** @param {string} path */
async function withoutNetwork(path) {
  const tongues = [path.split('/')[1], ...navigator.languages.map((tag) => tag.split('-')[0]), 'en'];
  for (const tongue of tongues) {
    if (path === '/' && (await ready(`/${tongue}/`))) return Response.redirect(`/${tongue}/`);
    const calm = await ready(`/${tongue}/offline`);
    if (calm) return calm;
  }
  return Response.error();
}

/** @returns {Promise<Current[]>} the sets that count, the newest first */
async function current() {
  const sets = await caches.open('sets');
  const pointers = await Promise.all((await sets.keys()).map((key) => sets.match(key)));
  const found = await Promise.all(pointers.map((pointer) => pointer?.json()));
  return found.filter(Boolean).reverse();
}

/** @param {string} name @param {() => Promise<void>} work */
const alone = (name, work) => (navigator.locks ? navigator.locks.request(name, work) : work());

/**
 * Complete these sets and look for newer versions of all; then tell every page what is complete.
 * @param {string[]} wanted
 */
const refresh = (wanted) =>
  alone('sets', async () => {
    const known = await current();
    for (const set of new Set([...wanted, ...known.map((one) => one.set)])) {
      await update(set, known).catch(() => {}); // what counts goes on counting
    }
    const complete = (await current()).map(({ set }) => set);
    for (const client of await worker.clients.matchAll({ includeUncontrolled: true })) {
      client.postMessage({ complete });
    }
  });

/**
 * @param {string} set
 * @param {Current[]} known
 */
async function update(set, known) {
  const answer = await fetch(set, { cache: 'no-cache', credentials: 'omit' });
  /** @type {Manifest} */
  const manifest = await answer.json();
  const cache = `${set} ${manifest.version} ${manifest.files}`;
  const now = known.find((one) => one.set === set);
  if (now?.cache === cache) return prune(now);
  const held = new Map(known.flatMap((one) => Object.entries(one.manifest.urls).map(([url, sum]) => [sum, { ...one, url }])));
  const urls = Object.entries(manifest.urls);
  const collect = async () => {
    for (let next = urls.pop(); next; next = urls.pop()) await take(cache, next, held.get(next[1]));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, collect));
  await (await caches.open('sets')).put(set, new Response(JSON.stringify({ set, cache, manifest })));
}

/**
 * Put a file into a set: from where it is already, or from the network; only ever with the right sum.
 * @param {string} name the cache
 * @param {[string, string]} wanted address and SHA-256
 * @param {(Current & {url: string}) | undefined} held another set that has the same bytes
 */
async function take(name, [url, sum], held) {
  const cache = await caches.open(name);
  const page = !FILES.test(url);
  const sources = [
    () => cache.match(url, ANY),
    async () => held && (await caches.open(held.cache)).match(held.url, ANY),
    () => load(url, page ? 'no-store' : 'default'),
    () => load(url, 'reload'),
  ];
  for (const source of sources) {
    const found = await source();
    if (found?.ok && !found.redirected && (await sha256(found.clone())) === sum) return cache.put(url, found);
  }
  throw new Error(`not what was announced: ${url}`);
}

/**
 * @param {string} url
 * @param {RequestCache} cache
 */
const load = (url, cache) => fetch(url, { cache, credentials: 'omit', headers: { 'Consult-Cache': '1' } });

/** @param {Response} response */
async function sha256(response) {
  const digest = await crypto.subtle.digest('SHA-256', await response.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Drop older versions of a set, unless a page is open that still loads their files.
 * @param {Current} now
 */
async function prune({ set, cache, manifest }) {
  for (const name of await caches.keys()) {
    const [of, , files] = name.split(' ');
    if (of !== set || name === cache) continue;
    if (files === manifest.files) await caches.delete(name);
    else await navigator.locks?.request(`files-${files}`, { ifAvailable: true }, (lock) => lock && caches.delete(name));
  }
}
