package support.entitlement.web.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import support.entitlement.release.log.ReleaseLog;
import support.entitlement.security.AccessToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Cells, rows, columns and files of drafts are changed over HTTP, by two at the same time. */
class DraftChangesApiTest extends DraftApi {

    private static final String FILE = "new.csv";

    private long draft;

    @BeforeEach
    void createADraftWithASmallFile() throws Exception {
        draft = createDraft("Changes");
        ObjectNode put = change("put-file");
        ArrayNode rows = put.putArray("rows");
        rows.addArray().add("a").add("b");
        rows.addArray().add("=c").add("d; e");
        assertThat(change(ANA, 1, put).status()).isEqualTo(200);
    }

    private static ObjectNode change(String op) {
        return JSON.createObjectNode().put("op", op).put("file", FILE);
    }

    private static ObjectNode set(String cell, String before, String after) {
        return change("set").put("cell", cell).put("before", before).put("after", after);
    }

    private static ObjectNode insertRow(int row, String text) {
        ObjectNode insert = change("insert-rows").put("row", row);
        insert.putArray("rows").addArray().add(text);
        return insert;
    }

    private Answer changeOnce(AccessToken caller, long version, String key, ObjectNode change) throws Exception {
        ObjectNode body = JSON.createObjectNode();
        body.putArray("changes").add(change);
        return sendWithoutToken(request("/v1/policy/drafts/" + draft + "/changes")
                .header("Authorization", "Bearer " + caller.text())
                .header("Content-Type", "application/json")
                .header("If-Match", "\"" + version + "\"")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body.toString())));
    }

    @Test
    void aRequestThatIsSentAgainWithItsKeyIsMadeOnce() throws Exception {
        Answer first = changeOnce(ANA, 2, "one", insertRow(1, "top"));
        change(ADA, 3, set("B2", "b", "between"));

        Answer again = changeOnce(ANA, 2, "one", insertRow(1, "top"));

        assertThat(again.response().body()).isEqualTo(first.response().body());
        assertThat(again.header("ETag")).isEqualTo("\"3\"");
        assertThat(read("/v1/policy/drafts/" + draft).json().get("version").longValue())
                .isEqualTo(4);
        Answer other = changeOnce(ANA, 4, "one", insertRow(1, "another"));
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.json().get("code").stringValue()).isEqualTo("idempotency-key-reused");
        assertThat(changeOnce(ADA, 2, "one", insertRow(1, "top")).status()).isEqualTo(409);
        assertThat(changeOnce(ANA, 4, " ", insertRow(1, "top")).status()).isEqualTo(400);
        assertThat(changeOnce(ANA, 4, "two", insertRow(1, "top")).status()).isEqualTo(200);
    }

    private Answer change(AccessToken caller, long version, ObjectNode... changes) throws Exception {
        ObjectNode body = JSON.createObjectNode();
        body.putArray("changes").addAll(List.of(changes));
        return send(caller, "POST", "/v1/policy/drafts/" + draft + "/changes", body.toString(), "\"" + version + "\"");
    }

    private JsonNode sheet(String parameters) throws Exception {
        return read("/v1/policy/drafts/" + draft + "/sheets?" + parameters).json();
    }

    private String rows() throws Exception {
        return sheet("file=" + FILE).get("rows").toString();
    }

    @Test
    void aChangeIsKeptWithItsVersion() throws Exception {
        Answer answer = change(ANA, 2, set("B1", "b", "  B \u00a0 B"), set("C3", "", "new"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("ETag")).isEqualTo("\"3\"");
        assertThat(answer.json().at("/changes/0/after").stringValue()).isEqualTo("B B");
        assertThat(rows()).isEqualTo("""
                [["a","B B",""],["=c","d; e",""],["","","new"]]""");
        JsonNode description = read("/v1/policy/drafts/" + draft).json();
        assertThat(description.get("version").longValue()).isEqualTo(3);
        assertThat(file(draft, FILE).get("state").stringValue()).isEqualTo("added");
    }

    @Test
    void placesAreCarriedOverWhatTheOtherHasChanged() throws Exception {
        assertThat(change(ADA, 2, insertRow(1, "first")).status()).isEqualTo(200);

        Answer answer = change(ANA, 2, set("A1", "a", "A"), insertRow(3, "last"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/changes/0/cell").stringValue()).isEqualTo("A2");
        assertThat(rows()).isEqualTo("""
                [["first",""],["A","b"],["=c","d; e"],["last",""]]""");
        JsonNode log = read("/v1/policy/drafts/" + draft + "/changes?after=2").json();
        assertThat(log.get("version").longValue()).isEqualTo(4);
        assertThat(log.at("/changes/0/by").stringValue()).isEqualTo("ada");
        assertThat(log.at("/changes/0/change/op").stringValue()).isEqualTo("insert-rows");
        assertThat(log.at("/changes/1/change/cell").stringValue()).isEqualTo("A2");
        assertThat(log.at("/changes/2/change/row").intValue()).isEqualTo(4);
    }

    @Test
    void aCellThatBothChangedIsShownWithBothTextsAndNothingIsChanged() throws Exception {
        change(ADA, 2, set("B2", "d; e", "theirs"));

        Answer answer = change(ANA, 2, set("A1", "a", "A"), set("B2", "d; e", "mine"));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().get("code").stringValue()).isEqualTo("draft-conflict");
        JsonNode conflict = answer.json().at("/conflicts/0");
        assertThat(conflict.get("index").intValue()).isEqualTo(1);
        assertThat(conflict.get("cell").stringValue()).isEqualTo("B2");
        assertThat(conflict.get("before").stringValue()).isEqualTo("d; e");
        assertThat(conflict.get("theirs").stringValue()).isEqualTo("theirs");
        assertThat(conflict.get("mine").stringValue()).isEqualTo("mine");
        assertThat(conflict.get("by").stringValue()).isEqualTo("ada");
        assertThat(rows()).doesNotContain("mine", "A");
        assertThat(change(ANA, 3, set("A1", "a", "A"), set("B2", "theirs", "mine"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aTextThatHasAnotherOneBeforeIsAConflict() throws Exception {
        Answer answer = change(ANA, 2, set("A1", "x", "y"));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().at("/conflicts/0/theirs").stringValue()).isEqualTo("a");
    }

    @Test
    void whoDeletesAFileThatIsTheReleasesAgainHasNoDifference() throws Exception {
        change(ANA, 2, JSON.createObjectNode().put("op", "remove-file").put("file", "channels.csv"));
        assertThat(file(draft, "channels.csv").get("state").stringValue()).isEqualTo("removed");

        JsonNode before = sheet("file=plans.csv");
        String cell = before.at("/header/leftColumn").stringValue()
                + (before.at("/header/lastRow").intValue() + 1);
        String text = before.get("rows")
                .get(before.at("/header/lastRow").intValue())
                .get(0)
                .stringValue();
        ObjectNode there = set(cell, text, "Other").put("file", "plans.csv");
        ObjectNode back = set(cell, "Other", text).put("file", "plans.csv");
        assertThat(change(ANA, 3, there).status()).isEqualTo(200);
        JsonNode sheet = sheet("file=plans.csv");
        assertThat(sheet.at("/cellStates/0/cell").stringValue()).isEqualTo(cell);
        assertThat(sheet.at("/cellStates/0/before").stringValue()).isEqualTo(text);
        assertThat(sheet.at("/rowStates/0/state").stringValue()).isEqualTo("changed");
        assertThat(sheet.at("/columns/0/kind").stringValue()).isEqualTo("condition");
        assertThat(file(draft, "plans.csv").get("state").stringValue()).isEqualTo("changed");
        assertThat(change(ANA, 4, back).status()).isEqualTo(200);
        assertThat(file(draft, "plans.csv").get("state").stringValue()).isEqualTo("unchanged");
    }

    @Test
    void nonsenseIsKeptAsItIsTyped() throws Exception {
        List<String> typed =
                List.of("'=1+1", "\"quoted\"", "two\nlines", "sep=;", "-5", "é \ud83d\ude00", "_x0041_", ",;|\t");
        ObjectNode put = change("put-file");
        ArrayNode rows = put.putArray("rows");
        typed.forEach(text -> rows.addArray().add("x").add(text));

        assertThat(change(ANA, 2, put).status()).isEqualTo(200);

        assertThat(sheet("file=" + FILE)
                        .get("rows")
                        .valueStream()
                        .map(row -> row.get(1).stringValue()))
                .containsExactly(
                        "'=1+1", "\"quoted\"", "two\nlines", "sep=;", "-5", "é \ud83d\ude00", "_x0041_", ",;|");
    }

    @Test
    void aDraftHasUpToTwoHundredFiles() throws Exception {
        ObjectNode[] files = IntStream.range(0, 200)
                .mapToObj(number -> change("put-file").put("file", "more" + number + ".csv"))
                .toArray(ObjectNode[]::new);
        Stream.of(files).forEach(put -> put.putArray("rows").addArray().add("x"));

        Answer answer = change(ANA, 2, files);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/code").stringValue()).isEqualTo("bad-change");
        assertThat(answer.json().at("/errors/0/detail").stringValue()).contains("200 files");
    }

    @Test
    void aTableWithTextThatNoTableMayHaveIsListedAndTakenOut() throws Exception {
        ObjectNode put = change("put-file");
        ArrayNode rows = put.putArray("rows");
        rows.addArray().add("RuleSet").add("garbled");
        rows.addArray().add("RuleTable Garbled");
        rows.addArray().add("f\u00c3\u00bcr alle");

        assertThat(change(ANA, 2, put).status()).isEqualTo(200);

        assertThat(file(draft, FILE).at("/sheets/0/table").stringValue()).isEqualTo("Garbled");
        assertThat(read("/v1/policy/drafts/" + draft + "/tables/Garbled?format=csv")
                        .response()
                        .body())
                .contains("f\u00c3\u00bcr alle");
    }

    @Test
    void changesAfterAVersionOfWhichSomeAreNoLongerKeptAreGone(@Autowired ReleaseLog log) throws Exception {
        String path = "/v1/policy/drafts/" + draft + "/changes?after=";
        change(ANA, 2, set("A1", "a", "A"));
        log.database()
                .jdbcClient()
                .sql("DELETE FROM policy_draft_change WHERE draft_id = ? AND version = 2")
                .param(draft)
                .update();

        Answer answer = read(path + 1);

        assertThat(answer.status()).isEqualTo(410);
        assertThat(answer.json().at("/errors/0/code").stringValue()).isEqualTo("changes-forgotten");
        assertThat(read(path + 2).json().get("changes").size()).isEqualTo(1);
        assertThat(change(ANA, 1, set("A1", "A", "b")).status()).isEqualTo(412);
    }

    @Test
    void whatRefersToAnotherVersionIsRefused() throws Exception {
        String path = "/v1/policy/drafts/" + draft + "/changes";

        assertThat(send(ANA, "POST", path, "{\"changes\": []}", null).status()).isEqualTo(428);
        assertThat(send(ANA, "POST", path, "{\"changes\": []}", "2").status()).isEqualTo(400);
        assertThat(change(ANA, 99, set("A1", "a", "b")).status()).isEqualTo(412);
        assertThat(change(ANA, 2).json().get("version").longValue()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'op': 'set', 'file': 'new.csv', 'cell': 'A0', 'before': '', 'after': ''}   | 400 | wrong-type    | /changes/0/cell",
                "{'op': 'set', 'file': 'new.csv', 'cell': 'A1', 'after': ''}                 | 400 | missing-field | /changes/0/before",
                "{'op': 'set', 'file': 'no.csv', 'cell': 'A1', 'before': '', 'after': ''}    | 404 | unknown-file  | /changes/0/file",
                "{'op': 'set', 'file': 'new.csv', 'sheet': 'S', 'cell': 'A1', 'before': '', 'after': ''} | 404 | unknown-file | /changes/0/sheet",
                "{'op': 'sett', 'file': 'new.csv'}                                           | 400 | wrong-type    | /changes/0/op",
                "{'op': 'delete-rows', 'file': 'new.csv', 'row': 0}                          | 400 | wrong-type    | /changes/0/row",
                "{'op': 'move-column', 'file': 'new.csv', 'column': 'A', 'to': 2}            | 400 | wrong-type    | /changes/0/to",
                "{'op': 'put-file', 'file': '../x.csv', 'rows': []}                          | 400 | wrong-type    | /changes/0/file",
                "{'op': 'put-text', 'file': 'x.csv', 'text': ''}                             | 400 | wrong-type    | /changes/0/file",
                "{'op': 'remove-file', 'file': 'new.csv', 'rows': []}                        | 400 | unknown-field | /changes/0/rows",
                "{'op': 'insert-rows', 'file': 'new.csv', 'row': 50000, 'rows': [[],[]]}     | 422 | bad-change    | /changes/0"
            })
    void aWrongChangeIsRefusedWithItsField(String change, int status, String code, String pointer) throws Exception {
        Answer answer = change(ANA, 2, (ObjectNode) JSON.readTree(change.replace('\'', '"')));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().at("/errors/0/code").stringValue()).isEqualTo(code);
        assertThat(pointers(answer.json())).containsExactly(pointer);
        assertThat(read("/v1/policy/drafts/" + draft).json().get("version").longValue())
                .isEqualTo(2);
    }

    /** Puts a file of equal cells, as version 3. */
    private void putCells(int height, int width) throws Exception {
        ObjectNode put = change("put-file");
        ArrayNode rows = put.putArray("rows");
        for (int row = 0; row < height; row++) {
            ArrayNode cells = rows.addArray();
            IntStream.range(0, width).forEach(column -> cells.add("x"));
        }
        assertThat(change(ANA, 2, put).status()).isEqualTo(200);
    }

    @Test
    void aColumnThatMakesAFileTooLargeIsRefusedAtItsPlace() throws Exception {
        putCells(6_000, 1);
        ObjectNode insert = change("insert-columns").put("column", "CV");
        ArrayNode column = insert.putArray("columns").addArray();
        IntStream.range(0, 6_000).forEach(row -> column.add("x"));

        Answer answer = change(ANA, 3, set("A1", "x", "y"), insert);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/code").stringValue()).isEqualTo("bad-change");
        assertThat(pointers(answer.json())).containsExactly("/changes/1");
    }

    @Test
    void movesThatTouchTooManyCellsAreRefusedAtTheFirstThatIsTooMuch() throws Exception {
        putCells(10_000, 20);
        ObjectNode[] moves = IntStream.range(0, 10_000)
                .mapToObj(move -> change("move-column").put("column", "A").put("to", "B"))
                .toArray(ObjectNode[]::new);

        Answer answer = change(ANA, 3, moves);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/code").stringValue()).isEqualTo("too-much-work");
        assertThat(pointers(answer.json()))
                .containsExactly("/changes/357"); // 280,000 cells each, and 100,000,000 in all.
        assertThat(change(ANA, 3, moves[0]).status()).isEqualTo(200);
    }
}
