package support.entitlement.web.contract;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import support.entitlement.security.AccessToken;
import support.entitlement.security.AuditLog;
import support.entitlement.text.Names;
import support.entitlement.web.ApiTest;
import support.entitlement.web.query.EvaluationRequest;
import tools.jackson.databind.JsonNode;

/** Contracts are stored, read, changed and ended over HTTP by callers with the role. */
@DirtiesContext
class ContractApiTest extends ApiTest {

    private static final AccessToken CORA = AccessToken.generateToken();
    private static final AccessToken PIA = AccessToken.generateToken();
    private static final Names TERM = EvaluationRequest.fieldsOf(ContractRequest.SignedTerm.class);
    private static final String SIGNED = """
            {"plan": "enterprise premium", "zone": "Europe/Zurich", "validFrom": "2026-01-01", "validUntil": "2026-12-31",
             "terms": [{"clause": "§ 4.2", "scope": {"issueType": "issue reports", "slaCategory": "2",
                        "milestone": "initial response"}, "within": "12 hours", "calendar": "24X7"}]}
            """;

    private static final String OTHER = SIGNED.replace("12 hours", "11 hours");

    private final String path = "/v1/customers/" + UUID.randomUUID() + "/contract";

    @DynamicPropertySource
    static void acceptTwoTokens(DynamicPropertyRegistry properties) {
        accept(properties, 0, "cora", CORA, "contracts");
        accept(properties, 1, "pia", PIA, "publisher");
        properties.add("entitlement.security.audit", () -> "true");
    }

    private Answer put(String body, @Nullable String seen) throws Exception {
        return send("PUT", path, body, seen, CORA);
    }

