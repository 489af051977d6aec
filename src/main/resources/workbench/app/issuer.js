import {Problem} from './problem.js';

/** The page without what follows it: the issuer sends people back here. */
const PAGE = new URL('../../', import.meta.url).href;
const KEY = 'sign-in';
const RANDOM_BYTES = 32;

/**
 * Goes to the issuer, where the person signs in: the authorization code flow with PKCE. The issuer sends the person back to this page.
 *
 * @param {{issuer: string, clientId: string, scopes: string}} client as `GET /v1/me` says
 * @throws {Problem} if the issuer does not say where
 */
export async function goToIssuer({issuer, clientId, scopes}) {
  requireCryptography();
  const endpoints = await discover(issuer);
  const attempt = {issuer, clientId, state: random(), nonce: random(), verifier: random(), place: location.hash};
  sessionStorage.setItem(KEY, JSON.stringify(attempt));
  const address = new URL(endpoints.authorization_endpoint);
  const parameters = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: PAGE,
    scope: scopes,
    state: attempt.state,
    nonce: attempt.nonce,
    code_challenge: await sha256(attempt.verifier),
    code_challenge_method: 'S256',
  };
  Object.entries(parameters).forEach(([name, value]) => address.searchParams.set(name, value));
  location.assign(address.href);
}

/** Returns the answer of the issuer that stands in the address; null if this page was not opened by the issuer. */
export function answerInAddress() {
  const answer = new URLSearchParams(location.search);
  return answer.has('state') && (answer.has('code') || answer.has('error')) ? answer : null;
}

/** Returns the sign-in that this tab has begun, once, with the `place` where the person was; null if it has begun none. */
export function takeAttempt() {
  const kept = sessionStorage.getItem(KEY);
  sessionStorage.removeItem(KEY);
  return kept === null ? null : JSON.parse(kept);
}

/**
 * Returns the access token that the issuer gives for its answer.
 *
 * @param {URLSearchParams} answer
 * @param {any} attempt
 * @throws {Problem} if the person was refused, or the answer is none to this attempt
 */
export async function fetchToken(answer, attempt) {
  if (attempt === null || answer.get('state') !== attempt.state) {
    throw refusal('The answer of the issuer is none to a sign-in of this tab. Sign in again.');
  }
  if (answer.has('iss') && answer.get('iss') !== attempt.issuer) {
    throw refusal('Another issuer has answered. Sign in again.');
  }
  if (answer.has('error')) {
    throw refusal(`The issuer refuses: ${answer.get('error_description') ?? answer.get('error')}`);
  }
  const {token_endpoint: endpoint} = await discover(attempt.issuer);
  const tokens = await fetchJson(endpoint, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code: answer.get('code'),
      redirect_uri: PAGE,
      client_id: attempt.clientId,
      code_verifier: attempt.verifier,
    }),
  });
  requireNonce(tokens.id_token, attempt.nonce);
  return tokens.access_token;
}

async function discover(issuer) {
  return fetchJson(issuer.replace(/\/$/, '') + '/.well-known/openid-configuration');
}

async function fetchJson(address, request = {}) {
  let response;
  try {
    response = await fetch(address, {...request, credentials: 'omit', referrerPolicy: 'no-referrer'});
  } catch {
    throw refusal(`${new URL(address).origin} cannot be reached, or does not let this page read its answers (CORS).`);
  }
  if (!response.ok) {
    throw refusal(`${new URL(address).origin} has answered ${response.status}. Sign in again.`);
  }
  return response.json();
}

/** Checks that the tokens were made for this attempt. They come from the issuer itself, so that no signature needs to be checked. */
function requireNonce(idToken, nonce) {
  const payload = idToken?.split('.')[1]?.replaceAll('-', '+').replaceAll('_', '/');
  if (!payload || JSON.parse(atob(payload)).nonce !== nonce) {
    throw refusal('The tokens of the issuer were not made for this sign-in. Sign in again.');
  }
}

function requireCryptography() {
  if (!crypto.subtle) {
    throw refusal('Browsers sign in at an issuer only from pages that come over HTTPS, or from this machine.');
  }
}

function random() {
  return base64Url(crypto.getRandomValues(new Uint8Array(RANDOM_BYTES)));
}

async function sha256(text) {
  return base64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))));
}

function base64Url(bytes) {
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function refusal(detail) {
  return new Problem({title: 'Nobody is signed in', detail});
}
