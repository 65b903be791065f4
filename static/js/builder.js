/**
 * The builder: every change is sent at once, and the page follows without being loaded anew.
 * All that it shows comes from the server; without script the same forms do the same.
 */

const PAUSE = 900;
const REGIONS = '[data-region]';

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Field */

/** @param {Element} root @returns {Field[]} */
const fieldsOf = (root) => /** @type {Field[]} */ ([...root.querySelectorAll('input[id], textarea[id], select[id]')]);
/** @param {Field} field */
const value = (field) => (field instanceof HTMLInputElement && field.type === 'checkbox' ? `${field.checked}` : field.value);

/** @param {Field} field what it held when the page came */
function initial(field) {
  if (field instanceof HTMLSelectElement) return ([...field.options].find((option) => option.defaultSelected) ?? field.options[0])?.value ?? '';
  return field instanceof HTMLInputElement && field.type === 'checkbox' ? `${field.defaultChecked}` : field.defaultValue;
}

/** @param {Field} one @param {Field} other whether they are about the same part; what is to be added is about none */
function sameForm(one, other) {
  const part = (/** @type {Field} */ field) => /** @type {HTMLInputElement | null} */ (field.closest('form')?.querySelector('[name=part]'))?.value;
  return one.closest('form')?.id === 'add-form' || part(one) === part(other);
}

/** @param {Field} field @param {Element} to */
function carry(field, to) {
  if (to instanceof HTMLTextAreaElement) to.textContent = field.value;
  else if (to instanceof HTMLSelectElement) for (const option of to.options) option.toggleAttribute('selected', option.value === field.value);
  else if (field instanceof HTMLInputElement && field.type === 'checkbox') to.toggleAttribute('checked', field.checked);
  else to.setAttribute('value', field.value);
}

