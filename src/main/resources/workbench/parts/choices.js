/**
 * Shows in each `<select data-chosen=…>` the choice that it names. Call this in `updated()`: the attribute `selected` of an option has no
 * effect any more once a person has chosen another one.
 *
 * @param {ParentNode} root
 */
export function showChoices(root) {
  root.querySelectorAll('select[data-chosen]').forEach(select => {
    select.value = select.dataset.chosen;
  });
}
