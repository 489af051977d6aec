package support.entitlement.web.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import support.entitlement.web.ApiTest;
import tools.jackson.databind.JsonNode;

class SlaStatusApiTest extends ApiTest {

    private static final String CASE = """
            {"plan": "Enterprise Premium", "issueType": "Issue reports", "slaCategory": "2",
             "at": "2026-03-06T12:00:00+01:00",
             "events": [%s]}
            """;
    private static final String OPENED = "{\"type\": \"opened\", \"at\": \"2026-03-06T09:00:00+01:00\"}";

    @Test
    void eachMilestoneSaysWhereItStands() throws Exception {
        JsonNode answer = status(OPENED + ", {\"type\": \"acknowledged\", \"at\": \"2026-03-06T10:30:00+01:00\"}");

        JsonNode acknowledge = answer.at("/milestones/0");
        assertThat(acknowledge.get("name").stringValue()).isEqualTo("Acknowledge");
        assertThat(acknowledge.get("state").stringValue()).isEqualTo("met");
        assertThat(acknowledge.get("startedAt").stringValue()).isEqualTo("2026-03-06T09:00:00+01:00");
        assertThat(acknowledge.get("endedAt").stringValue()).isEqualTo("2026-03-06T10:30:00+01:00");
        assertThat(acknowledge.get("openElapsed").stringValue()).isEqualTo("PT1H30M");
        JsonNode response = answer.at("/milestones/1");
        assertThat(response.get("state").stringValue()).isEqualTo("running");
        assertThat(response.get("dueAt").stringValue()).isEqualTo("2026-03-06T17:00:00+01:00");
        assertThat(response.get("openRemaining").stringValue()).isEqualTo("PT5H");
        assertThat(response.get("atRiskFrom").stringValue()).isEqualTo("2026-03-06T15:00:00+01:00");
        assertThat(response.at("/walk/0/length").stringValue()).isEqualTo("PT3H");
        assertThat(answer.at("/policy/revision").stringValue()).startsWith("sha256:");
    }

    @Test
    void eventsMayBeSentInAnyOrderAndAPauseMovesTheDueTime() throws Exception {
        JsonNode answer = status("{\"type\": \"resumed\", \"at\": \"2026-03-06T11:00:00+01:00\"}, "
                + "{\"type\": \"paused\", \"at\": \"2026-03-06T10:00:00+01:00\"}, " + OPENED);

        assertThat(answer.at("/milestones/0/dueAt").stringValue()).isEqualTo("2026-03-06T14:00:00+01:00");
        assertThat(answer.at("/milestones/0/openElapsed").stringValue()).isEqualTo("PT2H");
        assertThat(answer.at("/milestones/0/actualElapsed").stringValue()).isEqualTo("PT3H");
        assertThat(answer.at("/milestones/0/walk")).hasSize(2);
        assertThat(answer.at("/milestones/0/pauses").toString())
                .isEqualTo("[{\"from\":\"2026-03-06T10:00:00+01:00\",\"to\":\"2026-03-06T11:00:00+01:00\"}]");
    }

    @Test
    void aPausedMilestoneHasNoDueTime() throws Exception {
        JsonNode answer = status(OPENED + ", {\"type\": \"paused\", \"at\": \"2026-03-06T10:00:00+01:00\"}");

        assertThat(answer.at("/milestones/0/state").stringValue()).isEqualTo("paused");
        assertThat(answer.at("/milestones/0/dueAt").isNull()).isTrue();
    }

    @Test
    void factsThatChangeBringTheMilestonesOfTheNewCategory() throws Exception {
        JsonNode answer = status(
                OPENED
                        + ", {\"type\": \"priority set\", \"at\": \"2026-03-06T10:00:00+01:00\", \"facts\": {\"slaCategory\": \"1\"}}");

        assertThat(answer.get("slaCategory").stringValue()).isEqualTo("1");
        assertThat(answer.at("/milestones/0/within").stringValue()).isEqualTo("PT1H");
        assertThat(answer.at("/milestones/0/changed").booleanValue()).isTrue();
        assertThat(answer.at("/milestones/0/state").stringValue()).isEqualTo("breached");
    }

