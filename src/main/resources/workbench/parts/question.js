/**
 * A question to the policy as it stands in an address: `plan=…&issueType=…&workaround=true&attribute.seats=5`. The names are those
 * of the parameters of `GET /v1/entitlements`. Immutable.
 */
const NAMES = {
  '/plan': 'plan',
  '/customer': 'customer',
  '/issueType': 'issueType',
  '/impact/productionUse': 'productionUse',
  '/impact/workaround': 'workaround',
  '/slaCategory': 'slaCategory',
  '/channel': 'channel',
  '/openedAt': 'openedAt',
  '/asOf': 'asOf',
};
const POINTERS = Object.fromEntries(Object.entries(NAMES).map(([pointer, name]) => [name, pointer]));
const ATTRIBUTE = 'attribute.';
const ATTRIBUTES = '/attributes/';
const NUMBER = /^[+-]?\d{1,15}(\.\d{1,15})?$/;

export class Question {
  /** @type {Map<string, string>} the facts as text, by their JSON pointers in a query */
  #texts;

  constructor(texts = new Map()) {
    this.#texts = texts;
  }

  /** @param {URLSearchParams} parameters those of an address; others than those of a question are left out */
  static of(parameters) {
    const texts = [...parameters].filter(([, text]) => text !== '').map(([name, text]) => [pointerOf(name), text]);
    return new Question(new Map(texts.filter(([pointer]) => pointer)));
  }

  /** @param {object} body that of a request, as problems of tables have it in `query` */
  static ofBody(body) {
    return new Question(new Map(textsOf(body, '')));
  }

  /** Returns the text of a fact; undefined if it is not known. */
  textOf(pointer) {
    return this.#texts.get(pointer);
  }

  /** @returns {string[]} the pointers of the facts that are known */
  get pointers() {
    return [...this.#texts.keys()];
  }

  /** Returns the question with another value of a fact; without the fact if there is no text. */
  with(pointer, text) {
    const texts = new Map(this.#texts);
    if (text === undefined || text === null || text === '') {
      texts.delete(pointer);
    } else {
      texts.set(pointer, text);
    }
    return new Question(texts);
  }

  /** Is true if it says who asks, and about which issue type: no answer is possible without. */
  get isComplete() {
    return (this.#texts.has('/plan') || this.#texts.has('/customer')) && this.#texts.has('/issueType');
  }

  /** @returns {Record<string, string>} parameters of an address */
  get parameters() {
    return Object.fromEntries([...this.#texts].map(([pointer, text]) => [nameOf(pointer), text]));
  }

  /** Returns true if the other question asks for the same. */
  equals(other) {
    return this.#texts.size === other.#texts.size && [...this.#texts].every(([pointer, text]) => other.textOf(pointer) === text);
  }

  /**
   * Returns the body of a request.
   *
   * @param {{pointer: string, types: string[]}[]} facts those of the vocabulary, which say as what tables compare attributes
   */
  toBody(facts) {
    const types = new Map(facts.map(fact => [fact.pointer, fact.types]));
    const body = {};
    for (const [pointer, text] of this.#texts) {
      const path = pointer.slice(1).split('/').map(unescape);
      const owner = path.length === 1 ? body : (body[path[0]] ??= {});
      owner[path.at(-1)] = typed(text, types.get(pointer) ?? (pointer === '/impact/workaround' ? ['flag'] : ['text']));
    }
    return body;
  }
}

/** Returns the name of a fact's parameter in an address. */
export function nameOf(pointer) {
  return NAMES[pointer] ?? ATTRIBUTE + unescape(pointer.slice(ATTRIBUTES.length));
}

function pointerOf(name) {
  return POINTERS[name]
      ?? (name.startsWith(ATTRIBUTE) ? ATTRIBUTES + escape(name.slice(ATTRIBUTE.length)) : undefined);
}

/** A text that is not of the type is sent as it is: the problem that comes back says what would be right. */
/** Returns the facts of a part of a body as text, each with its pointer. */
function textsOf(part, pointer) {
  return Object.entries(part).flatMap(([name, value]) => {
    const at = `${pointer}/${escape(name)}`;
    return value !== null && typeof value === 'object' ? textsOf(value, at) : [[at, String(value)]];
  });
}

function typed(text, types) {
  if (types.includes('flag') && (text === 'true' || text === 'false')) {
    return text === 'true';
  }
  return types.includes('number') && NUMBER.test(text) ? Number(text) : text;
}

function escape(part) {
  return part.replaceAll('~', '~0').replaceAll('/', '~1');
}

function unescape(part) {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}
