/** The traits by which promises of one milestone differ, in the words of scenarios. */
const TRAITS = {
  strength: ({strength}) => strength ?? 'guaranteed',
  repetition: ({every}) => (every ? 'repeated' : 'once'),
  start: ({startsAt}) => `starts at ${startsAt ?? 'opened'}`,
  hours: ({startsDuring}) => (startsDuring ? `starts during ${startsDuring}` : 'starts with the event'),
  end: ({endsAt, name}) => `ends at ${endsAt ?? name}`,
};

/**
 * Names each promise as scenarios do: by its milestone, and in brackets after it the traits that tell it from others of the milestone.
 *
 * @param {any[]} promises
 * @param {keyof TRAITS} [asserted] the trait that the column itself states
 * @returns {string[]}
 */
export function namePromises(promises, asserted) {
  return promises.map(promise => {
    const same = promises.filter(({name}) => isSame(name, promise.name));
    const told = Object.entries(TRAITS)
      .filter(([trait, say]) => trait !== asserted && same.some(each => !isSame(say(each), say(promise))))
      .map(([, say]) => ` (${say(promise)})`);
    return promise.name + told.join('');
  });
}

function isSame(one, other) {
  return one.toLowerCase() === other.toLowerCase();
}