    @Test
    void theOpeningMayBeAMemberOfTheQuery() throws Exception {
        Answer answer = post("/v1/sla/status", "application/json", """
                {"plan": "Enterprise Premium", "issueType": "Issue reports", "slaCategory": "2",
                 "openedAt": "2026-03-06T09:00:00+01:00", "at": "2026-03-06T12:00:00+01:00", "events": []}
                """);

        assertThat(answer.json().at("/milestones/0/startedAt").stringValue()).isEqualTo("2026-03-06T09:00:00+01:00");
    }

    @Test
    void contradictoryEventsAreNamedBoth() throws Exception {
        Answer answer = post(
                "/v1/sla/status",
                "application/json",
                CASE.formatted(OPENED + ", {\"type\": \"opened\", \"at\": \"2026-03-06T09:30:00+01:00\"}"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("code").stringValue()).isEqualTo("contradictory-events");
        assertThat(answer.json().get("pointer").stringValue()).startsWith("/events/");
        assertThat(answer.json().get("detail").stringValue()).contains("/events/");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "response overdue 09:30, response breached 09:40, responded_by_customer 09:50      | running | null",
                "paused 09:30, paused 09:30, PAUSED 09:30, resumed 10:00, resumed 10:00            | running | null",
                "resolved 09:30                                                                    | cancelled | resolved",
                "resolved 09:30, reopened 10:00, resolved 09:30, re-opened 10:00                   | running | null",
                "response sent 09:30, resolved 09:40                                               | met | response sent",
            })
    void theInitialResponseStandsWhereTidyAndUntidyHistoriesPutIt(String events, String state, String endedBy)
            throws Exception {
        StringBuilder sent = new StringBuilder(OPENED);
        for (String event : events.split(",")) {
            int blank = event.strip().lastIndexOf(' ');
            sent.insert(0, ", ")
                    .insert(
                            0,
                            "{\"type\": \"%s\", \"at\": \"2026-03-06T%s:00+01:00\"}"
                                    .formatted(
                                            event.strip().substring(0, blank),
                                            event.strip().substring(blank + 1)));
        }

        JsonNode response = status(sent.toString()).at("/milestones/1");

        assertThat(response.get("state").stringValue()).isEqualTo(state);
        assertThat(response.get("endedBy").asString("null")).isEqualTo(endedBy);
    }

    @Test
    void whatChangedAtOneInstantCountsTogetherInAnyOrderOfDelivery() throws Exception {
        String category = changeAtTen("priority set", "\"slaCategory\": \"1\"");
        String impact = changeAtTen("noted", "\"impact\": null");

        JsonNode answer = status(OPENED + category + impact + category);

        assertThat(answer.get("slaCategory").stringValue()).isEqualTo("1");
        assertThat(status(impact.substring(1) + category + "," + OPENED)).isEqualTo(answer);
    }

