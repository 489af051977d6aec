package support.entitlement.web.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import support.entitlement.policy.PolicyCompiler;
import support.entitlement.table.sheet.ReadSheets;
import support.entitlement.table.sheet.Sheet;
import support.entitlement.table.sheet.SheetReader;
import support.entitlement.web.ThreeReleasesApiTest;
import tools.jackson.databind.JsonNode;

/** Reads releases, compares them, and asks them queries. */
class ReleaseApiTest extends ThreeReleasesApiTest {

    private static final String FREE = "\"plan\": \"Free\", \"issueType\": \"Issue reports\"";

    @Test
    void releasesAreListedNewestFirst() throws Exception {
        JsonNode all = get("/v1/policy/releases").json();

        assertThat(all.get("releases")
                        .valueStream()
                        .map(release -> release.get("id").intValue()))
                .containsExactly(3, 2, 1);
        assertThat(all.at("/releases/0/inForce").booleanValue()).isTrue();
        assertThat(all.at("/releases/1/inForce").booleanValue()).isFalse();
        assertThat(all.at("/releases/0/author").stringValue()).isEqualTo("directory");
        assertThat(all.at("/releases/0/revision")).isEqualTo(all.at("/releases/2/revision"));
        assertThat(all.get("before").isNull()).isTrue();
        assertThat(get("/v1/policy").json().at("/inForce/release").intValue()).isEqualTo(3);
    }

