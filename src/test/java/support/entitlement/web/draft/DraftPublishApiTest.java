package support.entitlement.web.draft;

import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** Drafts are checked, asked, published and rebased. */
class DraftPublishApiTest extends DraftApi {

    private static final String PLANS = "plans.csv";

    @Autowired
    private DataSource database;

    private Answer set(long draft, long version, String cell, String before, String after) throws Exception {
        return change(
                draft,
                version,
                "{\"op\": \"set\", \"file\": \"" + PLANS + "\", \"cell\": \"" + cell + "\", \"before\": \"" + before
                        + "\", \"after\": \"" + after + "\"}");
    }

    private Answer change(long draft, long version, String change) throws Exception {
        Answer answer = send(
                ANA,
                "POST",
                "/v1/policy/drafts/" + draft + "/changes",
                "{\"changes\": [" + change + "]}",
                "\"" + version + "\"");
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer;
    }

    private Answer publish(long draft, String version) throws Exception {
        return send(PIA, "POST", "/v1/policy/drafts/" + draft + "/publish", "{\"comment\": \"why\"}", version);
    }

    /** Returns the text of the level of a plan in the policy in force. */
    private String levelInForce(String plan) throws Exception {
        return read("/v1/support-matrix?plan=" + plan.replace(" ", "+"))
                .json()
                .get("supportLevel")
                .stringValue();
    }

