package support.entitlement.web.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import support.entitlement.web.ApiTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class EvaluationApiTest extends ApiTest {

    @Test
    void anOutageIsAnsweredWithEverythingThatThePolicySays() throws Exception {
        JsonNode answer = evaluate(OUTAGE).json();

        JsonNode expected = JSON.readTree("""
                {"entitled": true, "reason": null,
                 "plan": "Enterprise Premium", "supportLevel": "Enterprise Premium", "issueType": "API outage",
                 "covers": "Issues with content delivery.",
                 "slaCategory": {"id": "1", "definition": "Production use of the system is not possible and no workaround exists."},
                 "channels": [{"name": "Landline", "medium": "phone", "terms": "for support SLA category 1 only", "basis": "published"},
                              {"name": "Support Portal", "medium": "portal", "terms": null, "basis": "published"}],
                 "channelsStated": true, "channelAllowed": true,
                 "guarantee": {"kind": "response-time",
                               "text": "On-call team notified 24/7, 1-hour response time guarantee (see Support SLA definitions below).", "basis": "published"},
                 "priorityFlag": false, "onCall": {"coverage": "24x7"},
                 "milestones": [
                   {"name": "Acknowledge", "within": "PT1H", "calendar": "24x7", "dueAt": "2026-03-06T17:30:00+01:00", "basis": "published"},
                   {"name": "Initial response", "within": "PT4H", "calendar": "24x7", "dueAt": "2026-03-06T20:30:00+01:00", "basis": "published"}],
                 "commitments": ["Resource assigned promptly and remains assigned until resolution."],
                 "allowance": null, "terms": {}, "referTo": null, "noRowIn": [], "missing": [],
                 "notice": "The SLA categories are informational; terms in contracts signed with customers prevail."}
                """);
        expected.properties()
                .forEach(member -> assertThat(answer.get(member.getKey()))
                        .as(member.getKey())
                        .isEqualTo(member.getValue()));
        assertThat(answer.path("decisionId").stringValue()).hasSize(36);
        assertThat(answer.at("/policy/revision").stringValue()).startsWith("sha256:");
    }

    @Test
    void eachRowIsCitedWithItsTableFileNumberCellsAndNote() throws Exception {
        JsonNode because = evaluate(OUTAGE).json().path("because");

        assertThat(because.valueStream().map(row -> row.path("table").stringValue()))
                .containsExactly(
                        "Plans",
                        "SLA categories",
                        "Support matrix",
                        "SLA agreements",
                        "SLA agreements",
                        "SLA agreements",
                        "SLA definitions",
                        "Channels",
                        "Channels");
        assertThat(because.get(1)).isEqualTo(JSON.readTree("""
                                {"table": "SLA categories", "file": "sla-categories.csv", "row": 8,
                                 "cells": {"Production use": "not possible", "Workaround": "no", "SLA category": "1"},
                                 "note": "Published definition of category 1"}
                                """));
    }

    @Test
    void aCallerWhoPrefersAMinimalAnswerGetsTheSameDecisionWithoutItsReasons() throws Exception {
        ObjectNode complete = (ObjectNode) evaluate(OUTAGE).json();
        int length = complete.toString().length();

        for (String preference : List.of("return=minimal", "respond-async, Return = \"minimal\"; foo=bar")) {
            Answer answer = send(request("/v1/evaluation")
                    .header("Content-Type", "application/json")
                    .header("Prefer", preference)
                    .POST(BodyPublishers.ofString(OUTAGE)));

            assertThat(answer.header("Preference-Applied")).isEqualTo("return=minimal");
            assertThat(answer.response().body()).hasSizeLessThan(length / 3);
            ObjectNode minimal = (ObjectNode) answer.json();
            complete.set("decisionId", minimal.get("decisionId"));
            complete.set("commitments", JSON.createArrayNode());
            complete.set("because", JSON.createArrayNode());
            complete.putNull("covers").putNull("notice");
            ((ObjectNode) complete.get("slaCategory")).putNull("definition");
            assertThat(minimal).isEqualTo(complete);
        }
        for (String other : List.of("return=representation", "foo; return=minimal")) {
            assertThat(send(request("/v1/evaluation")
                                    .header("Content-Type", "application/json")
                                    .header("Prefer", other)
                                    .POST(BodyPublishers.ofString(OUTAGE)))
                            .json()
                            .path("because"))
                    .isNotEmpty();
        }
    }

    @Test
    void everyDecisionHasAnIdOfItsOwn() throws Exception {
        assertThat(evaluate(OUTAGE).json().path("decisionId"))
                .isNotEqualTo(evaluate(OUTAGE).json().path("decisionId"));
    }

    @Test
    void namesMatchWithoutRegardToCaseAndBlanksAndComeBackAsTheTablesSpellThem() throws Exception {
        JsonNode answer = evaluate("""
                        {"plan": " enterprise PREMIUM ", "issueType": "api outage", "channel": "LANDLINE",
                         "impact": {"productionUse": "Not Possible", "workaround": false}}
                        """).json();

        assertThat(answer.path("plan").stringValue()).isEqualTo("Enterprise Premium");
        assertThat(answer.path("issueType").stringValue()).isEqualTo("API outage");
        assertThat(answer.path("channelAllowed").booleanValue()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-06T16:30:00Z, 2026-03-06T17:30:00Z",
        "2026-03-06T16:30:00+05:30, 2026-03-06T17:30:00+05:30",
        "2026-12-31T23:30:00-11:00, 2027-01-01T00:30:00-11:00"
    })
    void dueTimesCarryTheOffsetOfTheOpening(String openedAt, String dueAt) throws Exception {
        String body = OUTAGE.replace("2026-03-06T16:30:00+01:00", openedAt);

        assertThat(evaluate(body).json().at("/milestones/0/dueAt").stringValue())
                .isEqualTo(dueAt);
    }

    @Test
    void anInstantSoLateThatCalendarsAreNotFollowedToItsDueTimesIsRefused() throws Exception {
        assertThat(evaluate(OUTAGE.replace("2026-03-06", "2300-12-31"))
                        .json()
                        .at("/milestones/0/dueAt")
                        .stringValue())
                .isEqualTo("2300-12-31T17:30:00+01:00");
        Answer refused = evaluate(OUTAGE.replace("2026-03-06T16:30:00+01:00", "2301-01-01T00:00:00Z"));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("code").stringValue()).isEqualTo("bad-instant");
    }

    @Test
    void withoutAnOpeningTheClockStartsInThisSecond() throws Exception {
        Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);

        String dueAt = evaluate(
                        "{\"plan\": \"Enterprise Premium\", \"issueType\": \"API outage\", \"slaCategory\": \"1\"}")
                .json()
                .at("/milestones/0/dueAt")
                .stringValue();

        assertThat(OffsetDateTime.parse(dueAt).minusHours(1).toInstant()).isBetween(before, Instant.now());
    }

    @Test
    void anAgentMaySendTheCategoryInPlaceOfTheImpact() throws Exception {
        JsonNode answer = evaluate(
                        "{\"plan\": \"Enterprise Premium\", \"issueType\": \"Issue reports\", \"slaCategory\": \"2\"}")
                .json();

        assertThat(answer.at("/slaCategory/definition").stringValue()).contains("substantially degraded");
        assertThat(answer.at("/milestones/1/within").stringValue()).isEqualTo("PT8H");
        assertThat(answer.path("missing")).isEmpty();
    }

    @Test
    void aPriorityFlagIsNoMilestone() throws Exception {
        JsonNode answer = evaluate("""
                        {"plan": "Enterprise Advanced", "issueType": "Issue reports",
                         "impact": {"productionUse": "not possible", "workaround": false}}
                        """).json();

        assertThat(answer.path("priorityFlag").booleanValue()).isTrue();
        assertThat(answer.path("milestones")).isEmpty();
        assertThat(answer.at("/guarantee/kind").stringValue()).isEqualTo("priority-flag");
    }

    @Test
    void whatNoRowCoversIsAnsweredAndNotAProblem() throws Exception {
        Answer answer = evaluate("{\"plan\": \"Free\", \"issueType\": \"API outage\", \"channel\": \"Landline\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("entitled").booleanValue()).isFalse();
        assertThat(answer.json().path("reason").stringValue()).isEqualTo("not-covered");
        assertThat(answer.json().path("channelAllowed").booleanValue()).isFalse();
        assertThat(answer.json().path("noRowIn"))
                .isEqualTo(JSON.readTree("[{\"table\": \"Support matrix\", \"file\": \"support-matrix.csv\"}]"));
    }

    @Test
    void aRowThatSaysNoPointsToTheIssueTypeToAskAbout() throws Exception {
        JsonNode answer = evaluate(
                        "{\"plan\": \"Enterprise Premium\", \"issueType\": \"API outage\", \"slaCategory\": \"3\"}")
                .json();

        assertThat(answer.path("reason").stringValue()).isEqualTo("not-covered");
        assertThat(answer.path("referTo").stringValue()).isEqualTo("Issue reports");
        assertThat(answer.path("noRowIn")).isEmpty();
    }

    @Test
    void factsThatWouldDecideAreNamedAsPointers() throws Exception {
        JsonNode answer = evaluate("{\"plan\": \"Enterprise Premium\", \"issueType\": \"API outage\"}")
                .json();

        assertThat(answer.path("reason").stringValue()).isEqualTo("missing-facts");
        assertThat(answer.path("missing"))
                .isEqualTo(JSON.readTree("[\"/impact/productionUse\", \"/impact/workaround\"]"));
    }

    @Test
    void whetherAChannelIsAllowedIsUnknownWhereThePolicyStatesNone() throws Exception {
        JsonNode answer = evaluate("""
                        {"plan": "Free", "issueType": "Feature request and Pricing", "channel": "Landline"}
                        """).json();

        assertThat(answer.path("channelsStated").booleanValue()).isFalse();
        assertThat(answer.path("channelAllowed").isNull()).isTrue();
    }

    @Test
    void nullIsTheSameAsNotSent() throws Exception {
        Answer answer = evaluate("""
                {"plan": "Free", "issueType": "Issue reports", "impact": null, "slaCategory": null, "channel": null,
                 "openedAt": null, "attributes": {"region": null}}
                """);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("channelAllowed").isNull()).isTrue();
    }
}
