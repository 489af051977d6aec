package support.entitlement.web.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import support.entitlement.security.AccessToken;
import support.entitlement.web.ApiTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tables that ask when a case is opened, and channels that have hours. */
@DirtiesContext
@TestPropertySource(properties = "entitlement.rules.directory=src/test/resources/time-bands")
class TimeBandsApiTest extends ApiTest {

    private static final String FRIDAY_EVENING = "2026-03-06T18:20:00+01:00";

    private static final AccessToken TOKEN = AccessToken.generateToken();

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry properties) {
        accept(properties, 0, "cora", TOKEN, "contracts");
    }

    private JsonNode evaluateAt(String openedAt, String channel) throws Exception {
        return evaluate("{\"plan\": \"Premium\", \"issueType\": \"Fault\", \"channel\": \"" + channel
                        + "\", \"openedAt\": \"" + openedAt + "\"}")
                .json();
    }

    @Test
    void answersThatDependOnTheOpeningAreNotRememberedForAnother() throws Exception {
        List<ObjectNode> queries = new ArrayList<>();
        for (int hour = 0; hour < 48; hour += 5) {
            queries.add(JSON.createObjectNode()
                    .put("plan", "Premium")
                    .put("issueType", "Fault")
                    .put("channel", "Phone")
                    .put(
                            "openedAt",
                            OffsetDateTime.parse(FRIDAY_EVENING).plusHours(hour).toString()));
        }

        AnswerTextsTest.assertSameAsInDocument(this, queries);
    }

    @Test
    void anAnswerSaysWhichOpeningCountedAndUntilWhen() throws Exception {
        JsonNode answer = evaluateAt(FRIDAY_EVENING, "Phone");

        assertThat(answer.get("opening")).isEqualTo(JSON.readTree("""
                {"at": "2026-03-06T18:20:00+01:00", "during": ["After hours"],
                 "notDuring": ["Business hours", "Weekend"], "until": "2026-03-07T00:00:00+01:00"}
                """));
        assertThat(answer.at("/terms/team").stringValue()).isEqualTo("Manila");
        assertThat(answer.at("/milestones/0/dueAt").stringValue()).isEqualTo("2026-03-07T06:20:00+01:00");
    }

    @Test
    void withoutAnOpeningTheAnswerIsForNowAndSaysSo() throws Exception {
        OffsetDateTime before = OffsetDateTime.now().minusSeconds(2);
        JsonNode answer =
                evaluate("{\"plan\": \"Premium\", \"issueType\": \"Fault\"}").json();

        assertThat(OffsetDateTime.parse(answer.at("/opening/at").stringValue()))
                .isBetween(before, OffsetDateTime.now().plusSeconds(2));
        assertThat(answer.at("/opening/during")).isNotEmpty();
    }

    @Test
    void aChannelSaysWhetherItIsOpenWhenItOpensNextAndUntilWhen() throws Exception {
        JsonNode evening = evaluateAt(FRIDAY_EVENING, "Chat");
        JsonNode night = evaluateAt("2026-03-06T23:00:00+01:00", "Chat");

        assertThat(evening.at("/channels/1/hours")).isEqualTo(JSON.readTree("""
                {"calendar": "Chat desk", "open": true, "opensAt": "2026-03-09T09:00:00-04:00",
                 "openUntil": "2026-03-06T17:00:00-05:00"}
                """));
        assertThat(night.at("/channels/1/hours")).isEqualTo(JSON.readTree("""
                {"calendar": "Chat desk", "open": false, "opensAt": "2026-03-09T09:00:00-04:00",
                 "openUntil": "2026-03-09T17:00:00-04:00"}
                """));
        assertThat(evening.at("/channels/0").has("hours")).isFalse();
    }

    @Test
    void aClosedChannelIsRefusedForAnotherReasonThanOneThatIsNotOffered() throws Exception {
        JsonNode closed = evaluateAt("2026-03-06T23:00:00+01:00", "Chat");
        JsonNode notOffered = evaluateAt("2026-03-06T23:00:00+01:00", "Phone");
        JsonNode open = evaluateAt(FRIDAY_EVENING, "Chat");

        assertThat(closed.get("channelAllowed").booleanValue()).isFalse();
        assertThat(closed.get("channelReason").stringValue()).isEqualTo("channel-closed");
        assertThat(notOffered.get("channelAllowed").booleanValue()).isFalse();
        assertThat(notOffered.has("channelReason")).isFalse();
        assertThat(open.get("channelAllowed").booleanValue()).isTrue();
    }

    @Test
    void aClosedChannelIsRefusedInACacheableAnswerToo() throws Exception {
        String address = "/v1/entitlements?plan=Premium&issueType=Fault&channel=Chat";
        JsonNode closed = get(address + "&openedAt=2026-03-06T22:00:00Z").json();
        JsonNode open = get(address + "&openedAt=2026-03-06T17:20:00Z").json();

        assertThat(closed.get("channelAllowed").booleanValue()).isFalse();
        assertThat(closed.get("channelReason").stringValue()).isEqualTo("channel-closed");
        assertThat(closed.at("/channels/1/hours/opensAt").stringValue()).isEqualTo("2026-03-09T09:00:00-04:00");
        assertThat(open.get("channelAllowed").booleanValue()).isTrue();
        assertThat(open.has("channelReason")).isFalse();
        assertThat(open.at("/milestones/0").has("dueAt")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/entitlements?plan=Premium&issueType=Fault", "/v1/support-matrix?plan=Premium"})
    void anETagChangesWithEverythingThatACacheableAnswerSaysOfTheOpening(String address) throws Exception {
        Answer monday = get(address + "&openedAt=2026-03-02T12:00:00Z");
        Answer again = get(address + "&openedAt=2026-03-02T12:00:00Z");
        Answer tuesday = get(address + "&openedAt=2026-03-03T12:00:00Z");
        Answer evening = get(address + "&openedAt=2026-03-03T18:20:00Z");

        assertThat(monday.json().at("/opening/until").stringValue()).isEqualTo("2026-03-02T17:00:00Z");
        assertThat(tuesday.json().at("/opening/until").stringValue()).isEqualTo("2026-03-03T17:00:00Z");
        assertThat(again.header("ETag")).isEqualTo(monday.header("ETag"));
        assertThat(Set.of(monday.header("ETag"), tuesday.header("ETag"), evening.header("ETag")))
                .hasSize(3);
        assertThat(monday.header("Cache-Control")).contains("no-cache");
    }

    /** Its ETag, which is also the digest of an answer for a customer, would otherwise never match. */
    @ParameterizedTest
    @ValueSource(strings = {"/v1/entitlements?plan=Premium&issueType=Fault", "/v1/support-matrix?plan=Premium"})
    void aCacheableAnswerDoesNotSayAnInstantThatWasNotSent(String address) throws Exception {
        JsonNode opening = get(address).json().get("opening");

        assertThat(opening.has("at")).isFalse();
        assertThat(opening.get("during")).isNotEmpty();
        assertThat(OffsetDateTime.parse(opening.get("until").stringValue())).isAfter(OffsetDateTime.now());
    }

    @Test
    void aRowIsValidUntilTheEndOfItsLastDayInTheZoneOfItsHeader() throws Exception {
        JsonNode before = evaluateAt("2099-12-31T22:59:59Z", "Phone");
        JsonNode after = evaluateAt("2099-12-31T23:00:00Z", "Phone");

        assertThat(before.at("/terms/on-call fee").stringValue()).isEqualTo("150 CHF");
        assertThat(before.at("/opening/until").stringValue()).isEqualTo("2099-12-31T23:00:00Z");
        assertThat(after.at("/terms/on-call fee").stringValue()).isEqualTo("180 CHF");
        assertThat(get("/v1/support-matrix?plan=Premium&openedAt=2099-12-31T22:59:59Z")
                        .header("ETag"))
                .isNotEqualTo(get("/v1/support-matrix?plan=Premium&openedAt=2099-12-31T23:00:00Z")
                        .header("ETag"));
    }

    @Test
    void theSupportMatrixIsThatOfAnOpening() throws Exception {
        JsonNode noon = get("/v1/support-matrix?plan=Premium&openedAt=2026-03-06T12:00:00Z")
                .json();
        JsonNode evening = get("/v1/support-matrix?plan=Premium&openedAt=2026-03-06T18:20:00Z")
                .json();

        assertThat(noon.at("/issueTypes/0/terms/team").stringValue()).isEqualTo("Zurich");
        assertThat(evening.at("/issueTypes/0/terms/team").stringValue()).isEqualTo("Manila");
        assertThat(evening.at("/opening/during/0").stringValue()).isEqualTo("After hours");
    }

    /** Only Premium has updates. A term that sets their time promises them to others, too. */
    @ParameterizedTest
    @CsvSource({
        "Standard, strength, target, bad-term",
        "Standard, calendar, 24x7, bad-term",
        "Standard, within, 2 hours, ",
        "Premium, strength, target, "
    })
    void aTermAboutAMilestoneThatItsPlanIsNeverPromisedIsRefused(String plan, String part, String value, String code)
            throws Exception {
        Answer stored = send(request("/v1/customers/updated-" + plan + "/contract")
                .header("Authorization", "Bearer " + TOKEN.text())
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("""
                        {"plan": "%s", "validFrom": "2021-01-01", "terms": [
                          {"clause": "§ 1", "scope": {"milestone": "Update"}, "%s": "%s"}]}
                        """.formatted(plan, part, value))));

        assertThat(stored.json().path("code").asString(null))
                .as(stored.response().body())
                .isEqualTo(code);
    }

    @Test
    void theSupportMatrixOfACustomerIsThatOfTheContractInForceAtTheOpening() throws Exception {
        Answer stored = send(request("/v1/customers/former/contract")
                .header("Authorization", "Bearer " + TOKEN.text())
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("""
                        {"plan": "Premium", "zone": "Europe/Zurich", "validFrom": "2021-01-01",
                         "validUntil": "2021-12-31", "terms": []}
                        """)));
        String address = "/v1/support-matrix?customer=former";
        Answer now = get(address);
        Answer then = get(address + "&openedAt=2021-03-05T12:00:00Z");

        assertThat(stored.status()).as(stored.response().body()).isEqualTo(201);
        assertThat(now.json().path("code").stringValue()).isEqualTo("unknown-customer");
        assertThat(then.status()).as(then.response().body()).isEqualTo(200);
        assertThat(then.json().at("/contract/validUntil").stringValue()).isEqualTo("2021-12-31");
    }

    @Test
    void aRowThatDoesNotAnswerShowsTheOpeningThatItWasComparedWith() throws Exception {
        JsonNode rows = post(
                        "/v1/evaluation/rows?table=support-matrix.csv&row=8",
                        "application/json",
                        "{\"plan\": \"Premium\", \"issueType\": \"Fault\", \"openedAt\": \"" + FRIDAY_EVENING + "\"}")
                .json();

        assertThat(rows.at("/rows/0/conditions/2")).isEqualTo(JSON.readTree("""
                {"title": "Opened during", "words": "opened during is one of", "cell": "Business hours",
                 "value": "After hours", "holds": false}
                """));
    }

    @Test
    void aCaseIsAnsweredByItsOpeningHoweverLateItIsAskedAbout() throws Exception {
        JsonNode status = post("/v1/sla/status", "application/json", """
                        {"plan": "Premium", "issueType": "Fault", "at": "2026-03-09T10:00:00+01:00",
                         "events": [{"type": "opened", "at": "2026-03-06T18:20:00+01:00"}]}
                        """).json();

        assertThat(status.at("/milestones/0/dueAt").stringValue()).isEqualTo("2026-03-07T06:20:00+01:00");
    }

    @Test
    void aCalendarSaysWhetherItIsOpenAndWhenNext() throws Exception {
        JsonNode closed = get("/v1/calendars/Business%20hours/state?at=2026-04-03T10:00:00%2B02:00")
                .json();
        JsonNode open = get("/v1/calendars/after%20hours/state?at=2026-03-06T18:20:00%2B01:00")
                .json();

        assertThat(closed.get("open").booleanValue()).isFalse();
        assertThat(closed.get("opensAt").stringValue()).isEqualTo("2026-04-07T08:00:00+02:00");
        assertThat(closed.get("openUntil").stringValue()).isEqualTo("2026-04-07T18:00:00+02:00");
        assertThat(open.get("calendar").stringValue()).isEqualTo("After hours");
        assertThat(open.get("open").booleanValue()).isTrue();
        assertThat(open.get("openUntil").stringValue()).isEqualTo("2026-03-07T00:00:00+01:00");
        assertThat(get("/v1/calendars/24x7/state").json().get("opensAt").isNull())
                .isTrue();
    }
}
