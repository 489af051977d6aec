import {connection} from './connection.js';
import {Problem} from './problem.js';
import {token} from './token.js';

/** The statuses that proxies answer for a service that is away. The service's own problems with these statuses are JSON. */
const PROXY_STATUSES = new Set([502, 503, 504]);
const ROOT = new URL('../../', import.meta.url);

/**
 * @typedef {object} Answer
 * @property {any} body parsed if it is JSON, else text; null if there is none
 * @property {Headers} headers
 * @property {number} status
 */

/**
 * Returns the body of a `GET`. While the service is away this waits until it is back.
 *
 * @param {string} path such as `v1/policy`, without a slash before it
 * @param {Record<string, unknown>} [parameters] null, undefined and empty ones are left out
 * @param {{signal?: AbortSignal}} [options]
 */
export async function read(path, parameters = {}, {signal} = {}) {
  return (await repeat(() => exchange(path, {parameters, signal}))).body;
}

/**
 * Returns the answer to a `POST` that changes nothing, such as an evaluation. It is sent again when a service that was away is back.
 *
 * @param {string} path
 * @param {unknown} body
 * @param {{signal?: AbortSignal}} [options]
 */
export async function ask(path, body, {signal} = {}) {
  return (await repeat(() => exchange(path, {method: 'POST', body, signal}))).body;
}

/**
 * Sends one request, once. Requests that change something use this: whether a lost one took effect, only the caller can find out.
 *
 * @param {string} path
 * @param {{method?: string, parameters?: Record<string, unknown>, body?: unknown, headers?: Record<string, string>,
 *     signal?: AbortSignal}} [request] a body is sent as JSON unless it is `FormData` or text
 * @returns {Promise<Answer>}
 * @throws {Problem} if it is refused, or the service cannot be reached
 */
export async function exchange(path, {method = 'GET', parameters = {}, body, headers = {}, signal} = {}) {
  const sent = token.text;
  const answer = await reach(addressOf(path, parameters), {
    method,
    signal,
    headers: {Accept: 'application/json', ...typeOf(body), ...authorization(), ...headers},
    body: isSentAsItIs(body) ? body : JSON.stringify(body),
  });
  if (answer.status === 401 && !headers.Authorization) {
    token.refuse(sent);
  }
  if (answer.status >= 400) {
    throw new Problem({...(typeof answer.body === 'object' ? answer.body : {}), status: answer.status});
  }
  return answer;
}

async function repeat(attempt) {
  for (;;) {
    await connection.returned();
    try {
      return await attempt();
    } catch (problem) {
      if (problem.code !== 'unreachable') {
        throw problem;
      }
    }
  }
}

/** Returns the whole answer. One that breaks off, or that a proxy gives for a service that is away, is none. */
async function reach(address, request) {
  const answer = await receive(address, request);
  const isOfProxy = PROXY_STATUSES.has(answer?.status) && typeof answer.body !== 'object';
  if (answer === null || isOfProxy) {
    connection.lose();
    throw new Problem({code: 'unreachable', title: 'No answer', detail: 'The service cannot be reached.'});
  }
  return answer;
}

/** @returns {Promise<Answer | null>} null if no answer comes, or only a part of one */
async function receive(address, request) {
  try {
    const response = await fetch(address, request);
    return {body: contentOf(await response.text(), response.headers), headers: response.headers, status: response.status};
  } catch (failure) {
    if (failure.name === 'AbortError' || failure instanceof SyntaxError) {
      throw failure;
    }
    return null;
  }
}

function addressOf(path, parameters) {
  const address = new URL(path, ROOT);
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null && value !== undefined && value !== '') {
      address.searchParams.set(name, String(value));
    }
  }
  return address;
}

function isSentAsItIs(body) {
  return body === undefined || typeof body === 'string' || body instanceof FormData;
}

function typeOf(body) {
  return isSentAsItIs(body) ? {} : {'Content-Type': 'application/json'};
}

function authorization() {
  return token.text ? {Authorization: 'Bearer ' + token.text} : {};
}

function contentOf(text, headers) {
  if (text === '') {
    return null;
  }
  return /\bjson\b/.test(headers.get('Content-Type') ?? '') ? JSON.parse(text) : text;
}
