package support.entitlement.workbench;

import com.microsoft.playwright.APIRequestContext;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.options.RequestOptions;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import support.entitlement.security.AccessToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes and changes drafts over HTTP, for tests that look at them in a browser.
 *
 * @param drafts the address of all drafts
 */
record DraftRequests(APIRequestContext requests, String drafts, AccessToken token) {

    /** Creates a draft of the newest release, and returns its number. */
    long createDraft(String name) {
        return post("", Map.of("name", name), null, 201).get("id").longValue();
    }

    /** Sets a cell of a CSV file. */
    void setCell(long draft, String file, String cell, String before, String after) {
        Map<String, Object> set = Map.of("op", "set", "file", file, "cell", cell, "before", before, "after", after);
        post("/" + draft + "/changes", Map.of("changes", List.of(set)), findVersion(draft), 200);
    }

    /** Publishes a draft, or proposes it. */
    void publishDraft(long draft, int status) {
        post("/" + draft + "/publish", Map.of("comment", "Faster"), findVersion(draft), status);
    }

    private String findVersion(long draft) {
        return requests.get(drafts + "/" + draft, authorized()).headers().get("etag");
    }

    private JsonNode post(String path, Object body, String version, int status) {
        RequestOptions request =
                authorized().setHeader("Content-Type", "application/json").setData(body);
        if (version != null) {
            request.setHeader("If-Match", version);
        }
        APIResponse answer = requests.post(drafts + path, request);
        Assertions.assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        return JsonMapper.shared().readTree(answer.body());
    }

    private RequestOptions authorized() {
        return RequestOptions.create().setHeader("Authorization", "Bearer " + token.text());
    }
}
