import {session as caller} from '../../../app/session.js';
import {sayCount, sayList} from '../../../app/words.js';
import {sayApprovers} from '../../../parts/approvers.js';
import {sayChangedAnswers, sayScenarios} from '../../../parts/change-words.js';

/** The code of the problem of a scenario that the tables answer otherwise. */
export const SCENARIO_FAILED = 'scenario-failed';

const EXTENTS = [
  ['cell', 'cell-changed', 'condition-removed'],
  ['new row', 'row-added'],
  ['removed row', 'row-removed'],
  ['moved row', 'row-moved'],
  ['column', 'column-added', 'column-removed', 'column-changed'],
  ['hit policy', 'hit-policy-changed'],
  ['new table', 'table-added'],
  ['removed table', 'table-removed'],
  ['rule of precedence', 'precedence-added', 'precedence-changed', 'precedence-removed'],
  ['accepted warning', 'warning-accepted'],
  ['acceptance taken back', 'acceptance-removed'],
];
const PLURALS = {'hit policy': 'hit policies', 'rule of precedence': 'rules of precedence', 'acceptance taken back': 'acceptances taken back'};

/** Says how much a draft changes: “1 cell and 2 new rows”. Empty if it changes nothing. */
export function sayDraftExtent(check, files) {
  const counts = EXTENTS.map(([word, ...codes]) => [check.changes.filter(change => codes.includes(change.code)).length, word]);
  const scenarios = files.filter(file => file.kind === 'scenarios' && file.state !== 'unchanged').length;
  return sayList([...counts, [scenarios, 'file of scenarios', 'files of scenarios']]
    .filter(([count]) => count > 0)
    .map(([count, word, words]) => sayCount(count, word, words ?? PLURALS[word])));
}

/** Says what publishing would do: “Publish 1 cell: 25 of 25 scenarios hold, 1 answer worse, paul must approve”. */
export function sayPublication(check, draft) {
  return `${caller.me?.fourEyes ? 'Propose' : 'Publish'} ${sayEffects(check, draft)}`;
}

/** Says what a draft changes, and what follows from that: “1 cell: 25 of 25 scenarios hold, 1 answer worse”. */
export function sayEffects(check, draft) {
  const extent = sayDraftExtent(check, draft.files) || 'what is written otherwise';
  const effects = [
    check.scenarios.total > 0 && sayScenarios(check.scenarios).replace(/\.$/, ''),
    sayChangedAnswers(check),
    caller.me?.fourEyes && `${sayApprovers()} must approve`,
  ].filter(Boolean);
  return `${extent}: ${effects.join(', ')}`;
}

/**
 * Says why a draft cannot be published now; empty if it can.
 *
 * @param {import('../draft-session.js').DraftSession} session
 * @param {import('./foresight.js').Foresight} foresight
 */
export function sayHindrance(session, foresight) {
  const {draft, problems, waiting} = session;
  const {check} = foresight;
  if (!caller.may('publishing')) {
    return caller.reasonAgainst('publishing');
  }
  if (draft.files.every(file => file.state === 'unchanged')) {
    return `Nothing differs from release ${draft.basedOn} yet.`;
  }
  if (draft.behind) {
    return `${draft.baseLost ? 'The log has lost the release that this draft was changed from.' : 'Another release came meanwhile.'} Bring this draft up to date first.`;
  }
  const errors = foresight.isCurrent ? check.problems : problems?.version === session.version ? problems.problems : [];
  if (countErrors(errors) > 0) {
    return sayErrors(errors);
  }
  if (waiting > 0) {
    return session.state === 'saving' ? 'What is typed is being saved.' : 'What is typed is not saved yet.';
  }
  if (!foresight.isCurrent) {
    return foresight.failure ? `The newest version could not be checked: ${foresight.failure.message}` : 'The newest version is being checked.';
  }
  return check.sound ? '' : 'The check refuses it.';
}

/** Names failed scenarios apart from other errors, as they are listed apart. */
function sayErrors(problems) {
  const all = countErrors(problems);
  const failed = countErrors(problems.filter(problem => problem.code === SCENARIO_FAILED));
  const kinds = [[all - failed, 'error'], [failed, 'failed scenario']].filter(([count]) => count > 0);
  return `${sayList(kinds.map(([count, word]) => sayCount(count, word)))} ${all === 1 ? 'stands' : 'stand'} in the way.`;
}

export function countErrors(problems) {
  return problems.filter(problem => problem.severity === 'error').length;
}