    @Test
    void factsThatContradictEachOtherAtOneInstantAreNamedBoth() throws Exception {
        String one = changeAtTen("priority set", "\"slaCategory\": \"1\"");
        String other = changeAtTen("Priority_Set", "\"slaCategory\": \"3\"");

        Answer answer = post("/v1/sla/status", "application/json", CASE.formatted(OPENED + one + other));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("code").stringValue()).isEqualTo("contradictory-events");
        assertThat(answer.json().get("pointer").stringValue()).isEqualTo("/events/2/facts/slaCategory");
        assertThat(answer.json().get("value").stringValue()).isEqualTo("3");
        assertThat(answer.json().get("detail").stringValue()).contains("/events/1");
    }

    @Test
    void ofFactsThatChangedAtOneInstantTheWrongOneIsNamed() throws Exception {
        String wrong = changeAtTen("priority set", "\"slaCategory\": \"9\"");
        String right = changeAtTen("moved", "\"plan\": \"Enterprise Premium\"");

        Answer answer = post("/v1/sla/status", "application/json", CASE.formatted(OPENED + wrong + right));

        assertThat(answer.json().get("code").stringValue()).isEqualTo("unknown-sla-category");
        assertThat(answer.json().get("pointer").stringValue()).isEqualTo("/events/1/facts/slaCategory");
    }

    private static String changeAtTen(String type, String facts) {
        return ", {\"type\": \"%s\", \"at\": \"2026-03-06T10:00:00+01:00\", \"facts\": {%s}}".formatted(type, facts);
    }

    @Test
    void dueTimesCountFromAWholeSecondIfNobodySaysTheOpening() throws Exception {
        String query = "{\"plan\": \"Enterprise Premium\", \"issueType\": \"Issue reports\", \"slaCategory\": \"2\"%s}";

        Answer decision = post("/v1/evaluation", "application/json", query.formatted(""));
        Answer status = post("/v1/sla/status", "application/json", query.formatted(", \"events\": []"));

        assertThat(decision.json().at("/milestones/0/dueAt").stringValue()).matches(".*:\\d\\dZ");
        assertThat(status.json().get("at").stringValue()).matches(".*:\\d\\d(\\.\\d{1,3})?Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\": \"opened\"}                        | 400 | missing-field | /events/0/at",
                "{\"at\": \"2026-03-06T09:00:00Z\"}            | 400 | missing-field | /events/0/type",
                "{\"type\": \"opened\", \"at\": \"today\"}     | 400 | bad-instant   | /events/0/at",
                "{\"type\": 1, \"at\": \"2026-03-06T09:00:00Z\"} | 400 | wrong-type  | /events/0/type",
                "7                                             | 400 | wrong-type    | /events/0",
                "{\"type\": \"x\", \"at\": \"2026-03-06T09:00:00Z\", \"a/b\": 1} | 400 | unknown-field | /events/0/a~1b",
                "{\"type\": \"x\", \"at\": \"2026-03-06T09:00:00Z\", \"facts\": {\"plan\": \"Fre\"}} | 422 | unknown-plan | /events/0/facts/plan"
            })
    void whatIsWrongWithAnEventIsNamed(String event, int status, String code, String pointer) throws Exception {
        Answer answer = post("/v1/sla/status", "application/json", CASE.formatted(event));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().get("code").stringValue()).isEqualTo(code);
        assertThat(answer.json().get("pointer").stringValue()).isEqualTo(pointer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\": 1}                     | /events",
                "\"opened\"                     | /events",
                "[null]                           | /events/0",
                "[{\"type\": \"%s\", \"at\": \"2026-03-06T09:00:00Z\"}] | /events/0/type"
            })
    void whatIsNoListOfEventsIsRefused(String events, String pointer) throws Exception {
        String request = CASE.replace("[%s]", events.formatted("x".repeat(101)));

        Answer answer = post("/v1/sla/status", "application/json", request);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("code").stringValue()).isEqualTo("wrong-type");
        assertThat(answer.json().get("pointer").stringValue()).isEqualTo(pointer);
        assertThat(answer.response().body().length()).isLessThan(1_000);
    }

    @Test
    void aFieldThatACaseDoesNotHaveIsComparedWithThoseItHas() throws Exception {
        Answer answer = post(
                "/v1/sla/status",
                "application/json",
                CASE.formatted(OPENED).replace("\"events\"", "\"evnts\": [], \"events\""));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors")).hasSize(1);
        assertThat(answer.json().get("nearest").stringValue()).isEqualTo("events");
    }

    @Test
    void aCaseHasSoManyEventsAndNoMore() throws Exception {
        String most = (OPENED + ",").repeat(CaseEventReader.MAX_EVENTS);

        Answer full = post("/v1/sla/status", "application/json", CASE.formatted(most.substring(0, most.length() - 1)));
        Answer more = post("/v1/sla/status", "application/json", CASE.formatted(most + OPENED));

        assertThat(full.status()).isEqualTo(200);
        assertThat(more.status()).isEqualTo(422);
        assertThat(more.json().get("code").stringValue()).isEqualTo("too-many-events");
        assertThat(more.json().get("pointer").stringValue()).isEqualTo("/events");
    }

    /** Each shared event counts for each case. */
    @Test
    void manyCasesShareFewEvents() throws Exception {
        String shared = (OPENED + ",").repeat(100) + OPENED;

        Answer answer = post(
                "/v1/sla/statuses",
                "application/json",
                "{\"defaults\": {\"events\": [" + shared + "]}, \"cases\": [{}]}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("code").stringValue()).isEqualTo("too-many-events");
        assertThat(answer.json().get("pointer").stringValue()).isEqualTo("/defaults/events");
    }

    @Test
    void theOpeningIsNoFactThatChanges() throws Exception {
        Answer answer = post(
                "/v1/sla/status",
                "application/json",
                CASE.formatted(
                        OPENED
                                + ", {\"type\": \"noted\", \"at\": \"2026-03-06T10:00:00+01:00\", \"facts\": {\"openedAt\": null}}"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("pointer").stringValue()).isEqualTo("/events/1/facts/openedAt");
    }

    @Test
    void anImpactBesideTheCategoryFromBeforeIsToldHowToReplaceIt() throws Exception {
        String impact = "{\"impact\": {\"productionUse\": \"not severely impacted\"}%s}";
        String changed = OPENED + ", {\"type\": \"noted\", \"at\": \"2026-03-06T10:00:00+01:00\", \"facts\": %s}";

        Answer both =
                post("/v1/sla/status", "application/json", CASE.formatted(changed.formatted(impact.formatted(""))));
        JsonNode replaced = status(changed.formatted(impact.formatted(", \"slaCategory\": null")));

        assertThat(both.json().get("code").stringValue()).isEqualTo("impact-and-category");
        assertThat(both.json().get("detail").stringValue()).contains("set it to null");
        assertThat(replaced.get("slaCategory").stringValue()).isEqualTo("3");
    }

    @Test
    void factsThatTheOpeningBringsWerePromisedAtFirst() throws Exception {
        JsonNode answer = status(OPENED.replace("}", ", \"facts\": {\"slaCategory\": \"1\"}}"));

        assertThat(answer.at("/milestones/0/within").stringValue()).isEqualTo("PT1H");
        assertThat(answer.at("/milestones/0/changed").booleanValue()).isFalse();
    }

    @Test
    void aCaseWithoutMilestonesSaysWhy() throws Exception {
        String without = CASE.formatted(OPENED).replace("\"slaCategory\": \"2\",", "");
        Answer unknown = post("/v1/sla/status", "application/json", without);
        Answer free = post(
                "/v1/sla/status",
                "application/json",
                without.replace("Enterprise Premium", "Free").replace("Issue reports", "API outage"));

        assertThat(unknown.json().get("missing").toString()).contains("/impact/productionUse");
        assertThat(free.json().get("entitled").booleanValue()).isFalse();
        assertThat(free.json().get("reason").stringValue()).isEqualTo("not-covered");
    }

    @Test
    void aCaseWithoutEventsIsRefused() throws Exception {
        Answer answer =
                post("/v1/sla/status", "application/json", "{\"plan\": \"Fre\", \"issueType\": \"Issue reports\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors")).hasSize(2);
    }

    @Test
    void anOpeningThatIsSaidTwiceMustBeOneInstant() throws Exception {
        String twice = """
                {"plan": "Enterprise Premium", "issueType": "Issue reports", "slaCategory": "2",
                 "openedAt": "%s", "at": "2026-03-06T12:00:00+01:00",
                 "events": [{"type": "opened", "at": "2026-03-06T09:00:00+01:00"}]}
                """;

        Answer same = post("/v1/sla/status", "application/json", twice.formatted("2026-03-06T08:00:00Z"));
        Answer other = post("/v1/sla/status", "application/json", twice.formatted("2026-03-06T08:00:01Z"));

        assertThat(same.status()).isEqualTo(200);
        assertThat(other.json().get("code").stringValue()).isEqualTo("contradictory-events");
        assertThat(other.response().body()).contains("/openedAt", "/events/0");
    }

    @Test
    void whatHappensAfterTheInstantAskedAboutIsLeftOutOfAccount() throws Exception {
        JsonNode answer = status(
                OPENED
                        + ", {\"type\": \"priority set\", \"at\": \"2026-03-06T12:00:01+01:00\", \"facts\": {\"slaCategory\": \"1\"}}");

        assertThat(answer.get("slaCategory").stringValue()).isEqualTo("2");
        assertThat(answer.at("/milestones/0/changed").booleanValue()).isFalse();
    }

    @Test
    void manyCasesAreAnsweredInOrderAndOneBadOneSpoilsNoOther() throws Exception {
        Answer answer = post("/v1/sla/statuses", "application/json", """
                {"defaults": {"plan": "Enterprise Premium", "issueType": "Issue reports", "slaCategory": "2",
                              "at": "2026-03-06T12:00:00+01:00", "events": [%s]},
                 "cases": [{}, {"plan": "Fre"}, {"slaCategory": "1"}, 7, {"events": [{"type": "opened"}]}]}
                """.formatted(OPENED));

        assertThat(answer.status()).isEqualTo(200);
        JsonNode results = answer.json().get("results");
        assertThat(results.at("/0/milestones/0/within").stringValue()).isEqualTo("PT4H");
        assertThat(results.at("/1/errors/0/pointer").stringValue()).isEqualTo("/cases/1/plan");
        assertThat(results.at("/2/milestones/0/within").stringValue()).isEqualTo("PT1H");
        assertThat(results.at("/3/errors/0/pointer").stringValue()).isEqualTo("/cases/3");
        assertThat(results.at("/4/errors/0/pointer").stringValue()).isEqualTo("/cases/4/events/0/at");
        assertThat(results).hasSize(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]                                    | 400 | wrong-type          | ''",
                "{}                                    | 400 | missing-field       | /cases",
                "{\"cases\": 7}                        | 400 | wrong-type          | /cases",
                "{\"cases\": [], \"evaluations\": []}  | 400 | unknown-field       | /evaluations",
                "{\"cases\": [], \"defaults\": {\"plan\": \"Fre\"}} | 422 | unknown-plan | /defaults/plan",
            })
    void aDocumentThatIsNoneIsRefusedWhole(String document, int status, String code, String pointer) throws Exception {
        Answer answer = post("/v1/sla/statuses", "application/json", document);

        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        assertThat(answer.json().get("code").stringValue()).isEqualTo(code);
        assertThat(answer.json().get("pointer").stringValue()).isEqualTo(pointer);
    }

    @Test
    void aStreamOfCasesIsAnsweredLineByLine() throws Exception {
        String line = CASE.formatted(OPENED).replace('\n', ' ');

        Answer answer = post("/v1/sla/statuses", "application/x-ndjson", line + "\n{]\n\n" + line);

        List<String> lines = answer.response().body().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(JSON.readTree(lines.get(0)).at("/milestones/0/state").stringValue())
                .isEqualTo("running");
        assertThat(JSON.readTree(lines.get(1)).get("code").stringValue()).isEqualTo("malformed-json");
        assertThat(lines.get(2)).isEqualTo(lines.get(0));
    }

    @Test
    void manyCasesMayBeLongerThanOne() throws Exception {
        String line = CASE.formatted(OPENED).replace('\n', ' ') + " ".repeat(700_000) + "\n";

        Answer document = post("/v1/sla/statuses", "application/json", "{\"cases\": [" + line + "," + line + "]}");
        Answer stream = post("/v1/sla/statuses", "application/x-ndjson", line + line);
        Answer one = post("/v1/sla/status", "application/json", line + line);

        assertThat(document.json().get("results")).hasSize(2);
        assertThat(stream.response().body().lines()).hasSize(2);
        assertThat(one.json().get("code").stringValue()).isEqualTo("body-too-large");
    }

    @Test
    void statusesAreNotCountedAsEvaluations() throws Exception {
        double before = evaluations("entitled");
        double rejected = evaluations("rejected");

        status(OPENED);
        post("/v1/sla/statuses", "application/x-ndjson", "{]");

        assertThat(evaluations("entitled")).isEqualTo(before);
        assertThat(evaluations("rejected")).isEqualTo(rejected);
    }

    private JsonNode status(String events) throws Exception {
        Answer answer = post("/v1/sla/status", "application/json", CASE.formatted(events));
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer.json();
    }
}
