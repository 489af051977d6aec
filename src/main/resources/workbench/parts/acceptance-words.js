import {sayDay} from './day-words.js';

const DAY = {day: 'numeric', month: 'long', year: 'numeric'};

/** Says who has accepted a warning, when, and why: “ada has accepted this on 6 March 2026: It is planned”. */
export function sayAcceptance({reason, by, date}) {
  return `${by} has accepted this on ${sayDay(date, DAY)}: ${reason}`;
}
