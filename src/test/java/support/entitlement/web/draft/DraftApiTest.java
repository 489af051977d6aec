package support.entitlement.web.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Drafts are created, listed and read over HTTP. */
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
    void whoHasTheVersionReadsItNotAgain() throws Exception {
        long id = createDraft("Once");
        HttpRequest.Builder request = request("/v1/policy/drafts/" + id)
                .header("Authorization", "Bearer " + ANA.text())
                .header("If-None-Match", "\"1\"");

        assertThat(sendWithoutToken(request).status()).isEqualTo(304);
    }

    @Test
    void draftsAreListedFromTheNewestChanged() throws Exception {
        long first = createDraft("First");
        long second = createDraft("Second");

        JsonNode page = read("/v1/policy/drafts?limit=1").json();

        assertThat(page.at("/drafts/0/id").longValue()).isEqualTo(second);
        assertThat(page.get("before").longValue()).isEqualTo(second);
        JsonNode next =
                read("/v1/policy/drafts?limit=1&state=all&before=" + second).json();
        assertThat(next.at("/drafts/0/id").longValue()).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET  | /v1/policy/drafts/999                        | ''                                | 404 | unknown-draft   | /id",
                "GET  | /v1/policy/drafts?before=999                 | ''                                | 404 | unknown-draft   | /before",
                "GET  | /v1/policy/drafts?state=closed               | ''                                | 400 | wrong-type      | /state",
                "POST | /v1/policy/drafts                            | {}                                | 400 | missing-field   | /name",
                "POST | /v1/policy/drafts                            | {\"name\": \" \"}                 | 400 | wrong-type      | /name",
                "POST | /v1/policy/drafts                            | {\"name\": \"a\", \"basedOn\": 99} | 404 | unknown-release | /basedOn",
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
