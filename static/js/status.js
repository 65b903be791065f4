/** One line on every page: what waits on this phone, how old it is, and what came back. */

import { drafts } from './drafts.js';
import { own, store, together } from './store.js';
import { age, say } from './words.js';

const NOW_AND_THEN = 600_000; // oftener would have readers speak of nothing new

/** @returns {Promise<{words: string, href?: string}[]>} */
async function lines() {
  const phone = await store();
  const outbox = await phone.getAll('outbox');
  const waiting = outbox.filter(({ state }) => state === 'waiting');
  const oldest = Math.min(...waiting.map(({ kept_at }) => kept_at));
  const returned = (await drafts()).filter(({ mends }) => mends);
  const replies = (await phone.getAll('news')).filter(({ seen }) => !seen);
  const self = await own('self');
  const language = document.documentElement.lang;
  const desk = self?.kind === 'facilitator' ? `/${language}/field/` : undefined;
  return [
    ...(self?.revoked ? [{ words: say('revoked'), href: desk }] : []),
    ...(waiting.length ? [{ words: say('waiting', { n: waiting.length, age: age(oldest) }), href: desk }] : []),
    ...(outbox.length > waiting.length ? [{ words: say('refused', { n: outbox.length - waiting.length }), href: desk }] : []),
    ...returned.slice(0, 3).map((draft) => ({
      words: say('returned'),
      href: `/${language}/c/${draft.slug}/give#draft=${draft.id}`,
    })),
    ...(replies.length ? [{ words: say(desk ? 'replied' : 'answered', { n: replies.length }), href: desk ?? `/${language}/code` }] : []),
  ];
}

/** On the page where codes open replies, they are announced no more. */
const noteSeen = () =>
  together(['news'], async (at) => {
    for (const one of await at.objectStore('news').getAll()) at.objectStore('news').put({ ...one, seen: true });
  }).catch(() => {});

/** @param {HTMLElement} element */
export function status(element) {
  const show = async () => {
    const found = await lines().catch(() => []);
    element.replaceChildren(
      ...found.map(({ words, href }) => {
        const line = document.createElement('p');
        const text = href ? Object.assign(document.createElement('a'), { href }) : line;
        text.textContent = words;
        if (text !== line) line.append(text);
        return line;
      }),
    );
    element.hidden = !found.length;
  };
  for (const name of ['kept', 'sent', 'refused', 'news', 'outbox']) document.addEventListener(`consult:${name}`, show);
  setInterval(show, NOW_AND_THEN);
  if (location.pathname.endsWith('/code')) noteSeen().then(show);
  else show();
}