    private Answer send(String method, String path, String body, @Nullable String seen, @Nullable AccessToken token)
            throws Exception {
        HttpRequest.Builder request =
                request(path).header("Content-Type", "application/json").method(method, BodyPublishers.ofString(body));
        if (seen != null) {
            request.header("If-Match", seen);
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token.text());
        }
        return sendWithoutToken(request);
    }

    @Test
    void aTermIsSentAndAnsweredAsTheDescriptionOfTheApiSays() throws Exception {
        JsonNode contract =
                put(SIGNED.replace("\"within\": \"12 hours\"", """
                        "strength": "Best effort", "startsAt": "assigned", "startsDuring": "24x7", "endsAt": "read", "pausedBy": ["on hold"],
                        "resumedBy": ["resumed"]"""), null).json();
        JsonNode schemas = get("/v3/api-docs").json().at("/components/schemas");
        JsonNode term = contract.at("/terms/0");

        assertThat(term.path("strength").stringValue()).isEqualTo("Best effort");
        assertThat(schemas.at("/Term/properties/strength").toString())
                .contains("string")
                .doesNotContain("Strength");
        assertThat(term.propertyNames()).contains("startsAt", "pausedBy").isSubsetOf(TERM.all());
    }

    @Test
    void aContractIsStoredInTheSpellingOfTheTablesAndReadBack() throws Exception {
        Answer stored = put(SIGNED, null);

        assertThat(stored.status()).as(stored.response().body()).isEqualTo(201);
        assertThat(stored.header("ETag")).isEqualTo("\"1\"");
        JsonNode contract = stored.json();
        assertThat(contract.get("author").stringValue()).isEqualTo("cora");
        assertThat(contract.get("plan").stringValue()).isEqualTo("Enterprise Premium");
        assertThat(contract.at("/terms/0/scope/issueType").stringValue()).isEqualTo("Issue reports");
        assertThat(contract.at("/terms/0/scope/milestone").stringValue()).isEqualTo("Initial response");
        assertThat(contract.at("/terms/0/calendar").stringValue()).isEqualTo("24x7");
        Answer read = send("GET", path, "", null, CORA);
        assertThat(read.json()).isEqualTo(contract);
        assertThat(read.header("ETag")).isEqualTo("\"1\"");
        assertThat(contract.at("/terms/0").propertyNames()).isSubsetOf(TERM.all());
    }

    @Test
    void aChangeNamesTheVersionThatItIsMadeOn() throws Exception {
        put(SIGNED, null);

        Answer blind = put(SIGNED, null);
        assertThat(blind.status()).isEqualTo(428);
        assertThat(blind.json().get("detail").stringValue()).contains("If-Match: \"1\"");
        assertThat(put(OTHER, "\"1\"").status()).isEqualTo(200);
        Answer late = put(SIGNED, "\"1\"");
        assertThat(late.status()).isEqualTo(412);
        assertThat(late.json().get("detail").stringValue()).contains("Version 2 by cora");
        assertThat(put(SIGNED, "*").header("ETag")).isEqualTo("\"3\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1                  | 400 | If-Match: \"1\"",
                "'1'                | 400 | If-Match: \"1\"",
                "W/1                | 400 | If-Match: \"1\"",
                "\"1                | 400 | If-Match: \"1\"",
                "``                 | 400 | If-Match: \"1\"",
                "w/\"1\"            | 400 | If-Match: \"1\"",
                "\"x\" \"1\"         | 400 | If-Match: \"1\"",
                "\"1\", 2           | 400 | If-Match: \"1\"",
                "W/\"1\"            | 412 | If-Match: \"1\"",
                "\"2\"              | 412 | If-Match: \"1\"",
                "\"11\", \"x\"      | 412 | If-Match: \"1\"",
                "\"x\", \"1\"       | 200 | \"version\":2",
                "\"x\",,W/\"y\",\"1\" | 200 | \"version\":2",
                "*                  | 200 | \"version\":2"
            })
    void aVersionIsNamedAsRfc9110Says(String seen, int status, String says) throws Exception {
        put(SIGNED, null);

        Answer answer = put(OTHER, seen);

        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        assertThat(answer.response().body().replace("\\\"", "\"")).contains(says);
    }

    @Test
    void whatIsReadIsSentBackAndChangesNothing() throws Exception {
        JsonNode stored = put(SIGNED, null).json();

        Answer again = put(stored.toString(), "\"1\"");

        assertThat(again.status()).as(again.response().body()).isEqualTo(200);
        assertThat(again.header("ETag")).isEqualTo("\"1\"");
        assertThat(again.json()).isEqualTo(stored);
        assertThat(put(stored.toString().replace("12 hours", "11 hours"), "\"1\"")
                        .header("ETag"))
                .isEqualTo("\"2\"");
    }

    @ParameterizedTest
    @CsvSource({
        "customer, '\"other\"'",
        "version, 7",
        "stored, '\"2020-01-01T00:00:00Z\"'",
        "author, '\"pia\"'",
        "ended, '\"2020-01-01T00:00:00Z\"'"
    })
    void whatTheServiceSetsItselfIsNotForOthersToChoose(String field, String value) throws Exception {
        put(SIGNED, null);

        Answer answer = put(OTHER.replaceFirst("\\{", "{\"" + field + "\": " + value + ","), "\"1\"");

        assertThat(answer.status()).as(answer.response().body()).isEqualTo(400);
        assertThat(answer.json().path("pointer").stringValue()).isEqualTo("/" + field);
        assertThat(answer.json().path("detail").stringValue()).contains("The service sets this itself");
        assertThat(put(OTHER.replaceFirst("\\{", "{\"" + field + "\": null,"), "\"1\"")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void whoeverEndsAContractKeepsItsHistory() throws Exception {
        put(SIGNED, null);

        assertThat(send("DELETE", path, "", null, CORA).status()).isEqualTo(428);
        Answer ended = send("DELETE", path, "", "\"1\"", CORA);

        assertThat(ended.status()).isEqualTo(200);
        assertThat(ended.json().get("ended").isNull()).isFalse();
        assertThat(send("DELETE", path, "", "\"2\"", CORA).status()).isEqualTo(404);
        JsonNode history = send("GET", path + "/history", "", null, CORA).json();
        assertThat(history.get("versions")
                        .valueStream()
                        .map(version -> version.get("version").intValue()))
                .containsExactly(2, 1);
        assertThat(put(SIGNED, null).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"enterprise premium\"  | \"Enterprise Premum\" | unknown-plan         | /plan",
                "\"Europe/Zurich\"       | \"Europe/Zürich\"     | bad-zone             | /zone",
                "\"2026-01-01\"          | \"2026-02-30\"        | bad-date             | /validFrom",
                "\"2026-12-31\"          | \"2025-12-31\"        | bad-date             | /validUntil",
                "\"2026-12-31\"          | 20261231              | wrong-type           | /validUntil",
                "\"issue reports\"       | \"issue report\"      | unknown-issue-type   | /terms/0/scope/issueType",
                "\"2\"                   | \"9\"                 | unknown-sla-category | /terms/0/scope/slaCategory",
                "\"12 hours\"            | \"12 huors\"          | bad-term             | /terms/0/within",
                "\"12 hours\"            | \"PT99999999999H\"    | bad-term             | /terms/0/within",
                "\"initial response\"}, \"within\": \"12 hours\" | \"inital response\"}, \"strength\": \"target\" | bad-term | /terms/0/scope/milestone",
                "\"within\": \"12 hours\" | \"allowance\": {\"amount\": 1e999} | wrong-type | /terms/0/allowance/amount",
                "\"within\": \"12 hours\" | \"within\": \"12 hours\", \"allowance\": {\"amount\": 8} | bad-term | /terms/0/allowance",
                "\"24X7\"                | \"8x5\"               | unknown-calendar     | /terms/0/calendar",
                "\"clause\": \"§ 4.2\"   | \"strength\": \"target\" | missing-field     | /terms/0/clause",
                "\"within\": \"12 hours\", \"calendar\": \"24X7\" | \"terms\": {\"desk\": \"7\"} | bad-term | /terms/0/scope/milestone",
                "\"within\": \"12 hours\" | \"guarantee\": {\"kind\": \"gold\"} | unknown-guarantee-kind | /terms/0/guarantee/kind",
                "\"within\": \"12 hours\" | \"channels\": {\"add\": [\"Landlin\"]} | unknown-channel | /terms/0/channels/add/0",
                "\"within\": \"12 hours\" | \"channels\": {\"add\": [\"Landline\"], \"replace\": []} | bad-term | /terms/0/channels",
                "\"within\": \"12 hours\" | \"allowance\": {\"amount\": -1} | wrong-type | /terms/0/allowance/amount",
                "\"within\": \"12 hours\" | \"every\": \"2 huors\" | bad-term          | /terms/0/every",
                "\"within\": \"12 hours\" | \"every\": \"immediately\" | bad-term      | /terms/0/every",
                "\"within\": \"12 hours\" | \"startAt\": \"acknowledged\" | unknown-field | /terms/0/startAt",
                "\"within\": \"12 hours\" | \"repeatedUntil\": [\"estimate given\"] | bad-term | /terms/0/repeatedUntil",
                "\"within\": \"12 hours\" | \"startsDuring\": \"Zurich\" | unknown-calendar | /terms/0/startsDuring",
                "\"within\": \"12 hours\" | \"pausedBy\": [\"on hold\"] | bad-term | /terms/0/pausedBy",
                "\"within\": \"12 hours\" | \"witin\": \"1 hour\" | unknown-field        | /terms/0/witin"
            })
    void everyFieldThatIsWrongIsNamed(String right, String wrong, String code, String pointer) throws Exception {
        Answer answer = put(SIGNED.replace(right, wrong), null);

        assertThat(answer.status()).as(answer.response().body()).isBetween(400, 422);
        assertThat(answer.json()
                        .get("errors")
                        .valueStream()
                        .map(error -> error.get("code").stringValue() + " "
                                + error.get("pointer").stringValue()))
                .as(answer.response().body())
                .contains(code + " " + pointer);
        assertThat(send("GET", path, "", null, CORA).json().get("code").stringValue())
                .isEqualTo("unknown-customer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%20acme", "acme%20", "a%25b", "a%3Bb"})
    void anIdThatNobodyCouldNameAgainIsNone(String id) throws Exception {
        Answer answer = send("PUT", "/v1/customers/" + id + "/contract", SIGNED, null, CORA);

        assertThat(answer.status()).as(answer.response().body()).isEqualTo(400);
    }

    @Test
    void ownNamesAreTheSameHoweverTheyAreSpelled() throws Exception {
        Answer visits = put("""
                {"plan": "Enterprise Premium", "validFrom": "2026-01-01", "terms": [
                  {"clause": "§ 1", "scope": {"milestone": "Onsite visit"}, "within": "4 hours"},
                  {"clause": "§ 2", "scope": {"milestone": "onsite visit"}, "within": "8 hours"}]}
                """, null);
        Answer terms = put("""
                {"plan": "Enterprise Premium", "validFrom": "2026-01-01", "terms": [
                  {"clause": "§ 1", "terms": {"named engineer": "Ada", "Named Engineer": "Bob"}}]}
                """, null);

        assertThat(visits.json().get("code").stringValue()).isEqualTo("ambiguous-terms");
        assertThat(terms.json().get("code").stringValue()).isEqualTo("bad-term");
        assertThat(pointers(terms.json())).containsExactly("/terms/0/terms/Named Engineer");
    }

    @Test
    void whoReadsAContractOrIsRefusedIsOnRecordAndTheTokenIsNot() throws Exception {
        ListAppender<ILoggingEvent> record = new ListAppender<>();
        Logger audit = (Logger) LoggerFactory.getLogger(AuditLog.LOGGER);
        put(SIGNED, null);
        record.start();
        audit.setLevel(Level.INFO);
        audit.addAppender(record);
        try {
            send("GET", path, "", null, CORA);
            send("GET", path, "", null, PIA);
            send("GET", path, "", null, null);
            evaluate("{\"customer\": \"" + path.split("/")[3] + "\", \"issueType\": \"Issue reports\"}");
            evaluate("{\"customer\": \"a\\\" who=b\", \"issueType\": \"Issue reports\"}");
        } finally {
            audit.detachAppender(record);
            audit.setLevel(null);
        }

        List<String> lines = record.list.stream()
                .map(event -> event.getFormattedMessage().replaceFirst("at=[-0-9T:.]+Z ", ""))
                .toList();
        String customer = path.split("/")[3];
        assertThat(lines)
                .containsExactly(
                        "who=\"cora\" what=\"GET " + path + "\" outcome=\"200\"",
                        "who=\"pia\" what=\"GET " + path + " from 127.0.0.1\" outcome=\"403 forbidden\"",
                        "who=- what=\"GET " + path + " from 127.0.0.1\" outcome=\"401 unauthenticated\"",
                        "who=\"rita\" what=\"query by customer “" + customer + "”\" outcome=\"version 1\"",
                        "who=\"rita\" what=\"query by customer “a' who=b”\" outcome=\"no contract\"");
        assertThat(String.join("\n", lines)).doesNotContain(CORA.text(), PIA.text());
    }

    @Test
    void nobodyReadsOrWritesContractsWithoutTheRoleForIt() throws Exception {
        put(SIGNED, null);
        for (String method : new String[] {"GET", "PUT", "DELETE"}) {
            assertThat(send(method, path, SIGNED, "*", null).status()).isEqualTo(401);
            Answer publisher = send(method, path, SIGNED, "*", PIA);
            assertThat(publisher.status()).isEqualTo(403);
            assertThat(publisher.json().get("detail").stringValue()).contains("contracts");
        }
        assertThat(send("GET", path + "/history", "", null, PIA).status()).isEqualTo(403);
        assertThat(send("GET", path, "", null, CORA).header("ETag")).isEqualTo("\"1\"");
    }

    @Test
    void aCustomerWhoIsNotKnownIsNamed() throws Exception {
        Answer answer = send("GET", "/v1/customers/nobody/contract", "", null, CORA);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().get("code").stringValue()).isEqualTo("unknown-customer");
        assertThat(answer.json().get("value").stringValue()).isEqualTo("nobody");
    }

    @Test
    void equalTermsThatDisagreeAreRefusedWithBothOfTheirPlaces() throws Exception {
        Answer answer = put("""
                {"plan": "Enterprise Premium", "validFrom": "2026-01-01", "terms": [
                  {"clause": "§ 1", "scope": {"issueType": "Issue reports", "milestone": "Acknowledge"}, "within": "2 hours"},
                  {"clause": "§ 2", "guarantee": {"kind": "none"}},
                  {"clause": "§ 3", "scope": {"slaCategory": "2", "milestone": "Acknowledge"}, "within": "3 hours"}]}
                """, null);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("code").stringValue()).isEqualTo("ambiguous-terms");
        assertThat(pointers(answer.json())).containsExactly("/terms/2");
        assertThat(answer.json().get("detail").stringValue()).contains("/terms/0 (§ 1)", "within of Acknowledge");
        assertThat(send("GET", path, "", null, CORA).status()).isEqualTo(404);
    }
}
