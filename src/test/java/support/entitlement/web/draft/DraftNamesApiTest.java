package support.entitlement.web.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Sheets of drafts offer the names that the draft's own tables mention. */
class DraftNamesApiTest extends DraftApi {

    @Test
    void namesThatAreNewInADraftAreOfferedAlsoWhileItHasErrors() throws Exception {
        long draft = createDraft("New names");
        change(draft, """
                {"op": "set", "file": "plans.csv", "cell": "B8", "before": "Basic", "after": "Basic Plus"},
                {"op": "set", "file": "sla-agreements.csv", "cell": "E8", "before": "1 hour", "after": "1 huor"},
                {"op": "put-file", "file": "opening.csv", "rows": [
                  ["RuleSet", "support.entitlement.rules"], ["Hit policy", "collect"], ["RuleTable Opening"],
                  ["CONDITION", "ACTION"], ["$calendar : BusinessHours", ""], ["name == \\"$param\\"", "$calendar.day(\\"$param\\")"],
                  ["Calendar", "Day"], ["Night desk", "Mon-Fri"]]}""");

        assertThat(names(draft, "support-matrix.csv", "Support level")).contains("Basic Plus", "Enterprise Premium");
        assertThat(names(draft, "sla-agreements.csv", "Calendar")).contains("Night desk", "24x7");
        assertThat(read("/v1/policy/drafts/" + draft + "/problems")
                        .json()
                        .get("sound")
                        .booleanValue())
                .isFalse();
        assertThat(names(createDraft("Without them"), "support-matrix.csv", "Support level"))
                .doesNotContain("Basic Plus");
    }

    @Test
    void aTimeIsCountedInACalendarThatIsNewInADraft() throws Exception {
        long draft = createDraft("New calendar");
        change(draft, """
                {"op": "put-file", "file": "opening.csv", "rows": [
                  ["RuleSet", "support.entitlement.rules"], ["Hit policy", "collect"], ["RuleTable Opening"],
                  ["CONDITION", "ACTION", "ACTION", "ACTION", "ACTION"], ["$calendar : BusinessHours", "", "", "", ""],
                  ["name == \\"$param\\"", "$calendar.zone(\\"$param\\")", "$calendar.day(\\"$param\\")", "$calendar.opens(\\"$param\\")", "$calendar.closes(\\"$param\\")"],
                  ["Calendar", "Zone", "Day", "Open", "Close"], ["Night desk", "UTC", "Mon-Fri", "20:00", "24:00"]]}""");
        String due = "/v1/calendars/Night%20desk/due?within=1%20hour&from=2026-03-06T12:00:00Z";

        Answer inDraft = read(due + "&draft=" + draft);

        assertThat(inDraft.status()).as(inDraft.response().body()).isEqualTo(200);
        assertThat(inDraft.json().get("dueAt").stringValue()).isEqualTo("2026-03-06T21:00:00Z");
        assertThat(read(due).json().at("/errors/0/code").stringValue()).isEqualTo("unknown-calendar");
    }

    @Test
    void theRulesOfPrecedenceOfADraftAreItsOwnOrThoseOfTheService() throws Exception {
        long draft = createDraft("Precedence");
        String path = "/v1/policy/drafts/" + draft + "/precedence";

        JsonNode shipped = read(path).json();
        change(draft, "{\"op\": \"put-text\", \"file\": \"contract-precedence.drl\", \"text\": \"// none\\n\"}");

        assertThat(shipped.get("shipped").booleanValue()).isTrue();
        assertThat(shipped.get("text").stringValue()).contains("prevailsOver");
        assertThat(read(path).json().get("shipped").booleanValue()).isFalse();
        assertThat(read(path).json().get("text").stringValue()).isEqualTo("// none\n");
        assertThat(read(path).header("ETag")).isEqualTo("\"2\"");
        assertThat(read(path).header("Cache-Control")).isEqualTo("no-store");
    }

    private void change(long draft, String changes) throws Exception {
        Answer answer = send(
                ANA, "POST", "/v1/policy/drafts/" + draft + "/changes", "{\"changes\": [" + changes + "]}", "\"1\"");
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    }

    private List<String> names(long draft, String file, String title) throws Exception {
        return read("/v1/policy/drafts/" + draft + "/sheets?file=" + file)
                .json()
                .get("columns")
                .valueStream()
                .filter(column -> column.get("title").stringValue().equals(title))
                .flatMap(column -> column.get("names").valueStream())
                .map(JsonNode::stringValue)
                .toList();
    }
}
