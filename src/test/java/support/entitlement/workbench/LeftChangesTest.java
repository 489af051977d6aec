package support.entitlement.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Changes that a page had not saved are rewritten for what others have made of the draft since. */
class LeftChangesTest extends ScriptTest {

    private static final String OPERATIONS = """
            [{op: 'set', file: 'a.csv', sheet: null, cell: 'B2', before: 'b', after: 'mine'},
             {op: 'insert-rows', file: 'a.csv', sheet: null, row: 3, rows: [['x', 'y']]},
             {op: 'set', file: 'a.csv', sheet: null, cell: 'A5', before: 'd', after: 'moved'},
             {op: 'delete-rows', file: 'a.csv', sheet: null, row: 6, count: 2},
             {op: 'move-rows', file: 'a.csv', sheet: null, row: 5, count: 1, to: 1},
             {op: 'set', file: 'other.csv', sheet: null, cell: 'A1', before: '', after: 'other'}]""";

    /** Others write B2, insert a row at the top and a column in front, and delete what was row 5. */
    private static final String CHANGES = """
            [{by: 'paul', change: {op: 'set', file: 'a.csv', cell: 'B2', before: 'b', after: 'theirs'}},
             {by: 'paul', change: {op: 'insert-rows', file: 'a.csv', row: 1, rows: [['top']]}},
             {by: 'paul', change: {op: 'insert-columns', file: 'a.csv', column: 'A', columns: [['', 'first']]}},
             {by: 'paul', change: {op: 'delete-rows', file: 'a.csv', row: 6, count: 1}}]""";

    @Test
    void operationsFindTheirPlacesAndClashingTextsAreHeld() {
        assertThat(rewrite(OPERATIONS, CHANGES)).isEqualTo(json("""
                {operations: [
                   {op: 'insert-rows', file: 'a.csv', sheet: null, row: 4, rows: [['', 'x', 'y']]},
                   {op: 'set', file: 'a.csv', sheet: null, cell: 'B6', before: 'd', after: 'moved'},
                   {op: 'delete-rows', file: 'a.csv', sheet: null, count: 1, row: 7},
                   {op: 'move-rows', file: 'a.csv', sheet: null, row: 6, count: 1, to: 1},
                   {op: 'set', file: 'other.csv', sheet: null, cell: 'A1', before: '', after: 'other'}],
                 held: [{file: 'a.csv', sheet: null, row: 2, column: 2, mine: 'mine', by: 'paul'}],
                 lost: []}"""));
    }

    @Test
    void aTextWhoseRowIsGoneIsKept() {
        assertThat(rewrite(
                        "[{op: 'set', file: 'a.csv', sheet: null, cell: 'A2', before: 'b', after: 'mine'}]",
                        "[{by: 'paul', change: {op: 'delete-rows', file: 'a.csv', row: 2, count: 1}}]"))
                .isEqualTo(json(
                        "{operations: [], held: [], lost: [{file: 'a.csv', sheet: null, cell: 'A2', mine: 'mine'}]}"));
    }

    @Test
    void textsOfAFileThatWasReplacedAreHeldAndNothingIsDeleted() {
        assertThat(rewrite("""
                [{op: 'delete-rows', file: 'a.csv', sheet: null, row: 1, count: 1},
                 {op: 'set', file: 'a.csv', sheet: null, cell: 'A2', before: 'c', after: 'mine'}]""", "[{by: null, change: {op: 'rebase'}}]"))
                .isEqualTo(
                        json(
                                "{operations: [], held: [{file: 'a.csv', sheet: null, row: 2, column: 0, mine: 'mine', by: null}], lost: []}"));
    }

    @Test
    void aCellIsFoundWhereOthersHaveMovedIt() {
        assertThat(page.evaluate("""
                () => import('./workbench/views/drafts/line-changes.js').then(({carryCell}) => JSON.stringify([
                  carryCell({file: 'a.csv', sheet: null, row: 4, column: 1}, [
                    {op: 'insert-rows', file: 'a.csv', row: 1, rows: [['x'], ['y']]},
                    {op: 'move-rows', file: 'a.csv', row: 7, count: 1, to: 2},
                    {op: 'delete-columns', file: 'a.csv', column: 'A', count: 1},
                    {op: 'delete-rows', file: 'b.csv', row: 1, count: 9}]),
                  carryCell({file: 'a.csv', sheet: null, row: 4, column: 1}, [{op: 'delete-rows', file: 'a.csv', row: 5, count: 1}])]))""")).isEqualTo("[{\"row\":1,\"column\":0},null]");
    }

    private Object rewrite(String operations, String changes) {
        return page.evaluate("""
                () => import('./workbench/views/drafts/rewritten-changes.js').then(({rewriteOperations}) =>
                  JSON.stringify(rewriteOperations(%s, %s)))""".formatted(operations, changes));
    }

    private Object json(String script) {
        return page.evaluate("() => JSON.stringify(" + script + ")");
    }
}
