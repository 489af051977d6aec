/** Returns the name that is nearest to a text; undefined if none is near. In small letters both, so that a slip of the shift key is none. */
export function findNearest(text, names) {
  const sought = text.toLocaleLowerCase();
  const most = Math.max(1, Math.floor(sought.length / 3));
  let [nearest, least] = [undefined, most + 1];
  for (const name of names) {
    const distance = Math.abs(name.length - sought.length) > most ? Infinity : distanceBetween(sought, name.toLocaleLowerCase());
    if (distance < least) {
      [nearest, least] = [name, distance];
    }
  }
  return nearest;
}

/** The count of letters to insert, delete or replace that make one text the other. */
function distanceBetween(one, other) {
  let above = Array.from({length: other.length + 1}, (_, at) => at);
  for (let row = 1; row <= one.length; row++) {
    const line = [row];
    for (let at = 1; at <= other.length; at++) {
      const replaced = above[at - 1] + (one[row - 1] === other[at - 1] ? 0 : 1);
      line.push(Math.min(replaced, above[at] + 1, line[at - 1] + 1));
    }
    above = line;
  }
  return above[other.length];
}
