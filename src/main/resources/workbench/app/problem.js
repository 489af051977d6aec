/** A request that was not answered as asked: a problem of the API (RFC 9457), or a service that cannot be reached. */
export class Problem extends Error {
  /** @param {Record<string, any>} members those of the problem, see the manual's page of errors */
  constructor(members) {
    super(members.detail ?? members.title ?? 'The service gave no reason.');
    this.name = 'Problem';
    this.members = members;
  }

  /** @returns {string} the stable code, such as `unknown-plan` */
  get code() {
    return this.members.code ?? 'no-code';
  }

  /** @returns {number} the HTTP status; 0 if the service did not answer */
  get status() {
    return this.members.status ?? 0;
  }

  get title() {
    return this.members.title ?? 'The service refused';
  }

  /** @returns {Record<string, any>[]} the fields that are wrong, each with `pointer` and `detail` */
  get errors() {
    return this.members.errors ?? [];
  }

  /** Is true if the caller must sign in, or with another token. */
  get isUnauthenticated() {
    return this.status === 401;
  }
}
