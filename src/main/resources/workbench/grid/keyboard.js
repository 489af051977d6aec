/** Keys of the grid: where each moves the focus, or the action that it calls. */

const MOVES = {
  ArrowUp: ({row, column}) => ({row: row - 1, column}),
  ArrowDown: ({row, column}) => ({row: row + 1, column}),
  ArrowLeft: ({row, column}) => ({row, column: column - 1}),
  ArrowRight: ({row, column}) => ({row, column: column + 1}),
  PageUp: ({row, column}, size) => ({row: row - size.page, column}),
  PageDown: ({row, column}, size) => ({row: row + size.page, column}),
  Home: ({row}) => ({row, column: 0}),
  End: ({row}, size) => ({row, column: size.columns - 1}),
};

const JUMPS = {
  ArrowUp: ({column}) => ({row: 0, column}),
  ArrowDown: ({column}, size) => ({row: size.rows - 1, column}),
  ArrowLeft: ({row}) => ({row, column: 0}),
  ArrowRight: ({row}, size) => ({row, column: size.columns - 1}),
  Home: () => ({row: 0, column: 0}),
  End: (_, size) => ({row: size.rows - 1, column: size.columns - 1}),
};

const READING = {
  'Ctrl+a': 'selectAll',
  'Ctrl+f': 'find',
  Enter: 'openCell',
};

const EDITING = {
  ...READING,
  'Ctrl+z': 'undo',
  'Ctrl+y': 'redo',
  'Ctrl+Shift+z': 'redo',
  'Ctrl+d': 'fillDown',
  'Ctrl+h': 'find',
  'Ctrl+.': 'takeRemedy',
  F2: 'edit',
  Delete: 'clear',
  Backspace: 'clear',
  Enter: 'goDown',
  'Shift+Enter': 'goUp',
  Tab: 'goToNextCell',
  'Shift+Tab': 'goToPreviousCell',
  Escape: 'letTabLeave',
  'Alt+ArrowUp': 'moveRowsUp',
  'Alt+ArrowDown': 'moveRowsDown',
  'Alt+Shift+ArrowDown': 'duplicateRows',
  'Alt+Insert': 'insertRow',
  'Alt+Shift+Insert': 'insertRowAbove',
  'Alt+Delete': 'deleteRows',
  'Alt+Shift+ArrowLeft': 'moveColumnLeft',
  'Alt+Shift+ArrowRight': 'moveColumnRight',
  'Alt+Shift+Delete': 'deleteColumns',
};

/** The name of the action for the key, or undefined. @param {KeyboardEvent} event */
export function actionOf(event, editable) {
  return (editable ? EDITING : READING)[combination(event)];
}

/**
 * The cell to which the key moves the focus, or undefined. It may lie outside the table.
 *
 * @param {KeyboardEvent} event @param {{rows: number, columns: number, page: number}} size
 */
export function moveOf(event, cell, size) {
  if (event.altKey) {
    return undefined;
  }
  return (event.ctrlKey || event.metaKey ? JUMPS : MOVES)[event.key]?.(cell, size);
}

/** Tells if the key writes a character. AltGr counts as Ctrl and Alt on Windows. @param {KeyboardEvent} event */
export function writesText(event) {
  const command = (event.ctrlKey || event.altKey || event.metaKey) && !event.getModifierState('AltGraph');
  return event.key.length === 1 && !command && !event.isComposing;
}

function combination({ctrlKey, metaKey, altKey, shiftKey, key}) {
  const name = key.length === 1 ? key.toLowerCase() : key;
  return `${ctrlKey || metaKey ? 'Ctrl+' : ''}${altKey ? 'Alt+' : ''}${shiftKey ? 'Shift+' : ''}${name}`;
}
