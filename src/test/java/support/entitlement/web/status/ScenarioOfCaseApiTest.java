package support.entitlement.web.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import support.entitlement.decision.Basis;
import support.entitlement.decision.Milestone;
import support.entitlement.decision.Strength;
import support.entitlement.decision.Within;
import support.entitlement.policy.Policy;
import support.entitlement.release.directory.RulesDirectory;
import support.entitlement.scenario.Scenarios;
import support.entitlement.sla.PromiseName;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.Severity;
import support.entitlement.table.sheet.SheetReader;
import support.entitlement.web.ApiTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A case means the same over HTTP and as a scenario: the scenario that is written from an answer holds, and contradictions are contradictions in both. */
@DirtiesContext
@TestPropertySource(properties = "entitlement.rules.directory=src/test/resources/milestones")
class ScenarioOfCaseApiTest extends ApiTest {

    private static final Policy POLICY = new RulesDirectory(Path.of("src/test/resources/milestones"))
            .compileTables()
            .requirePolicy();
    private static final List<String> ISSUE_TYPES =
            List.of("Fault", "Fault", "Question", "Request", "Outage", "Advice");
    private static final List<String> EVENTS = List.of(
            "acknowledged",
            "responded",
            "answered",
            "waiting for customer",
            "customer replied",
            "on hold",
            "paused",
            "resumed",
            "updated",
            "estimate given",
            "solution sent",
            "resolved",
            "reopened",
            "cancelled",
            "escalated",
            "reclassified");
    private static final OffsetDateTime OPENED = OffsetDateTime.parse("2026-03-02T08:00:00+01:00");
    private static final int CASES = 40;

    /** The events of one type: their instants, and the issue types from each on; none if the facts stay. */
    private record Occurrences(List<OffsetDateTime> instants, List<String> issueTypes) {}

    /** A random case. */
    private record RandomCase(String issueType, Map<String, Occurrences> events, OffsetDateTime at) {

        static RandomCase choose(Random random) {
            Map<String, Occurrences> events = new LinkedHashMap<>();
            OffsetDateTime last = OPENED;
            for (int i = random.nextInt(7); i > 0; i--) {
                String type = one(EVENTS, random);
                boolean changes = random.nextInt(3) == 0;
                Occurrences chosen = new Occurrences(new ArrayList<>(), new ArrayList<>());
                if (events.putIfAbsent(type, chosen) == null) {
                    for (int times = random.nextInt(4) == 0 ? 3 : 1; times > 0; times--) {
                        OffsetDateTime at = OPENED.plusMinutes(30L * random.nextInt(one(List.of(8, 60, 300), random)));
                        last = at.isAfter(last) ? at : last;
                        chosen.instants().add(at);
                        if (changes) {
                            chosen.issueTypes().add(one(ISSUE_TYPES, random));
                        }
                    }
                }
            }
            return new RandomCase(one(ISSUE_TYPES, random), events, last.plusMinutes(30L * random.nextInt(100)));
        }

        String toRequest() {
            ObjectNode request = JSON.createObjectNode()
                    .put("plan", "Gold")
                    .put("issueType", issueType)
                    .put("at", at.toString())
                    .put("openedAt", OPENED.toString());
            ArrayNode sent = request.putArray("events");
            events.forEach((type, all) -> {
                for (int i = 0; i < all.instants().size(); i++) {
                    ObjectNode event = sent.addObject()
                            .put("type", type)
                            .put("at", all.instants().get(i).toString());
                    if (!all.issueTypes().isEmpty()) {
                        event.putObject("facts")
                                .put("issueType", all.issueTypes().get(i));
                    }
                }
            });
            return request.toString();
        }

