package support.entitlement.web.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import support.entitlement.ExpectedErrors;
import support.entitlement.Workbooks;
import tools.jackson.databind.JsonNode;

/** Drafts are created, listed, read, renamed and deleted over HTTP. */
@ExpectedErrors("is refused for these problems")
class DraftApiTest extends DraftApi {

    @Test
    void aDraftIsCreatedFromTheNewestReleaseAndReadAgain() throws Exception {
        Answer created = send(ANA, "POST", "/v1/policy/drafts", "{\"name\": \" Phone  for all\"}", null);

        assertThat(created.status()).isEqualTo(201);
        JsonNode draft = created.json();
        assertThat(created.header("Location"))
                .isEqualTo("/v1/policy/drafts/" + draft.get("id").longValue());
        assertThat(created.header("ETag")).isEqualTo("\"1\"");
        assertThat(draft.get("name").stringValue()).isEqualTo("Phone for all");
        assertThat(draft.get("author").stringValue()).isEqualTo("ana");
        assertThat(draft.get("state").stringValue()).isEqualTo("open");
        assertThat(draft.get("behind").booleanValue()).isFalse();
        assertThat(read(created.header("Location")).json()).isEqualTo(draft);
        JsonNode file = file(draft.get("id").longValue(), "plans.csv");
        assertThat(file.get("kind").stringValue()).isEqualTo("table");
        assertThat(file.get("state").stringValue()).isEqualTo("unchanged");
        assertThat(file.at("/sheets/0/sheet").isNull()).isTrue();
        assertThat(file.at("/sheets/0/table").stringValue()).isEqualTo("Plans");
        assertThat(file.at("/sheets/0/rows").intValue()).isGreaterThan(5);
        assertThat(draft.get("files").valueStream().map(each -> each.get("kind").stringValue()))
                .contains("scenarios");
    }

    @Test
    void noCacheKeepsADraft() throws Exception {
        String path = "/v1/policy/drafts/" + createDraft("Confidential");

        for (String address : List.of("/v1/policy/drafts", path, path + "/sheets?file=plans.csv", path + "/workbook")) {
            assertThat(read(address).header("Cache-Control")).as(address).isEqualTo("no-store");
        }
    }

    @Test
    void whoHasTheVersionReadsItNotAgain() throws Exception {
        long id = createDraft("Once");
        HttpRequest.Builder request = request("/v1/policy/drafts/" + id)
                .header("Authorization", "Bearer " + ANA.text())
                .header("If-None-Match", "\"1\"");

        assertThat(sendWithoutToken(request).status()).isEqualTo(304);
    }

    @Test
    void draftsAreListedFromTheNewest() throws Exception {
        long first = createDraft("First");
        long second = createDraft("Second");

        JsonNode page = read("/v1/policy/drafts?limit=1").json();

        assertThat(page.at("/drafts/0/id").longValue()).isEqualTo(second);
        assertThat(page.get("before").longValue()).isEqualTo(second);
        JsonNode next =
                read("/v1/policy/drafts?limit=1&state=all&before=" + second).json();
        assertThat(next.at("/drafts/0/id").longValue()).isEqualTo(first);
    }

    @Test
    void aDraftGetsAnotherNameUnlessItWasChangedMeanwhile() throws Exception {
        String path = "/v1/policy/drafts/" + createDraft("Old");

        Answer renamed = send(ADA, "PATCH", path, "{\"name\": \"New\"}", "\"1\"");

        assertThat(renamed.status()).isEqualTo(200);
        assertThat(renamed.header("ETag")).isEqualTo("\"2\"");
        assertThat(renamed.json().get("name").stringValue()).isEqualTo("New");
        assertThat(renamed.json().get("changedBy").stringValue()).isEqualTo("ada");
        assertThat(read(path + "/changes").json().at("/changes/0/change/name").stringValue())
                .isEqualTo("New");
        assertThat(send(ANA, "PATCH", path, "{\"name\": \"Other\"}", "\"1\"").status())
                .isEqualTo(412);
        assertThat(send(ANA, "PATCH", path, "{\"name\": null}", null).status()).isEqualTo(400);
        assertThat(send(ANA, "PATCH", path, "{}", null).header("ETag")).isEqualTo("\"2\"");
    }

    @Test
    void aDraftIsDeletedUnlessItWasChangedMeanwhile() throws Exception {
        String path = "/v1/policy/drafts/" + createDraft("Gone");
        send(ADA, "PATCH", path, "{\"name\": \"Gone soon\"}", null);

        assertThat(send(ANA, "DELETE", path, "", "\"1\"").status()).isEqualTo(412);
        assertThat(send(ANA, "DELETE", path, "", "\"2\"").status()).isEqualTo(204);
        assertThat(read(path).status()).isEqualTo(404);
    }

