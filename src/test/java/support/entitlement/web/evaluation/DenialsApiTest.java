package support.entitlement.web.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import support.entitlement.web.ApiTest;
import tools.jackson.databind.JsonNode;

@DirtiesContext
@TestPropertySource(properties = "entitlement.rules.directory=src/test/resources/denials")
class DenialsApiTest extends ApiTest {

    @Test
    void theMatrixShowsWhatIsNotStatedAndWhyWhatIsDenied() throws Exception {
        List<JsonNode> types = get("/v1/support-matrix?plan=Pro")
                .json()
                .get("issueTypes")
                .valueStream()
                .toList();

        assertThat(types)
                .extracting(type -> type.get("issueType").stringValue()
                        + " " + type.get("entitled").booleanValue()
                        + " " + type.path("entitledStated").booleanValue(true)
                        + " " + type.path("reasonText").stringValue(""))
                .containsExactlyInAnyOrder(
                        "Incident true true ",
                        "Question false true Questions are answered in the documentation.",
                        "Audit false false Audits are agreed with the account manager.");
    }

    @Test
    void aDenialHasItsReasonAndKeepsTermsNoticeAndAllowance() throws Exception {
        JsonNode answer = evaluate("{\"plan\": \"Pro\", \"issueType\": \"Incident\","
                        + " \"attributes\": {\"request\": \"callback at night\"}}")
                .json();

        assertThat(answer.get("entitled").booleanValue()).isFalse();
        assertThat(answer.get("reason").stringValue()).isEqualTo("out-of-support-hours");
        assertThat(answer.get("reasonText").stringValue()).isEqualTo("Calls are returned on business days only.");
        assertThat(answer.at("/terms/what to do").stringValue()).isEqualTo("Write to the portal");
        assertThat(answer.get("notice").stringValue()).isEqualTo("Business days are those of Zurich.");
        assertThat(answer.at("/allowance/amount").intValue()).isEqualTo(10);
        assertThat(answer.has("entitledStated")).isFalse();
    }
}
