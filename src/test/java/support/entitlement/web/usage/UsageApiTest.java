package support.entitlement.web.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import support.entitlement.Postgres;
import support.entitlement.security.AccessToken;
import support.entitlement.web.ApiTest;
import tools.jackson.databind.JsonNode;

/** Usage is recorded over HTTP by callers with the role. */
@DirtiesContext
class UsageApiTest extends ApiTest {

    private static final AccessToken USAGE = AccessToken.generateToken();
    private static final AccessToken PUBLISHER = AccessToken.generateToken();
    private static final AccessToken CONTRACTS = AccessToken.generateToken();
    private static final String AT = "\"at\": \"2026-03-06T09:00:00+01:00\"";

    private final String customer = "acme-" + UUID.randomUUID();

    @Autowired
    private MeterRegistry meters;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry properties) {
        properties.add("spring.datasource.url", Postgres::newDatabase);
        accept(properties, 0, "ula", USAGE, "usage");
        accept(properties, 1, "pia", PUBLISHER, "publisher");
        accept(properties, 2, "cora", CONTRACTS, "contracts");
    }

    @BeforeEach
    void sign() throws Exception {
        String contract =
                "{\"plan\": \"Enterprise Advanced\", \"zone\": \"Europe/Zurich\", \"validFrom\": \"2024-02-29\"}";
        Answer stored = send(request("/v1/customers/" + customer + "/contract")
                .header("Authorization", "Bearer " + CONTRACTS.text())
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(contract)));
        assertThat(stored.status()).as(stored.response().body()).isEqualTo(201);
    }

    private Answer send(@Nullable AccessToken token, String path, String key, @Nullable String body) throws Exception {
        HttpRequest.Builder request = request("/v1/customers/" + path);
        if (token != null) {
            request.header("Authorization", "Bearer " + token.text());
        }
        if (!key.isEmpty()) {
            request.header("Idempotency-Key", key);
        }
        return body == null
                ? sendWithoutToken(request)
                : sendWithoutToken(
                        request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private Answer post(String path, String body) throws Exception {
        return send(USAGE, customer + "/usage" + path, UUID.randomUUID().toString(), body);
    }

    private static String hours(String amount) {
        return "{\"issueType\": \"enablement sessions\", \"amount\": " + amount + ", " + AT + "}";
    }

    private JsonNode allowance(String at) throws Exception {
        return send(USAGE, customer + "/allowances?at=" + at, "", null).json().at("/allowances/0");
    }

    @Test
    void thePublishedEightHoursAYearAreBookedRefusedAndThereAgainNextYear() throws Exception {
        assertThat(post("", hours("6.5")).json().get("left").decimalValue()).isEqualByComparingTo("1.5");
        assertThat(post("", hours("1.5")).json().get("left").decimalValue()).isEqualByComparingTo("0");

        Answer refused = post("", hours("0.5"));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("code").stringValue()).isEqualTo("allowance-exceeded");
        assertThat(refused.json().at("/errors/0/value").decimalValue()).isEqualByComparingTo("0.5");
        assertThat(refused.json().at("/allowance/left").decimalValue()).isEqualByComparingTo("0");
        assertThat(allowance("2026-12-31T23:59:59%2B01:00").get("used").decimalValue())
                .isEqualByComparingTo("8");
        JsonNode next = allowance("2027-01-01T00:00:00%2B01:00");
        assertThat(next.get("left").decimalValue()).isEqualByComparingTo("8");
        assertThat(next.at("/period/from").stringValue()).isEqualTo("2027-01-01");
        assertThat(next.get("basis").stringValue()).isEqualTo("published");
    }

    @Test
    void aLetterThatOnlyLooksLikeAnotherOverdrawsNothing() throws Exception {
        assertThat(post("", hours("8")).status()).isEqualTo(201);

        Answer answer = post("", hours("8").replace("sessions", "\u017fe\u017f\u017fion\u017f"));

        assertThat(answer.status()).as(answer.response().body()).isBetween(409, 422);
        assertThat(allowance("2026-12-31T23:59:59%2B01:00").get("used").decimalValue())
                .isEqualByComparingTo("8");
    }

    @Test
    void bookingsAreCountedByTheirOutcome() throws Exception {
        double recorded = countBookings("recorded");
        double exceeded = countBookings("allowance-exceeded");

        post("", hours("6"));
        post("", hours("6"));

        assertThat(countBookings("recorded")).isEqualTo(recorded + 1);
        assertThat(countBookings("allowance-exceeded")).isEqualTo(exceeded + 1);
    }

    private double countBookings(String outcome) {
        return meters.get("entitlement.bookings")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    @Test
    void aRequestThatIsSentAgainIsAnsweredAsBefore() throws Exception {
        Answer first = send(USAGE, customer + "/usage", "once", hours("5"));
        Answer again = send(USAGE, customer + "/usage", "once", hours("5.0"));
        Answer other = send(USAGE, customer + "/usage", "once", hours("1"));

        assertThat(first.status()).as(first.response().body()).isEqualTo(201);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.json().get("code").stringValue()).isEqualTo("idempotency-key-reused");
    }

    @Test
    void aReservationIsCommittedAndCorrectedByEntriesOfTheirOwn() throws Exception {
        String until = "\"reservedUntil\": \"" + java.time.Instant.now().plusSeconds(3600) + "\"";
        long reserved = post("", hours("5").replace("{", "{" + until + ", "))
                .json()
                .get("id")
                .longValue();
        long committed = post("/" + reserved + "/commit", "{\"amount\": 4}")
                .json()
                .get("id")
                .longValue();
        assertThat(post("/" + reserved + "/release", "{}").json().get("code").stringValue())
                .isEqualTo("reservation-closed");
        assertThat(post("/" + committed + "/correction", "{\"amount\": 3, \"reference\": \"left early\"}")
                        .json()
                        .get("left")
                        .decimalValue())
                .isEqualByComparingTo("5");

        List<String> kinds = new ArrayList<>();
        String after = "";
        while (after != null) {
            JsonNode page =
                    send(USAGE, customer + "/usage?limit=2" + after, "", null).json();
            page.get("entries").forEach(entry -> kinds.add(entry.get("kind").stringValue()));
            after = page.get("next").isNull()
                    ? null
                    : "&after=" + page.get("next").stringValue();
        }
        assertThat(kinds).containsExactly("reserve", "commit", "correction");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]                                                  | 400 | wrong-type    | ``",
                "{                                                   | 400 | malformed-json | ``",
                "{\"amount\": 1}                                     | 400 | missing-field | /issueType",
                "{\"issueType\": \"x\"}                              | 400 | missing-field | /amount",
                "{\"issueType\": \"x\", \"amount\": 0}               | 400 | wrong-type    | /amount",
                "{\"issueType\": \"x\", \"amount\": -1}              | 400 | wrong-type    | /amount",
                "{\"issueType\": \"x\", \"amount\": \"1\"}           | 400 | wrong-type    | /amount",
                "{\"issueType\": 7, \"amount\": 1}                   | 400 | wrong-type    | /issueType",
                "{\"issueType\": \"x\", \"amount\": 1, \"at\": \"soon\"} | 400 | bad-instant | /at",
                "{\"issueType\": \"x\", \"amount\": 1, \"unit\": \"h\"} | 400 | unknown-field | /unit",
                "{\"issueType\": \"Parking\", \"amount\": 1}         | 422 | no-allowance  | /issueType",
                "{\"issueType\": \"Enablement sessions\", \"amount\": 1, \"reservedUntil\": \"2020-01-01T00:00:00Z\"} | 422 | bad-expiry | /reservedUntil",
                "{\"issueType\": \"x\", \"amount\": 1, \"at\": \"2020-01-01T00:00:00Z\"} | 404 | unknown-customer | /id"
            })
    void whatIsWrongWithAUseIsNamed(String body, int status, String code, String pointer) throws Exception {
        Answer answer = post("", body);

        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        assertThat(answer.json().get("code").stringValue()).isEqualTo(code);
        assertThat(answer.json().path("pointer").asString("")).isEqualTo(pointer);
    }

    @Test
    void aUseWithoutAKeyIsRefused() throws Exception {
        Answer answer = send(USAGE, customer + "/usage", "", hours("1"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("pointer").stringValue()).isEqualTo("/Idempotency-Key");
    }

    @Test
    void whoIsNotKnownHasNothing() throws Exception {
        assertThat(send(USAGE, "nobody/allowances", "", null).status()).isEqualTo(404);
        assertThat(send(USAGE, "nobody/usage", "k", hours("1"))
                        .json()
                        .get("code")
                        .stringValue())
                .isEqualTo("unknown-customer");
        assertThat(post("/x/commit", "{}").json().get("code").stringValue()).isEqualTo("unknown-entry");
        assertThat(post("/999999/commit", "{}").json().get("code").stringValue())
                .isEqualTo("unknown-entry");
    }

    @ParameterizedTest
    @CsvSource({
        "/allowances, false",
        "/usage, false",
        "/usage, true",
        "/usage/1/commit, true",
        "/usage/1/release, true",
        "/usage/1/correction, true"
    })
    void nothingIsReadOrRecordedWithoutTheRoleForIt(String path, boolean post) throws Exception {
        String body = post ? "{}" : null;

        assertThat(send(null, customer + path, "k", body).status()).isEqualTo(401);
        assertThat(send(PUBLISHER, customer + path, "k", body).status()).isEqualTo(403);
    }
}