    @Test
    void anUploadBecomesADraftWithItsTablesInThePlaceOfTheReleases() throws Exception {
        List<List<String>> plans = read("/v1/policy/drafts/" + createDraft("Source") + "/sheets?file=plans.csv")
                .json()
                .get("rows")
                .valueStream()
                .map(row -> row.valueStream().map(JsonNode::stringValue).toList())
                .toList();
        byte[] workbook = Workbooks.of(plans);

        Answer created = sendWithoutToken(request("/v1/policy/drafts")
                .header("Authorization", "Bearer " + ANA.text())
                .header("Content-Type", "multipart/form-data; boundary=xyz")
                .POST(BodyPublishers.concat(
                        BodyPublishers.ofString(
                                "--xyz\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nDropped\r\n"
                                        + "--xyz\r\nContent-Disposition: form-data; name=\"table\"; filename=\"drop.xlsx\"\r\n\r\n"),
                        BodyPublishers.ofByteArray(workbook),
                        BodyPublishers.ofString("\r\n--xyz--\r\n"))));

        assertThat(created.status()).as(created.response().body()).isEqualTo(201);
        long id = created.json().get("id").longValue();
        assertThat(file(id, "plans.csv").get("state").stringValue()).isEqualTo("removed");
        JsonNode dropped = file(id, "drop.xlsx");
        assertThat(dropped.get("state").stringValue()).isEqualTo("added");
        assertThat(dropped.at("/sheets/0/table").stringValue()).isEqualTo("Plans");
    }

    @Test
    void tablesAndTheWholeDraftAreTakenOutAsFiles() throws Exception {
        String path = "/v1/policy/drafts/" + createDraft("Taken out");

        Answer csv = read(path + "/tables/plans?format=csv");
        Answer workbook = read(path + "/workbook");

        assertThat(csv.header("Content-Type")).startsWith("text/csv");
        assertThat(csv.header("Content-Disposition")).contains("plans.csv");
        assertThat(csv.response().body()).contains("RuleTable Plans");
        assertThat(workbook.status()).isEqualTo(200);
        assertThat(workbook.header("Content-Disposition")).contains("policy.xlsx");
        assertThat(read(path + "/tables/plans.csv").header("Content-Disposition"))
                .contains("plans.xlsx");
        assertThat(read(path + "/tables/none").status()).isEqualTo(404);
        assertThat(read(path + "/tables/plans?format=json").status()).isEqualTo(400);
        assertThat(read("/v1/policy/releases/1/workbook").status()).isEqualTo(200);
    }

    @Test
    void tablesInJsonBecomeADraft() throws Exception {
        Answer created = send(
                ANA,
                "POST",
                "/v1/policy/drafts",
                "{\"name\": \"Sent\", \"tables\": {\"extra.csv\": [[\"a\"]]}, \"removed\": [\"channels.csv\"]}",
                null);

        long id = created.json().get("id").longValue();
        assertThat(file(id, "extra.csv").get("state").stringValue()).isEqualTo("added");
        assertThat(file(id, "channels.csv").get("state").stringValue()).isEqualTo("removed");
    }

    @Test
    void theRefusedTablesOfTheDirectoryBecomeADraft() throws Exception {
        byte[] good = Files.readAllBytes(DIRECTORY.resolve("plans.csv"));
        try {
            Files.writeString(DIRECTORY.resolve("plans.csv"), "nonsense\n");
            Answer created =
                    send(ANA, "POST", "/v1/policy/drafts", "{\"name\": \"Refused\", \"from\": \"directory\"}", null);

            assertThat(created.status()).isEqualTo(201);
            long id = created.json().get("id").longValue();
            assertThat(file(id, "plans.csv").get("state").stringValue()).isEqualTo("changed");
            assertThat(file(id, "channels.csv").get("state").stringValue()).isEqualTo("unchanged");
            assertThat(read("/v1/policy/drafts/" + id + "/sheets?file=plans.csv")
                            .json()
                            .at("/rows/0/0")
                            .stringValue())
                    .isEqualTo("nonsense");
        } finally {
            Files.write(DIRECTORY.resolve("plans.csv"), good);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET  | /v1/policy/drafts/999                        | ''                                | 404 | unknown-draft   | /id",
                "GET  | /v1/policy/drafts?state=closed               | ''                                | 400 | wrong-type      | /state",
                "POST | /v1/policy/drafts                            | {}                                | 400 | missing-field   | /name",
                "POST | /v1/policy/drafts                            | {\"name\": \" \"}                 | 400 | wrong-type      | /name",
                "POST | /v1/policy/drafts                            | {\"name\": \"a\", \"basedOn\": 99} | 404 | unknown-release | /basedOn",
                "POST | /v1/policy/drafts                            | {\"name\": \"a\", \"from\": \"x\"}   | 400 | wrong-type      | /from",
                "POST | /v1/policy/drafts                            | {\"name\": \"a\", \"base\": 1}     | 400 | unknown-field   | /base"
            })
    void aWrongRequestIsRefusedWithItsField(
            String method, String path, String body, int status, String code, String pointer) throws Exception {
        Answer answer = send(ANA, method, path, body, null);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().at("/errors/0/code").stringValue()).isEqualTo(code);
        assertThat(pointers(answer.json())).containsExactly(pointer);
    }
}