    @Test
    void aDraftIsPublishedOnceAndClosedWithItsRelease() throws Exception {
        long draft = createDraft("Publish");
        set(draft, 1, "A8", "Free, Starter, Small, Medium, Platinum", "Free, Starter, Medium, Platinum");
        set(draft, 2, "A9", "Enterprise Advanced", "Enterprise Advanced, Small");
        change(
                draft,
                3,
                "{\"op\": \"delete-rows\", \"file\": \"scenarios/channels-and-guarantees.csv\", \"row\": 4, \"count\": 1}");
        String path = "/v1/policy/drafts/" + draft;

        assertThat(send(PIA, "POST", path + "/publish", "{}", null).status()).isEqualTo(428);
        assertThat(publish(draft, "\"1\"").status()).isEqualTo(412);
        assertThat(send(ANA, "POST", path + "/publish", "{}", "\"4\"").status()).isEqualTo(403);
        JsonNode check = read(path + "/check").json();
        assertThat(check.get("version").longValue()).isEqualTo(4);
        assertThat(check.at("/impact/lines")).isNotEmpty();
        assertThat(read(path + "/diff").json().at("/tables/0/table").stringValue())
                .isEqualTo("Plans");
        assertThat(read("/v1/support-matrix?plan=Small&draft=" + draft)
                        .json()
                        .get("supportLevel")
                        .stringValue())
                .isEqualTo("Enterprise Advanced");
        assertThat(levelInForce("Small")).isEqualTo("Basic");

        Answer published = publish(draft, "\"4\"");

        assertThat(published.status()).as(published.response().body()).isEqualTo(201);
        long release = published.json().at("/release/id").longValue();
        assertThat(published.header("Location")).isEqualTo("/v1/policy/releases/" + release);
        assertThat(published.json().at("/release/origin").stringValue()).isEqualTo("draft " + draft);
        assertThat(published.json().at("/draft/state").stringValue()).isEqualTo("published");
        assertThat(published.json().at("/draft/release").longValue()).isEqualTo(release);
        assertThat(levelInForce("Small")).isEqualTo("Enterprise Advanced");
        Answer again = publish(draft, "\"5\"");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.json().get("code").stringValue()).isEqualTo("draft-closed");
        assertThat(again.json().get("detail").stringValue()).contains("release " + release);
    }

    @Test
    void aDraftWithAnErrorSaysSoAtOnceAndCannotBeAskedOrPublished() throws Exception {
        long draft = createDraft("Wrong");
        set(draft, 1, "B9", "Enterprise Advanced", "Entrprise Advanced");
        String path = "/v1/policy/drafts/" + draft;

        JsonNode problems = read(path + "/problems").json();

        assertThat(problems.get("sound").booleanValue()).isFalse();
        assertThat(problems.get("version").longValue()).isEqualTo(2);
        assertThat(problems.get("problems").valueStream())
                .anySatisfy(
                        problem -> assertThat(problem.at("/cell").asString("")).isEqualTo("B9"));
        Answer asked = read("/v1/vocabulary?draft=" + draft);
        assertThat(asked.status()).isEqualTo(422);
        assertThat(asked.json().at("/errors/0/code").stringValue()).isEqualTo("draft-refused");
        assertThat(read(path + "/diff").json().get("tables")).isNotEmpty();
        assertThat(publish(draft, "\"2\"").json().get("code").stringValue()).isEqualTo("tables-refused");
        assertThat(read(path).json().get("state").stringValue()).isEqualTo("open");
    }

    @Test
    void aDraftFollowsANewerReleaseCellByCell() throws Exception {
        long behind = createDraft("Behind");
        long conflicting = createDraft("Conflicting");
        long first = createDraft("First");
        set(behind, 1, "D9", text(behind, 9), "a note of the draft");
        set(conflicting, 1, "D10", text(conflicting, 10), "mine");
        set(first, 1, "D10", text(first, 10), "theirs");
        assertThat(publish(first, "\"2\"").status()).isEqualTo(201);
        assertThat(read("/v1/policy/drafts/" + behind).json().get("behind").booleanValue())
                .isTrue();
        assertThat(read("/v1/policy/drafts/" + behind).header("ETag")).isEqualTo("\"2-behind\"");
        assertThat(publish(behind, "\"2\"").status()).isEqualTo(409);

        Answer rebased = rebase(behind, "{}", "\"2-behind\"");

        assertThat(rebased.status()).as(rebased.response().body()).isEqualTo(200);
        assertThat(rebased.json().get("behind").booleanValue()).isFalse();
        assertThat(text(behind, 10)).isEqualTo("theirs");
        assertThat(text(behind, 9)).isEqualTo("a note of the draft");
        Answer conflict = rebase(conflicting, "{\"take\": []}", "\"2\"");
        assertThat(conflict.status()).isEqualTo(409);
        assertThat(conflict.json().get("code").stringValue()).isEqualTo("draft-conflict");
        JsonNode cell = conflict.json().at("/conflicts/0");
        assertThat(cell.get("cell").stringValue()).isEqualTo("D10");
        assertThat(cell.get("draft").stringValue()).isEqualTo("mine");
        assertThat(cell.get("release").stringValue()).isEqualTo("theirs");
        assertThat(cell.get("author").stringValue()).isEqualTo("pia");
        assertThat(text(conflicting, 10)).isEqualTo("mine");
        assertThat(rebase(conflicting, take("A1", "x"), "\"2\"").status()).isEqualTo(409);
        Answer taken = rebase(conflicting, take("D10", "both"), "\"2\"");
        assertThat(taken.status()).as(taken.response().body()).isEqualTo(200);
        assertThat(text(conflicting, 10)).isEqualTo("both");
        assertThat(publish(conflicting, taken.header("ETag")).status()).isEqualTo(201);
    }

    @Test
    void aDraftOfAReleaseThatTheLogLostIsNotPublishedOverTheOneWithItsNumber() throws Exception {
        long draft = createDraft("Of a lost release");
        set(draft, 1, "D9", text(draft, 9), "mine");
        String released = text(createDraft("Beside"), 9);
        long base = read("/v1/policy/drafts/" + draft).json().get("basedOn").longValue();
        assertThat(read("/v1/policy/drafts/" + draft).json().get("baseLost").booleanValue())
                .isFalse();
        new JdbcTemplate(database)
                .update("UPDATE policy_draft SET base_digest = ? WHERE id = ?", base + ":lost", draft);

        JsonNode lost = read("/v1/policy/drafts/" + draft).json();
        Answer refused = publish(draft, "\"2\"");
        Answer unchanged = send(
                ANA,
                "POST",
                "/v1/policy/drafts/" + draft + "/changes",
                "{\"changes\": [{\"op\": \"remove-file\", \"file\": \"" + PLANS + "\"}]}",
                "\"2\"");
        Answer conflict = rebase(draft, "{}", "\"2\"");

        assertThat(lost.get("baseLost").booleanValue()).isTrue();
        assertThat(lost.get("behind").booleanValue()).isTrue();
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("detail").stringValue()).contains("lost release " + base, "Rebase the draft");
        assertThat(unchanged.status()).isEqualTo(409);
        assertThat(unchanged.json().get("detail").stringValue()).contains("Rebase the draft");
        assertThat(conflict.json().get("code").stringValue()).isEqualTo("draft-conflict");
        assertThat(conflict.json().get("conflicts")).hasSize(1);
        JsonNode cell = conflict.json().at("/conflicts/0");
        assertThat(cell.get("cell").stringValue()).isEqualTo("D9");
        assertThat(cell.get("base").isNull()).isTrue();
        assertThat(cell.get("draft").stringValue()).isEqualTo("mine");
        assertThat(cell.get("release").stringValue()).isEqualTo(released);
        Answer rebased = rebase(draft, take("D9", "mine"), "\"2\"");
        assertThat(rebased.status()).as(rebased.response().body()).isEqualTo(200);
        assertThat(rebased.json().get("baseLost").booleanValue()).isFalse();
        assertThat(publish(draft, rebased.header("ETag")).status()).isEqualTo(201);
    }

    private Answer rebase(long draft, String body, String version) throws Exception {
        return send(ANA, "POST", "/v1/policy/drafts/" + draft + "/rebase", body, version);
    }

    private static String take(String cell, String value) {
        return "{\"take\": [{\"file\": \"" + PLANS + "\", \"cell\": \"" + cell + "\", \"value\": \"" + value + "\"}]}";
    }

    /** Returns the text in column D of a row. */
    private String text(long draft, int row) throws Exception {
        JsonNode cells = read("/v1/policy/drafts/" + draft + "/sheets?file=" + PLANS)
                .json()
                .get("rows")
                .get(row - 1);
        return cells.size() < 4 ? "" : cells.get(3).stringValue();
    }
}
