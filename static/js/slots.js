/**
 * Where answers stand: the instance of a form, grown as far as its repeats have turns;
 * consult/core/slot.py does the same on the server.
 *
 * @typedef {import('./filling.js').Part} Part
 * @typedef {import('./filling.js').Answers} Answers
 * @typedef {import('./expression.js').Node} Node
 * @typedef {{ text: (slot: Slot) => string, asked: (slot: Slot) => boolean }} Says
 */

export const MOST_TURNS = 500;
const MOST_SLOTS = 20000;

/** A question at one of its places, a group, a repeat, or one turn of a repeat; a node of the instance but for repeats. */
export class Slot {
  /** @type {Slot[]} */
  children = [];
  /** @type {boolean | undefined} */
  known = undefined;
  /** @type {Map<string, Slot[]> | undefined} of the root and of turns: what is in them, by its name */
  within = undefined;
  /** @type {import('./filling.js').Answer | undefined} */
  workedOut = undefined;
  reached = false;
  cut = false; // a repeat that should have more turns than it may

  /**
   * @param {Says} says
   * @param {Part | null} part
   * @param {string} key
   * @param {Slot | null} parent in the instance
   * @param {Slot | null} above what must be asked for this to be asked
   * @param {Slot[]} turns those around it, outermost first
   * @param {number} order among the parts of its parent
   */
  constructor(says, part, key, parent, above, turns, order) {
    this.says = says;
    this.part = part;
    this.key = key;
    this.parent = parent;
    this.above = above;
    this.turns = turns;
    this.order = order;
    this.name = part?.name ?? 'form';
  }

  get isTurn() {
    return this.turns.at(-1) === this;
  }

  get isRepeat() {
    return this.part?.kind === 'repeat' && !this.isTurn;
  }

  /** Drop what was worked out, since the instance has grown. */
  forget() {
    this.known = undefined;
    this.workedOut = undefined;
    this.reached = false;
  }

  /** @returns {string} */
  get text() {
    return this.part && !this.part.questions ? this.says.text(this) : this.children.map((child) => child.text).join('');
  }

  get relevant() {
    return this.says.asked(this);
  }
}

/** @param {Slot} scope @param {Slot} slot */
function call(scope, slot) {
  scope.within ??= new Map();
  const there = scope.within.get(slot.name);
  if (there) there.push(slot);
  else scope.within.set(slot.name, [slot]);
}

/** @typedef {Map<string, string[][]>} Chains the repeats around each name, once for each place that has it */

/** @type {WeakMap<Part[], Chains>} */
const known = new WeakMap();

/** @param {Part[]} parts */
function chainsOf(parts) {
  const chains = known.get(parts) ?? chain(parts, [], new Map());
  known.set(parts, chains);
  return chains;
}

/** @param {Part[]} parts @param {string[]} repeats @param {Chains} chains */
function chain(parts, repeats, chains) {
  for (const { name, kind, questions } of parts) {
    const there = chains.get(name) ?? [];
    if (!there.some((one) => one.join('\n') === repeats.join('\n'))) chains.set(name, [...there, repeats]);
    if (questions) chain(questions, kind === 'repeat' ? [...repeats, name] : repeats, chains);
  }
  return chains;
}

/** How many turns the answers give a repeat. @param {Answers} answers @param {string} key */
const turnsIn = (answers, key) => Math.max(0, Number.isInteger(answers[key]) ? Number(answers[key]) : 0);

export class Instance {
  /** @type {Map<string, Slot>} */
  slots = new Map();
  /** @type {Slot[]} repeats that are counted, and wait for it */
  counted = [];
  /** @type {Slot[] | undefined} */
  inOrder = undefined;

  /** @param {Part[]} parts @param {Answers} answers @param {Says} says */
  constructor(parts, answers, says) {
    this.parts = parts;
    this.answers = answers;
    this.says = says;
    this.root = new Slot(says, null, '', null, null, [], 0);
    this.chains = chainsOf(parts);
    this.plant(parts, this.root, '', []);
  }

  /** @param {Part[]} parts @param {Slot} parent @param {string} prefix @param {Slot[]} turns */
  plant(parts, parent, prefix, turns) {
    parts.forEach((part, order) => {
      const slot = new Slot(this.says, part, prefix + part.name, parent, parent, turns, order);
      this.slots.set(slot.key, slot);
      if (part.kind !== 'repeat') {
        this.call(slot, turns);
        parent.children.push(slot);
        if (part.questions) this.plant(part.questions, slot, prefix, turns);
      } else if (part.count) this.counted.push(slot);
      else this.turn(slot, turnsIn(this.answers, slot.key));
    });
  }

  /** Let it be found by its name. @param {Slot} slot @param {Slot[]} turns */
  call(slot, turns) {
    call(this.root, slot);
    for (const turn of turns) call(turn, slot);
  }

  /** Give a repeat its turns. @param {Slot} repeat @param {number} count */
  turn(repeat, count) {
    const { part, parent, order } = repeat;
    if (!part?.questions || !parent) return;
    const after = parent.children.findIndex((child) => child.order > order);
    const at = after < 0 ? parent.children.length : after;
    for (let number = 0; number < count; number += 1) {
      if (number >= MOST_TURNS || this.slots.size > MOST_SLOTS) {
        repeat.cut = true;
        return;
      }
      const turn = new Slot(this.says, part, `${repeat.key}/${number}`, parent, repeat, [], order);
      turn.turns = [...repeat.turns, turn];
      this.slots.set(turn.key, turn);
      this.call(turn, repeat.turns);
      parent.children.splice(at + number, 0, turn);
      this.plant(part.questions, turn, `${turn.key}/`, turn.turns);
    }
  }

  /** Take the counted repeats that wait, of one part in all turns around it. */
  waiting() {
    const part = this.counted[0]?.part;
    const taken = this.counted.filter((slot) => slot.part === part);
    this.counted = this.counted.filter((slot) => slot.part !== part);
    return taken;
  }

  /** The slots that ${name} means near a node: those in the same turns, if any. @param {string} name @param {Node | Slot} here */
  find(name, here) {
    /** @type {any} */
    let near = here;
    while (near && !(near instanceof Slot)) near = near.parent;
    /** @type {Slot[]} */
    const turns = near?.turns ?? [];
    let shared = 0;
    if (turns.length) for (const chain of this.chains.get(name) ?? []) shared = Math.max(shared, common(turns, chain));
    return (turns[shared - 1] ?? this.root).within?.get(name) ?? [];
  }

  /** Every question, group, repeat and turn in the order of the form. */
  walk() {
    return (this.inOrder ??= this.under(this.parts, '', []));
  }

  /** @param {Part[]} parts @param {string} prefix @param {Slot[]} found */
  under(parts, prefix, found) {
    for (const { name, kind, questions } of parts) {
      const slot = /** @type {Slot} */ (this.slots.get(prefix + name));
      found.push(slot);
      if (questions && kind !== 'repeat') this.under(questions, prefix, found);
      if (questions && kind === 'repeat') {
        for (let number = 0, turn; (turn = this.slots.get(`${slot.key}/${number}`)); number += 1) {
          found.push(turn);
          this.under(questions, `${turn.key}/`, found);
        }
      }
    }
    return found;
  }
}

/** How many turns around a node lie in the repeats around a name. @param {Slot[]} turns @param {string[]} chain */
function common(turns, chain) {
  const apart = chain.findIndex((name, at) => turns[at]?.name !== name);
  return apart < 0 ? chain.length : apart;
}