class Builder {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  waiting;
  /** @type {Promise<unknown>} */
  sending = Promise.resolve();
  swapping = false;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.fit();
  }

  /** @param {string} name @returns {HTMLElement | null} */
  region(name) {
    return this.root.querySelector(`[data-region="${name}"]`);
  }

  /**
   * Send a form after what is on its way, as it is then, and show what comes back.
   * @param {HTMLFormElement} form
   * @param {string} act the value of the button
   */
  send(form, act) {
    clearTimeout(this.waiting);
    this.waiting = undefined;
    this.sending = this.sending.then(() => {
      const now = form.isConnected ? form : document.getElementById(form.id);
      if (!(now instanceof HTMLFormElement)) return undefined;
      const body = new FormData(now);
      body.set('do', act);
      const sent = new Map(fieldsOf(now).map((field) => [field.id, value(field)]));
      return this.ask(now.action, { method: 'POST', body }, sent);
    });
    return this.sending;
  }

  /**
   * @param {string} address
   * @param {RequestInit} [how]
   * @param {Map<string, string>} [sent] what the fields held when they were sent
   */
  async ask(address, how, sent = new Map()) {
    try {
      const answer = await fetch(address, how);
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      if (!page.querySelector(REGIONS)) return location.assign(answer.url);
      if (answer.ok) history.replaceState(null, '', answer.url);
      this.show(page, sent);
    } catch {
      this.region('told')?.classList.add('stale');
      this.later();
    }
  }

  /** Try again when the network was away: nothing that was typed is lost. */
  later() {
    const form = this.root.querySelector('[data-keeps]');
    if (form instanceof HTMLFormElement) this.waiting = setTimeout(() => this.send(form, 'save'), 5 * PAUSE);
  }

  /**
   * Put what came in the place of what was there, except what was typed since it was asked for.
   * @param {Document} page
   * @param {Map<string, string>} sent
   */
  show(page, sent) {
    const { id } = document.activeElement ?? {};
    const caret = document.activeElement instanceof HTMLTextAreaElement ? document.activeElement.selectionStart : null;
    const open = [...this.root.querySelectorAll('details')].map(({ open }) => open);
    this.swapping = true; // taking a field away that has the focus tells of a change
    for (const region of this.root.querySelectorAll(REGIONS)) {
      const fresh = page.querySelector(`[data-region="${region.getAttribute('data-region')}"]`);
      if (!fresh) continue;
      this.keepTyped(region, fresh, sent);
      region.replaceChildren(...document.importNode(fresh, true).childNodes);
      region.classList.remove('stale');
    }
    this.swapping = false;
    const details = [...this.root.querySelectorAll('details')];
    if (details.length === open.length) details.forEach((each, at) => (each.open ||= open[at] ?? false));
    this.focus(id, caret);
    this.fit();
    this.preview();
  }

  /**
   * Carry over what was typed since it was sent, or was not sent at all, unless it belongs to another part.
   * @param {Element} old
   * @param {Element} fresh
   * @param {Map<string, string>} sent
   */
  keepTyped(old, fresh, sent) {
    for (const field of fieldsOf(old)) {
      const now = fresh.querySelector(`#${CSS.escape(field.id)}`);
      const known = sent.get(field.id) ?? initial(field);
      if (now && known !== value(field) && sameForm(field, /** @type {Field} */ (now))) carry(field, now);
    }
  }

  /**
   * @param {string | undefined} id
   * @param {number | null} caret
   */
  focus(id, caret) {
    const field = id ? document.getElementById(id) : null;
    if (!field || field === document.activeElement) return;
    field.focus({ preventScroll: true });
    if (field instanceof HTMLTextAreaElement && caret !== null) field.setSelectionRange(caret, caret);
  }

  /** Show of each rule only what counts. */
  fit() {
    for (const rule of /** @type {NodeListOf<HTMLElement>} */ (this.root.querySelectorAll('.rule'))) {
      const what = rule.querySelector('select')?.value ?? '';
      rule.dataset.of = what.includes('=') || !what ? 'choice' : 'number';
    }
  }

  /** Let the phone show the form as it is now, in the language that it shows. */
  preview() {
    const frame = this.root.querySelector('iframe');
    frame?.contentWindow?.location.reload();
  }

  /** Tell whether somebody else wrote the same: then only the button saves, once both were read. */
  get torn() {
    return this.root.querySelector('[data-torn]') !== null;
  }

  /** @param {Event} event */
  changed({ target, type }) {
    const form = /** @type {Element} */ (target).closest('form');
    if (this.swapping) return;
    this.fit();
    if (!form?.matches('[data-keeps]') || this.torn) return;
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.send(form, 'save'), type === 'change' ? 0 : PAUSE);
  }

  /** Send at once what waits to be sent. */
  flush() {
    const form = this.root.querySelector('[data-keeps]');
    if (this.waiting && form instanceof HTMLFormElement) this.send(form, 'save');
  }

  /** @param {SubmitEvent} event */
  submitted(event) {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (!form.matches('[data-quick]')) return;
    event.preventDefault();
    if (!form.matches('[data-keeps]')) this.flush();
    const button = /** @type {HTMLButtonElement | null} */ (event.submitter);
    const adds = button?.value === 'add';
    this.send(form, button?.value ?? 'save').then(() => adds && this.added());
  }

  /** Go on where a new question wants its answers, or the next question. */
  added() {
    const next = document.getElementById('f-more') ?? document.getElementById('new-text');
    next?.focus();
  }

  /** @param {MouseEvent} event */
  clicked(event) {
    const line = /** @type {Element} */ (event.target).closest('[data-region="outline"] a, a[data-quick]');
    if (!(line instanceof HTMLAnchorElement) || this.torn || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.flush();
    this.sending = this.sending.then(() => this.ask(line.href)).then(() => {
      if (matchMedia('(max-width: 48rem)').matches && line.dataset.line) document.getElementById('editor')?.scrollIntoView();
    });
  }

  /**
   * Alt and an arrow move the chosen part, from the outline or its own fields.
   * @param {KeyboardEvent} event
   */
  pressed(event) {
    const rtl = document.documentElement.dir === 'rtl';
    const way = { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: rtl ? 'into' : 'out', ArrowRight: rtl ? 'out' : 'into' }[event.key];
    const button = way && this.root.querySelector(`button[value="move:${way}"]`);
    if (!event.altKey || !(button instanceof HTMLButtonElement) || button.disabled) return;
    event.preventDefault();
    button.click();
  }
}

/** @param {HTMLElement} root */
export function builder(root) {
  const builder = new Builder(root);
  root.addEventListener('input', (event) => builder.changed(event));
  root.addEventListener('change', (event) => builder.changed(event));
  root.addEventListener('submit', (event) => builder.submitted(/** @type {SubmitEvent} */ (event)));
  root.addEventListener('click', (event) => builder.clicked(event));
  root.addEventListener('keydown', (event) => builder.pressed(event));
  addEventListener('beforeunload', (event) => (builder.waiting || builder.torn) && event.preventDefault());
}
