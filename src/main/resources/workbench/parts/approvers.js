import {session} from '../app/session.js';

const MAX_NAMED = 3;

/** Says who may approve what the caller proposes: “paul or anna”, or “somebody else” if that is not known. */
export function sayApprovers() {
  const names = session.me?.approvers;
  if (!names) {
    return 'somebody else';
  }
  const rest = names.length - MAX_NAMED + 1;
  const shown = names.length > MAX_NAMED ? [...names.slice(0, MAX_NAMED - 1), `one of ${rest} others`] : names;
  return shown.length < 2 ? shown[0] ?? 'a second person, whom the settings do not name yet,' : `${shown.slice(0, -1).join(', ')} or ${shown.at(-1)}`;
}
