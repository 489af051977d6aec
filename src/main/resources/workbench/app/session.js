import {exchange, read} from './api.js';
import {answerInAddress, fetchToken, goToIssuer, takeAttempt} from './issuer.js';
import {Problem} from './problem.js';
import {router} from './router.js';
import {isSendable, token} from './token.js';

/**
 * The person who uses the workbench, and the rights of that person. Sends `change` when that changes, and `wanted` when somebody wants to sign in.
 *
 * @typedef {object} Right
 * @property {string} right such as `publishing`
 * @property {boolean} allowed
 * @property {string} needs what it takes, such as “a token with the role publisher”
 */
class Session extends EventTarget {
  /** @type {{name: string | null, roles: string[], rights: Right[], signIn: any} | null} null until the service has said it */
  me = null;
  /** @type {Problem | null} why the service does not say who asks */
  problem = null;
  /** @type {Problem | null} why the issuer did not sign the person in */
  refusal = null;

  constructor() {
    super();
    token.addEventListener('change', () => this.load());
  }

  get isSignedIn() {
    return Boolean(this.me?.name);
  }

  /** Is true if the service has refused the token of this session, for example because it has expired. */
  get isEnded() {
    return token.refused;
  }

  /** Begins the session; for a person who comes back from the issuer, with the issuer's token. */
  async start() {
    const answer = answerInAddress();
    if (answer === null) {
      return this.load();
    }
    const attempt = takeAttempt();
    router.replace(location.pathname + (attempt?.place ?? ''));
    try {
      token.keep(await fetchToken(answer, attempt));
    } catch (refusal) {
      this.refusal = refusal;
      await this.load();
    }
  }

  /** Is true if people sign in at an issuer. */
  get hasIssuer() {
    return Boolean(this.me?.signIn);
  }

  /** Goes to the issuer, which sends the person back to this page. */
  async signInAtIssuer() {
    await goToIssuer(this.me.signIn);
  }

  /** Asks the service who uses it. */
  async load() {
    const asked = token.text;
    const [me, problem] = await read('v1/me').then(answer => [answer, null], refusal => [null, refusal]);
    if (asked === token.text) { // Else the token was refused or replaced, and the next answer counts.
      this.me = me;
      this.problem = problem;
      this.dispatchEvent(new Event('change'));
    }
  }

  /**
   * Uses a token from now on, if the service accepts it.
   *
   * @param {string} text
   * @throws {Problem} if it does not
   */
  async signIn(text) {
    if (!isSendable(text)) {
      throw new Problem({title: 'No token', detail: 'A token is one word of letters, digits and signs, without spaces.'});
    }
    await exchange('v1/me', {headers: {Authorization: 'Bearer ' + text}});
    token.keep(text);
  }

  signOut() {
    token.drop();
  }

  /** Opens the dialog in which people sign in. */
  askToSignIn() {
    this.dispatchEvent(new Event('wanted'));
  }

  /**
   * Returns true if the caller has a right. The manual's page of access lists them.
   *
   * @param {string} right such as `publishing`
   */
  may(right) {
    return this.#find(right)?.allowed ?? false;
  }

  /** Says why the caller may not do it: “This needs a token with the role publisher.” Empty if they may. */
  reasonAgainst(right) {
    const found = this.#find(right);
    return found && !found.allowed ? `This needs ${found.needs}.` : '';
  }

  #find(right) {
    return this.me?.rights.find(each => each.right === right);
  }
}

export const session = new Session();
