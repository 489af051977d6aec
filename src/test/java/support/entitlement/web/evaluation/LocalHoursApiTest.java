package support.entitlement.web.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import support.entitlement.security.AccessToken;
import support.entitlement.web.ApiTest;
import tools.jackson.databind.JsonNode;

/** Tables with calendars that queries choose, by a zone and by a name. */
@DirtiesContext
@TestPropertySource(properties = "entitlement.rules.directory=src/test/resources/local-hours")
class LocalHoursApiTest extends ApiTest {

    private static final AccessToken TOKEN = AccessToken.generateToken();

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry properties) {
        accept(properties, 0, "cora", TOKEN, "contracts");
    }

    private Answer evaluateWith(String plan, String attributes) throws Exception {
        return evaluate("{\"plan\": \"" + plan + "\", \"issueType\": \"Fault\", \"channel\": \"Phone\","
                + " \"openedAt\": \"2026-03-06T16:30:00+01:00\", \"attributes\": " + attributes + "}");
    }

    @Test
    void dueTimesAndChannelsAreThoseOfTheZoneThatIsSent() throws Exception {
        JsonNode answer = evaluateWith("Local", "{\"zone\": \"asia/tokyo\"}").json();

        assertThat(answer.at("/milestones/0/calendar").stringValue()).isEqualTo("Local hours (Asia/Tokyo)");
        assertThat(answer.at("/milestones/0/dueAt").stringValue()).isEqualTo("2026-03-09T05:00:00+01:00");
        assertThat(answer.at("/channels/0/hours/opensAt").stringValue()).isEqualTo("2026-03-09T09:00:00+09:00");
        assertThat(answer.get("channelReason").stringValue()).isEqualTo("channel-closed");
    }

    @Test
    void aValueThatChoosesNothingIsRefusedWithTheNearest() throws Exception {
        Answer zone = evaluateWith("Local", "{\"zone\": \"Asia/Tokio\"}");
        Answer office = evaluateWith("Office", "{\"office\": \"Tokio office\"}");

        assertThat(zone.status()).isEqualTo(422);
        assertThat(zone.json().at("/errors/0/code").stringValue()).isEqualTo("bad-zone");
        assertThat(zone.json().at("/errors/0/pointer").stringValue()).isEqualTo("/attributes/zone");
        assertThat(zone.json().at("/errors/0/detail").stringValue()).contains("Asia/Tokyo");
        assertThat(office.status()).isEqualTo(422);
        assertThat(office.json().at("/errors/0/code").stringValue()).isEqualTo("unknown-calendar");
        assertThat(office.json().at("/errors/0/pointer").stringValue()).isEqualTo("/attributes/office");
        assertThat(office.json().toString()).contains("Tokyo office");
    }

    @Test
    void theVocabularySaysThatTheFactsAreAskedFor() throws Exception {
        JsonNode facts = get("/v1/vocabulary").json().path("facts");

        assertThat(facts.valueStream().map(fact -> fact.get("pointer").stringValue()))
                .contains("/attributes/zone", "/attributes/office");
    }

    @Test
    void forACustomerTheZoneOfTheContractCountsUnlessOneIsSent() throws Exception {
        Answer stored = send(request("/v1/customers/local/contract")
                .header("Authorization", "Bearer " + TOKEN.text())
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("""
                        {"plan": "Local", "zone": "America/New_York", "validFrom": "2026-01-01",
                         "terms": [{"clause": "§ 1", "scope": {"milestone": "Resolution"}, "calendar": "local HOURS"}]}
                        """)));
        String query =
                "{\"customer\": \"local\", \"issueType\": \"Fault\", \"openedAt\": \"2026-03-06T16:30:00+01:00\"%s}";
        JsonNode signed = evaluate(query.formatted("")).json();
        JsonNode sent = evaluate(query.formatted(", \"attributes\": {\"zone\": \"Asia/Tokyo\"}"))
                .json();

        assertThat(stored.status()).as(stored.response().body()).isEqualTo(201);
        assertThat(signed.at("/milestones/0/dueAt").stringValue()).isEqualTo("2026-03-06T20:30:00+01:00");
        assertThat(signed.at("/milestones/1/dueAt").stringValue()).isEqualTo("2026-03-09T22:00:00+01:00");
        assertThat(sent.at("/milestones/0/dueAt").stringValue()).isEqualTo("2026-03-09T05:00:00+01:00");
        assertThat(sent.at("/milestones/1/dueAt").stringValue()).isEqualTo("2026-03-09T09:00:00+01:00");
    }

    @Test
    void aTermSetsAMilestoneWhoseCalendarTheQueryChooses() throws Exception {
        Answer stored = send(request("/v1/customers/office/contract")
                .header("Authorization", "Bearer " + TOKEN.text())
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("""
                        {"plan": "Office", "validFrom": "2026-01-01",
                         "terms": [{"clause": "§ 1", "scope": {"milestone": "Initial response"}, "strength": "target"}]}
                        """)));
        Answer answer = evaluate(
                "{\"customer\": \"office\", \"issueType\": \"Fault\", \"attributes\": {\"office\": \"Tokyo office\"}}");

        assertThat(stored.status()).as(stored.response().body()).isEqualTo(201);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        assertThat(answer.json().at("/milestones/0/calendar").stringValue()).isEqualTo("Tokyo office");
    }

    @Test
    void theSupportMatrixOfACustomerHasTheHoursOfTheZoneOfTheContract() throws Exception {
        Answer stored = send(request("/v1/customers/tokyo/contract")
                .header("Authorization", "Bearer " + TOKEN.text())
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("""
                        {"plan": "Local", "zone": "Asia/Tokyo", "validFrom": "2026-01-01", "terms": []}
                        """)));
        JsonNode matrix = get("/v1/support-matrix?customer=tokyo").json();

        assertThat(stored.status()).as(stored.response().body()).isEqualTo(201);
        assertThat(matrix.at("/issueTypes/0/milestones/0/calendar").stringValue())
                .isEqualTo("Local hours (Asia/Tokyo)");
        assertThat(matrix.at("/issueTypes/0/channels/0/hours/calendar").stringValue())
                .isEqualTo("Local hours (Asia/Tokyo)");
    }

    @Test
    void aCacheableAnswerKnowsTheHoursOfChannelsIfNothingElseDependsOnTheOpening() throws Exception {
        Answer closed = get("/v1/entitlements?plan=Local&issueType=Fault&channel=Phone"
                + "&attribute.zone=Asia/Tokyo&openedAt=2026-03-06T15:30:00Z");

        assertThat(closed.status()).as(closed.response().body()).isEqualTo(200);
        assertThat(closed.json().get("channelReason").stringValue()).isEqualTo("channel-closed");
    }

    @Test
    void aCalendarIsAskedAboutInTheZoneThatAnAnswerNames() throws Exception {
        String local = "/v1/calendars/local%20hours/";
        JsonNode state =
                get(local + "state?zone=asia/tokyo&at=2026-03-06T15:30:00Z").json();
        JsonNode due = get(local + "due?zone=Asia/Tokyo&within=4%20business%20hours&from=2026-03-06T15:30:00Z")
                .json();
        JsonNode hours = get(local + "open-hours?zone=Asia/Tokyo&from=2026-03-06T00:00:00Z&to=2026-03-07T00:00:00Z")
                .json();

        assertThat(state.get("calendar").stringValue()).isEqualTo("Local hours (Asia/Tokyo)");
        assertThat(state.get("opensAt").stringValue()).isEqualTo("2026-03-09T09:00:00+09:00");
        assertThat(OffsetDateTime.parse(due.get("dueAt").stringValue()))
                .isAtSameInstantAs(OffsetDateTime.parse("2026-03-09T13:00:00+09:00"));
        assertThat(hours.at("/open/0/from").stringValue()).isEqualTo("2026-03-06T09:00:00+09:00");
    }

    @ParameterizedTest
    @CsvSource({"local%20hours, Asia/Tokio, 422, bad-zone", "Zurich%20office, Asia/Tokyo, 400, unknown-field"})
    void aZoneThatACalendarCannotHaveIsRefused(String calendar, String zone, int status, String code) throws Exception {
        Answer answer = get("/v1/calendars/" + calendar + "/state?zone=" + zone);

        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        assertThat(answer.json().get("code").stringValue()).isEqualTo(code);
        assertThat(answer.json().get("pointer").stringValue()).isEqualTo("/zone");
    }
}