    @Test
    void aLongListIsReadPageByPage() throws Exception {
        JsonNode page = get("/v1/policy/releases?limit=2").json();
        assertThat(page.get("releases")).hasSize(2);
        assertThat(page.get("before").intValue()).isEqualTo(2);

        JsonNode rest = get("/v1/policy/releases?limit=2&before=2").json();
        assertThat(rest.at("/releases/0/id").intValue()).isEqualTo(1);
        assertThat(rest.get("before").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"limit=0, wrong-type", "limit=1001, wrong-type", "before=x, wrong-type", "page=2, unknown-field"})
    void whatIsWrongWithAPageIsNamed(String parameters, String code) throws Exception {
        Answer answer = get("/v1/policy/releases?" + parameters);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("code").stringValue()).isEqualTo(code);
    }

    @Test
    void oneReleaseSaysItsFilesAndWhatTheCheckFound() throws Exception {
        JsonNode release = await().until(
                        () -> get("/v1/policy/releases/2").json(),
                        found -> !found.at("/impactState/state").stringValue().equals("pending"));

        assertThat(release.get("id").intValue()).isEqualTo(2);
        assertThat(release.get("files").valueStream().map(JsonNode::stringValue))
                .contains("plans.csv");
        assertThat(release.at("/problems/0/severity").stringValue()).isEqualTo("info");
        assertThat(release.at("/impactState/state").stringValue()).isEqualTo("complete");
        assertThat(release.at("/impact/complete").booleanValue()).isTrue();
        assertThat(release.at("/impact/lines/0/because/0").stringValue()).isEqualTo("support-matrix.csv!F9");
        assertThat(get("/v1/policy/releases/1").json().get("impact").isNull()).isTrue();
    }

    @Test
    void twoReleasesAreComparedCellByCell() throws Exception {
        JsonNode before = get("/v1/policy/releases/2/diff").json();
        JsonNode back = get("/v1/policy/releases/1/diff?against=2").json();

        assertThat(before.get("against").intValue()).isEqualTo(1);
        assertThat(before.get("changes")).hasSize(1);
        assertThat(before.at("/changes/0/cell").stringValue()).isEqualTo("F9");
        assertThat(before.at("/changes/0/message").stringValue()).isEqualTo("This was “Support Forum”.");
        assertThat(before.at("/tables/0/rows/0/changes/0")).isEqualTo(JSON.readTree("""
                {"column": "Support channels", "cell": "F9", "before": "Support Forum", "after": "Support Portal",
                 "sameMeaning": false}
                """));
        assertThat(back.at("/changes/0/value").stringValue()).isEqualTo("Support Forum");
        assertThat(get("/v1/policy/releases/3/diff?against=1").json().get("changes"))
                .isEmpty();
        assertThat(get("/v1/policy/releases/3/diff?against=1").json().get("tables"))
                .isEmpty();
        assertThat(get("/v1/policy/releases/3/diff?against=9").status()).isEqualTo(404);
        assertThat(get("/v1/policy/releases/3/diff?with=1").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "4", "x", "99999999999999999999"})
    void aReleaseThatThereNeverWasIsNotFound(String id) throws Exception {
        for (String path : List.of("/v1/policy/releases/" + id, "/v1/policy/releases/" + id + "/tables/plans.csv")) {
            Answer answer = get(path);
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.json().get("code").stringValue()).isEqualTo("unknown-release");
            assertThat(answer.json().get("detail").stringValue()).contains("1 to 3");
        }
    }

    @Test
    void aTableOfAReleaseIsReadByItsNameOrItsFile() throws Exception {
        JsonNode byName = get("/v1/policy/releases/2/tables/support%20MATRIX").json();
        JsonNode byFile = get("/v1/policy/releases/2/tables/support-matrix.csv").json();

        assertThat(byName).isEqualTo(byFile);
        assertThat(byName.get("hitPolicy").stringValue()).isEqualTo("unique");
        assertThat(byName.at("/columns/0/title").stringValue()).isEqualTo("Support level");
        assertThat(byName.at("/columns/0/kind").stringValue()).isEqualTo("condition");
        assertThat(byName.at("/policy/revision")).isEqualTo(second().get("revision"));
        assertThat(byName.toString()).contains("Support Portal");
    }

    @Test
    void aTableThatThereIsNotIsNamedWithTheNearest() throws Exception {
        Answer answer = get("/v1/policy/tables/planz.csv");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().get("code").stringValue()).isEqualTo("unknown-table");
        assertThat(answer.json().get("nearest").stringValue()).isEqualTo("plans.csv");
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "xlsx"})
    void theTablesInEitherFormatMeanTheSame(String format) throws Exception {
        List<Sheet> sheets = new ArrayList<>();
        for (JsonNode table : get("/v1/policy").json().at("/inForce/tables")) {
            String file = table.get("file").stringValue();
            byte[] content =
                    bytes("/v1/policy/tables/" + file + "?format=" + format).body();
            ReadSheets read = SheetReader.readSheets(file.replace("csv", format), content);
            assertThat(read.problems()).isEmpty();
            // The names of files are part of the revision, so that a citation is right.
            read.sheets().forEach(sheet -> sheets.add(new Sheet(file, null, sheet.rows())));
        }

        assertThat(PolicyCompiler.compile(new ReadSheets(sheets, List.of()))
                        .requirePolicy()
                        .revision())
                .isEqualTo(first().get("revision").stringValue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/csv                        | text/csv;charset=UTF-8",
                "text/html, text/*;q=0.9         | text/csv;charset=UTF-8",
                "*/*                             | application/json",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet "
                        + "| application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                "image/png                       | application/problem+json",
                "csv                             | application/problem+json"
            })
    void theFormatIsTheOneThatIsAccepted(String accepted, String type) throws Exception {
        Answer answer = send(request("/v1/policy/tables/plans.csv").header("Accept", accepted));

        assertThat(answer.header("Content-Type")).isEqualTo(type);
    }

    @Test
    void aQueryIsAnsweredByThePolicyOfTheInstantThatItNames() throws Exception {
        assertThat(channel(asOf(first()))).isEqualTo("Support Forum");
        assertThat(channel(asOf(second()))).isEqualTo("Support Portal");
        assertThat(evaluate("{" + FREE + asOf(second()) + "}").json().at("/policy/revision"))
                .isEqualTo(second().get("revision"));
        assertThat(channel("")).isEqualTo("Support Forum");
    }

    private String channel(String asOf) throws Exception {
        return evaluate("{" + FREE + asOf + "}").json().at("/channels/0/name").stringValue();
    }

    private static String asOf(JsonNode release) {
        return ", \"asOf\": " + release.get("effectiveFrom");
    }

    @Test
    void eachOfManyQueriesNamesItsOwnInstant() throws Exception {
        JsonNode results = post(
                        "/v1/evaluations",
                        "application/json",
                        "{\"defaults\": {" + FREE + asOf(second()) + "}, \"evaluations\": [{}, {\"asOf\": null}]}")
                .json()
                .get("results");

        assertThat(results.at("/0/channels/0/name").stringValue()).isEqualTo("Support Portal");
        assertThat(results.at("/1/channels/0/name").stringValue()).isEqualTo("Support Forum");
    }

    @Test
    void aQueryInAnAddressNamesAnInstantToo() throws Exception {
        String asOf = URLEncoder.encode(second().get("effectiveFrom").stringValue(), StandardCharsets.UTF_8);

        assertThat(get("/v1/entitlements?plan=Free&issueType=Issue%20reports&asOf=" + asOf)
                        .json()
                        .at("/channels/0/name")
                        .stringValue())
                .isEqualTo("Support Portal");
        assertThat(get("/v1/support-matrix?plan=Free&asOf=" + asOf).json().at("/policy/revision"))
                .isEqualTo(second().get("revision"));
        assertThat(get("/v1/support-matrix?plan=Free&asOf=then").status()).isEqualTo(400);
    }

    @Test
    void aCaseIsJudgedByThePolicyOfTheInstantThatItNames() throws Exception {
        JsonNode answer = post(
                        "/v1/sla/status",
                        "application/json",
                        "{" + FREE + asOf(second())
                                + ", \"events\": [{\"type\": \"opened\", \"at\": \"2026-03-06T08:00:00Z\"}]}")
                .json();

        assertThat(answer.at("/policy/revision")).isEqualTo(second().get("revision"));
    }

    @ParameterizedTest
    @CsvSource({
        "1999-01-01T00:00:00Z, 422, no-release-then",
        "yesterday, 400, bad-instant",
    })
    void anInstantThatCannotBeAskedIsNamed(String asOf, int status, String code) throws Exception {
        Answer answer = evaluate("{" + FREE + ", \"asOf\": \"" + asOf + "\"}");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().get("code").stringValue()).isEqualTo(code);
        assertThat(answer.json().get("pointer").stringValue()).isEqualTo("/asOf");
    }

    private HttpResponse<byte[]> bytes(String path) throws IOException, InterruptedException {
        HttpRequest request = request(path).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
    }
}
