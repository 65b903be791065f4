/** Enhance the page: each element that names an enhancer gets it; then sending and the shell start. */

/** @type {{[name: string]: () => Promise<(element: any) => unknown>}} */
const ENHANCERS = {
  builder: async () => (await import('./builder.js')).builder,
  carry: async () => (await import('./carry.js')).carry,
  field: async () => (await import('./field.js')).field,
  form: async () => (await import('./form.js')).form,
  keying: async () => (await import('./builder-keying.js')).keying,
  preview: async () => (await import('./builder-preview.js')).preview,
  ready: async () => (await import('./shell.js')).ready,
  status: async () => (await import('./status.js')).status,
};

/**
 * A module that the network lost: the page works without script, and the next start has it again.
 * @param {unknown} failure
 */
function without(failure) {
  if (!/import|module/i.test(String(failure))) throw failure;
}

for (const element of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-enhance]'))) {
  ENHANCERS[element.dataset.enhance ?? '']?.().then((enhance) => enhance(element)).catch(without);
}

import('./shell.js').then(({ start }) => start()).catch(without);
import('./outbox.js').then(({ start }) => start()).catch(without);