        Map<String, String> toCells() {
            Map<String, String> cells = new LinkedHashMap<>();
            cells.put("Scenario", "made");
            cells.put("Plan", "Gold");
            cells.put("Issue type", issueType);
            cells.put("Opened at", OPENED.toString());
            events.forEach((type, all) -> {
                cells.put("Event " + type, join(all.instants().stream()));
                if (!all.issueTypes().isEmpty()) {
                    cells.put("Issue type from " + type, join(all.issueTypes().stream()));
                }
            });
            cells.put("At", at.toString());
            return cells;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theScenarioOfAnAnswerHolds(long seed) throws Exception {
        Random random = new Random(seed);
        int answered = 0;
        for (int i = 0; i < CASES; i++) {
            RandomCase chosen = RandomCase.choose(random);
            Answer answer = post("/v1/sla/status", "application/json", chosen.toRequest());
            Map<String, String> cells = chosen.toCells();
            if (answer.status() == 200) {
                cells.putAll(expectationsOf(answer.json()));
                assertThat(problemsOf(cells))
                        .as(cells + " from " + chosen.toRequest())
                        .isEmpty();
                answered++;
            } else {
                cells.put("Expect entitled", "yes");
                assertThat(answer.json().get("code").stringValue()).isEqualTo("contradictory-events");
                assertThat(problemsOf(cells))
                        .as(chosen.toRequest())
                        .extracting(problem -> problem.code().toString())
                        .containsOnly("contradictory-events");
            }
        }
        assertThat(answered).isBetween(CASES / 4, CASES - 1);
    }

    @Test
    void aScenarioWithTheStateOfAnotherInstantFails() throws Exception {
        RandomCase chosen = new RandomCase("Fault", Map.of(), OPENED.plusHours(1));
        Map<String, String> cells = chosen.toCells();
        cells.putAll(expectationsOf(
                post("/v1/sla/status", "application/json", chosen.toRequest()).json()));
        cells.put("At", OPENED.plusDays(9).toString());

        assertThat(problemsOf(cells))
                .extracting(problem -> problem.place().cell())
                .contains("I2");
    }

    private static Map<String, String> expectationsOf(JsonNode answer) {
        Map<String, String> cells = new LinkedHashMap<>();
        cells.put("Expect entitled", answer.get("entitled").booleanValue() ? "yes" : "no");
        cells.put("Expect due at", listValues(answer, milestone -> Stream.of(textAt(milestone, "dueAt"))));
        cells.put("Expect due from", listValues(answer, milestone -> Stream.of(textAt(milestone, "dueFrom"))));
        cells.put("Expect state", listValues(answer, milestone -> Stream.of(textAt(milestone, "state"))));
        cells.put(
                "Expect pauses",
                listValues(
                        answer,
                        milestone -> milestone
                                .path("pauses")
                                .valueStream()
                                .map(pause -> textAt(pause, "from") + "/" + textAt(pause, "to"))));
        cells.put(
                "Expect missed",
                listValues(
                        answer,
                        milestone -> milestone.path("missed").valueStream().map(run -> textAt(run, "dueAt"))));
        return cells;
    }

    private static String listValues(JsonNode answer, Function<JsonNode, Stream<@Nullable String>> valuesOf) {
        List<JsonNode> all = answer.get("milestones").valueStream().toList();
        List<Milestone> promises =
                all.stream().map(ScenarioOfCaseApiTest::toPromise).toList();
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            String name = PromiseName.of(promises.get(i), promises, null).text();
            valuesOf.apply(all.get(i))
                    .filter(value -> value != null && !value.isEmpty())
                    .forEach(value -> parts.add(name + ": " + value));
        }
        return parts.isEmpty() ? "none" : String.join(", ", parts);
    }

    private static Milestone toPromise(JsonNode milestone) {
        return new Milestone(
                textAt(milestone, "name"),
                null,
                textAt(milestone, "calendar"),
                Basis.PUBLISHED,
                milestone.path("startsAt").asString(Milestone.OPENED),
                milestone.path("endsAt").asString(null),
                milestone.has("every") ? Within.parse("1 hour") : null,
                Strength.parse(textAt(milestone, "strength")),
                milestone.path("startsDuring").asString(null),
                null,
                List.of());
    }

    /** No clock of a chat knows the pause, but those of other issue types do; a help desk sends the same events for all. */
    @ParameterizedTest
    @CsvSource({"waiting for customer, 200", "escalated, 422"})
    void resumedMayEndAPauseThatOnlyClocksKnowWhichAreNotPromised(String event, int status) throws Exception {
        String body = """
                {"plan": "Gold", "issueType": "Chat", "at": "2026-03-02T12:00:00Z", "events": [
                  {"type": "opened", "at": "2026-03-02T08:00:00Z"}, {"type": "%s", "at": "2026-03-02T09:00:00Z"},
                  {"type": "resumed", "at": "2026-03-02T10:00:00Z"}]}""".formatted(event);

        assertThat(post("/v1/sla/status", "application/json", body).status()).isEqualTo(status);
        assertThat(problemsOf(Map.of(
                        "Scenario",
                        "a pause of others",
                        "Plan",
                        "Gold",
                        "Issue type",
                        "Chat",
                        "Opened at",
                        "2026-03-02T08:00:00Z",
                        "Event " + event,
                        "1 hour",
                        "Event resumed",
                        "2 hours",
                        "Expect state",
                        "Answer: breached")))
                .hasSize(status == 200 ? 0 : 1);
    }

    private static String textAt(JsonNode holder, String member) {
        return holder.path(member).asString("");
    }

    private static List<Problem> problemsOf(Map<String, String> cells) {
        String file = join(cells.keySet().stream(), ",") + "\n" + join(cells.values().stream(), ",") + "\n";
        return Scenarios.read(SheetReader.readSheets("scenarios/x.csv", file.getBytes(StandardCharsets.UTF_8)))
                .runAgainst(POLICY, any -> true)
                .toProblems()
                .stream()
                .filter(problem -> problem.severity() == Severity.ERROR)
                .toList();
    }

    private static String join(Stream<?> values) {
        return String.join(", ", values.map(Object::toString).toList());
    }

    private static String join(Stream<String> cells, String separator) {
        return String.join(
                separator,
                cells.map(cell -> '"' + cell.replace("\"", "\"\"") + '"').toList());
    }

    private static <T> T one(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }
}
