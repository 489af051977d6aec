package support.entitlement.web.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import support.entitlement.security.AccessToken;
import support.entitlement.web.ApiTest;
import tools.jackson.databind.JsonNode;

/** Callers with the role find a customer in the list of those who have contracts. */
@DirtiesContext
class CustomerListApiTest extends ApiTest {

    private static final AccessToken CORA = AccessToken.generateToken();
    private static final AccessToken RITA = AccessToken.generateToken();
    private static final String CONTRACT =
            "{\"plan\": \"enterprise premium\", \"zone\": \"Europe/Zurich\", \"validFrom\": \"2026-01-01\"}";

    @DynamicPropertySource
    static void acceptTwoTokens(DynamicPropertyRegistry properties) {
        accept(properties, 0, "cora", CORA, "contracts");
        accept(properties, 1, "rita", RITA, "reader");
    }

    @BeforeEach
    void storeContracts() throws Exception {
        for (String customer : List.of("list-a", "list-b", "list-c", "list-d")) {
            sendWithoutToken(request("/v1/customers/" + customer + "/contract")
                    .header("Content-Type", "application/json")
                    .header("Authorization", "Bearer " + CORA.text())
                    .PUT(BodyPublishers.ofString(CONTRACT)));
        }
    }

    private Answer list(String parameters, @Nullable AccessToken token) throws Exception {
        var request = request("/v1/customers" + parameters);
        if (token != null) {
            request.header("Authorization", "Bearer " + token.text());
        }
        return sendWithoutToken(request);
    }

    @Test
    void theListBeginsWhereItIsAskedToAndShowsThePlanAndTheDays() throws Exception {
        JsonNode found = list("?from=list-b%20&limit=2", CORA).json();

        assertThat(found.get("customers")
                        .valueStream()
                        .map(each -> each.get("customer").stringValue()))
                .containsExactly("list-b", "list-c");
        JsonNode first = found.at("/customers/0");
        assertThat(first.get("plan").stringValue()).isEqualTo("Enterprise Premium");
        assertThat(first.get("zone").stringValue()).isEqualTo("Europe/Zurich");
        assertThat(first.get("validFrom").stringValue()).isEqualTo("2026-01-01");
        assertThat(first.get("validUntil").isNull()).isTrue();
        assertThat(first.get("ended").isNull()).isTrue();
    }

    @Test
    void pagesFollowEachOtherToTheEnd() throws Exception {
        List<String> found = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = list("?from=list-&limit=1" + after, CORA).json();
            page.get("customers").forEach(each -> found.add(each.get("customer").stringValue()));
            after = page.get("next").isNull()
                    ? ""
                    : "&after=" + page.get("next").stringValue();
        } while (!after.isEmpty());

        assertThat(found).containsSubsequence("list-a", "list-b", "list-c", "list-d");
        assertThat(found).doesNotHaveDuplicates();
    }

    @Test
    void aContractThatEndedStaysInTheListAndSaysSo() throws Exception {
        sendWithoutToken(request("/v1/customers/list-d/contract")
                .header("Authorization", "Bearer " + CORA.text())
                .header("If-Match", "\"1\"")
                .DELETE());

        assertThat(list("?from=list-d&limit=1", CORA)
                        .json()
                        .at("/customers/0/ended")
                        .isString())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "?limit=0, wrong-type",
        "?limit=1001, wrong-type",
        "?form=a, unknown-field",
        "?from=a&from=b, malformed-request"
    })
    void parametersThatCannotBeUsedAreRefused(String parameters, String code) throws Exception {
        Answer answer = list(parameters, CORA);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("code").stringValue()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"from", "after"})
    void aCharacterThatNoIdHasIsRefusedWhereItWasSent(String parameter) throws Exception {
        Answer answer = list("?" + parameter + "=a%00", CORA);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("pointer").stringValue()).isEqualTo("/" + parameter);
        assertThat(answer.json().get("code").stringValue()).isEqualTo("wrong-type");
    }

    @Test
    void onlyCallersWhoMayReadContractsSeeCustomers() throws Exception {
        assertThat(list("", null).status()).isEqualTo(401);
        assertThat(list("", RITA).status()).isEqualTo(403);
    }
}
