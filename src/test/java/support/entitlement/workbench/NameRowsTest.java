package support.entitlement.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import support.entitlement.table.value.CellList;
import support.entitlement.table.value.SentCell;

/** Rows about a name are found and copied by the rules of the service. */
class NameRowsTest extends ScriptTest {

    /** Two tables about plans, in a draft without a service. */
    private static final String DRAFT = """
            const rows = await import('./workbench/views/drafts/name-rows.js');
            const {DraftSheet} = await import('./workbench/views/drafts/draft-sheet.js');
            const {insertColumns, columnPlace} = await import('./workbench/grid/commands.js');
            const plan = {column: 'A', title: 'Plan', kind: 'condition', type: 'text', list: true, names: ['Free', 'Gold'], input: 'plan', operator: 'in'};
            const answers = ['one.csv', 'two.csv'].map(file => ({file, sheet: null, version: 1, header: {firstRow: 1, lastRow: 1, table: file},
              columns: [{...plan}], rows: [['Plan'], ['Free, Gold'], ['Gold'], ['Free']], rowStates: [], cellStates: []}));
            const sheets = answers.map(answer => new DraftSheet(answer));
            const session = {
              draft: {files: answers.map(({file}) => ({file, kind: 'table', state: 'same', sheets: [{sheet: null, title: file}]}))},
              read: async (_, {file}) => answers.find(answer => answer.file === file),
              requireSaved: async () => {},
              openBeside: async file => sheets.find(sheet => sheet.file === file),
            };
            const find = () => rows.findNameColumns(session, {file: 'one.csv', sheet: null, column: 'A'});
            const copy = async (columns, to) => rows.copyRows(session, columns, 'Free', to).then(JSON.stringify, refusal => refusal.message);
            const texts = () => sheets.map(({model}) => model.rows.map(({cells}) => cells.join('|')).join(' / '));
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Free",
                " Free ,Gold;;Old\nNew ",
                "\"Acme, Inc.\", Gold",
                "“Gold, EU”, „Old; UK“ ; New",
                "\"a \"\"b\"\", c\"",
                "\"open, end",
                "\"a\" b, c",
                "",
                ",",
                "\"\"",
                "a  b,\u00a0c",
                "\u00a0\"a, b\""
            })
    void aListIsReadAndWrittenAsTheServiceDoes(String text) {
        assertThat(page.evaluate(
                        "text => import('./workbench/parts/cell-list.js').then(list => list.splitList(text))", text))
                .isEqualTo(CellList.splitAll(text));
        String name = text.strip();
        assertThat(page.evaluate(
                        "name => import('./workbench/parts/cell-list.js').then(list => list.quoteEntry(name))", name))
                .isEqualTo(CellList.joinParts(List.of(name)));
    }

    @Test
    void aNameWithASeparatorIsCompletedAndCorrectedAsOneEntryOfAList() {
        assertThat(run("""
                const {CellNames} = await import('./workbench/views/drafts/cell-names.js');
                const names = new CellNames({headCount: 0, columns: [{list: true, names: ['Gold, EU', 'Silver']}],
                  model: {text: () => 'Silvr; “Gold, EW”'}});
                return [JSON.stringify(names.complete({row: 0, column: 0}, 'Silver, “Gold, E”', 16)),
                  names.correct({row: 0, column: 0}, [{}])];
                """))
                .isEqualTo(List.of("[{\"text\":\"\\\"Gold, EU\\\"\",\"from\":8,\"to\":17}]", "Silver; \"Gold, EU\""));
    }

    @Test
    void onlyListsAreSplitAndWordsThatAskWhatWasSentAreNoNames() {
        assertThat(run("const read = (text, list) => rows.namesIn(text, {list}).join('|');"
                        + "return [read(' Acme, Inc. ', false), read('Acme, Inc.', true), read('%s', true), read('%s', false), read('', false)];"
                                .formatted(SentCell.OTHERWISE, SentCell.NOT_SENT.toUpperCase(Locale.ROOT))))
                .isEqualTo(List.of("Acme, Inc.", "Acme|Inc.", "", "", ""));
    }

    @Test
    void rowsThatExcludeANameOrNameAnotherObjectAreNotAboutIt() {
        assertThat(run("""
                Object.assign(answers[0].columns[0], {input: 'Channel.name'});
                Object.assign(answers[1].columns[0], {input: 'BusinessHours.name', operator: '=='});
                const alone = await find();
                Object.assign(answers[1].columns[0], {input: 'Channel.name', operator: 'not in'});
                const excluding = await find();
                Object.assign(answers[1].columns[0], {operator: '=='});
                return [alone, excluding, await find()].map(columns => columns.map(({file}) => file).join());
                """)).isEqualTo(List.of("one.csv", "one.csv", "one.csv,two.csv"));
    }

    @Test
    void copiesStandBelowTheirRowsAndTakeANameInQuotesIntoAList() {
        assertThat(run("""
                return [await copy(await find(), 'Acme, Inc.'), ...texts()];
                """))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .satisfiesExactly(
                        places -> assertThat(places.toString()).contains("\"row\":5,\"column\":\"A\",\"count\":2"),
                        one -> assertThat(one)
                                .isEqualTo("Plan / Free, Gold / Gold / Free / \"Acme, Inc.\" / \"Acme, Inc.\""),
                        two -> assertThat(two)
                                .isEqualTo("Plan / Free, Gold / Gold / Free / \"Acme, Inc.\" / \"Acme, Inc.\""));
    }

    @Test
    void aColumnThatSomebodyHasMovedMeanwhileIsFoundAgain() {
        assertThat(run("""
                const columns = await find();
                const {model} = sheets[0];
                model.follow(insertColumns(columnPlace(model.columns, 0), [model.newColumn({title: 'New', meaning: {list: false, names: []}})], new Map()));
                await copy(columns, 'Old');
                return texts();
                """))
                .isEqualTo(List.of(
                        "|Plan / |Free, Gold / |Gold / |Free / |Old / |Old",
                        "Plan / Free, Gold / Gold / Free / Old / Old"));
    }

    @Test
    void whatCannotBeCopiedIsRefusedAloudBeforeAnyTableChanges() {
        assertThat(run("""
                const columns = await find();
                const refused = [await copy(columns, ' '), await copy(columns, 'free'), await copy(columns, 'Otherwise')];
                session.requireSaved = async () => { throw new Error('It is not saved yet.'); };
                refused.push(await copy(columns, 'Old'), await find().catch(refusal => refusal.message));
                session.requireSaved = async () => {};
                sheets[1].model.setCell(1, 0, 'Gold');
                sheets[1].model.setCell(3, 0, 'Gold');
                refused.push(await copy(columns, 'Old'));
                const open = session.openBeside;
                session.openBeside = async file => { if (file === 'two.csv') { throw new Error('away'); } return open(file); };
                refused.push(await copy(columns, 'Old'));
                return [...refused, texts()[0]];
                """))
                .isEqualTo(List.of(
                        "Write the new name: rows with a blank cell would be about every name.",
                        "The rows are about “Free” already. Write another name.",
                        "“Otherwise” is no name: it asks if a fact was sent. Write a name.",
                        "It is not saved yet.",
                        "It is not saved yet.",
                        "“two” has no row about “Free” any more: somebody has changed it. Cancel, and begin anew.",
                        "away",
                        "Plan / Free, Gold / Gold / Free"));
    }

    private Object run(String script) {
        return page.evaluate("async () => {" + DRAFT + script + "}");
    }
}
