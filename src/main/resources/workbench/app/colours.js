const KEY = 'colours';

/** The choices: as the system has it, light, dark. */
export const COLOURS = ['system', 'light', 'dark'];

export function chosenColours() {
  return sessionStorage.getItem(KEY) ?? 'system';
}

/** Shows the page in these colours until the tab is closed. */
export function chooseColours(choice) {
  sessionStorage.setItem(KEY, choice);
  applyColours();
}

export function applyColours() {
  const choice = chosenColours();
  if (choice === 'system') {
    delete document.documentElement.dataset.colours;
  } else {
    document.documentElement.dataset.colours = choice;
  }
}
