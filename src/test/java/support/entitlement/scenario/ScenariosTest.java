package support.entitlement.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import support.entitlement.EditedTables;
import support.entitlement.decision.Decision;
import support.entitlement.decision.Query;
import support.entitlement.policy.Policy;
import support.entitlement.release.directory.RulesDirectory;
import support.entitlement.sla.Event;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.Severity;
import support.entitlement.table.sheet.SheetReader;

class ScenariosTest {

    private static final Predicate<Scenario> ALL = scenario -> true;
    private static final RulesDirectory RULES = new RulesDirectory(Path.of("rules"));
    private static final Policy SHIPPED = RULES.compileTables().requirePolicy();

    @Test
    void theShippedScenariosPassAndReachEveryRow() {
        Scenarios shipped = RULES.readFiles().readScenarios();

        assertThat(shipped.all()).hasSizeGreaterThan(20);
        assertThat(shipped.runAgainst(SHIPPED, ALL).toProblems()).isEmpty();
    }

    @Test
    void aCellThatExpectsOtherwiseIsReportedWithWhatCameOutAndTheCellThatSaidIt() {
        List<Problem> problems = run("""
                Scenario,Plan,Issue type,SLA category,Expect due after,Expect channels
                An outage,enterprise PREMIUM,API outage,1,"Acknowledge: 2 hours, Initial response: 4 hours","Landline, Support Portal"
                """);

        assertThat(failures(problems)).singleElement().satisfies(problem -> {
            assertThat(problem.severity()).isEqualTo(Severity.ERROR);
            assertThat(problem.place().toString()).isEqualTo("scenarios/x.csv!E2");
            assertThat(problem.value()).startsWith("Acknowledge: 2 hours");
            assertThat(problem.message())
                    .contains("“An outage”", "Acknowledge: 1 hour, Initial response: 4 hours", "sla-agreements.csv!E8");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Expect entitled        | TRUE                          | yes",
                "Expect entitled        | no                            | no",
                "Expect reason          | none                          | yes",
                "Expect support level   | enterprise premium            | yes",
                "Expect category        | 1                             | yes",
                "Expect category        | 2                             | no",
                "Expect channels        | Landline,Support Portal       | yes",
                "Expect channels        | Support Portal, Landline      | no",
                "Expect channels        | Landline                      | no",
                "Expect channel allowed | yes                           | yes",
                "Expect channel allowed | none                          | no",
                "Expect guarantee       | response-time                 | yes",
                "Expect priority flag   | no                            | yes",
                "Expect on-call         | 24x7                          | yes",
                "Expect due after       | Acknowledge: PT1H, Initial response: 240 minutes | yes",
                "Expect due after       | Acknowledge: 1 hour           | no",
                "Expect due after       | none                          | no",
                "Expect due at | Acknowledge: 2026-03-06T16:30:00Z, Initial response: 2026-03-06T20:30:00+01:00 | yes",
                "Expect due at | Acknowledge: 2026-03-06T16:30:01Z, Initial response: 2026-03-06T20:30:00+01:00 | no",
                "Expect milestones      | Acknowledge, Initial response | yes",
                "Expect commitments     | Resource assigned promptly and remains assigned until resolution. | yes",
                "Expect commitments     | none                          | no",
                "Expect allowance       | none                          | yes",
                "Expect refer to        | none                          | yes",
                "Expect missing         | none                          | yes",
                "Expect missing         | /impact/workaround            | no",
                "Expect term desk       | none                          | yes"
            })
    void whatIsExpectedIsComparedWithWhatComesOut(String title, String expected, String met) {
        List<Problem> problems = run(csv(
                List.of(
                        "Scenario",
                        "Plan",
                        "Issue type",
                        "Production use",
                        "Workaround",
                        "Channel",
                        "Opened at",
                        title),
                List.of(
                        "An outage",
                        "Enterprise Premium",
                        "API outage",
                        "not possible",
                        "no",
                        "Landline",
                        "2026-03-06T16:30:00+01:00",
                        expected)));

        assertThat(failures(problems).isEmpty()).isEqualTo(met.equals("yes"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Scenario,Plam\\nx,Free                                          | unknown-column        | B1",
                "Name,Plan\\nx,Free                                              | unknown-column        | A1",
                "Plan\\nFree                                                     | no-scenario-names     | A1",
                "Scenario,Plan,plan\\nx,Free,Free                                | duplicate-column      | C1",
                "Scenario,\\nx,Free                                              | column-without-title  | B2",
                "Scenario,Plan,Expect entitled\\n,Free,yes                       | scenario-without-name | A2",
                "Scenario,Plan,Expect entitled\\nx,Free,no\\n X ,Free,no         | duplicate-scenario    | A3",
                "Scenario,Plan,Expect entitled\\nx,Fre,no                        | unknown-name          | B2",
                "Scenario,Plan,Expect entitled\\nx,Free,maybe                    | bad-cell              | C2",
                "Scenario,Plan,Expect due after\\nx,Free,1 hour                  | bad-cell              | C2",
                "Scenario,Plan,Expect due at\\nx,Free,Acknowledge: soon          | bad-cell              | C2",
                "Scenario,Workaround,Expect entitled\\nx,perhaps,no              | bad-cell              | B2",
                "Scenario,Opened at,Expect entitled\\nx,today,no                 | bad-cell              | B2",
                "Scenario,Plan\\nx,Free                            | scenario-without-expectation        | A2",
                "Scenario,'attribute[''region'']',Expect entitled\\nx,EU,no      | unknown-name          | B2"
            })
    void aMistakeInAScenarioIsReportedAtItsCell(String text, String code, String cell) {
        assertThat(run(text.replace("\\n", "\n").replace('\'', '"'))).anySatisfy(problem -> {
            assertThat(problem.code()).isEqualTo(code);
            assertThat(problem.place().cell()).isEqualTo(cell);
        });
    }

    @Test
    void aCellThatCouldMeanSeveralPromisesIsRefusedWithTheNamesOfEach() throws IOException {
        RulesDirectory example = new RulesDirectory(Path.of("src/test/resources/milestones"));
        Scenarios scenarios = read(
                "Scenario,Plan,Issue type,Expect due after\n"
                        + "x,Gold,Fault,\"Response: 8 hours, Response: 2 hours, Update: 2 hours, Solution: 2 business days\"\n");

        assertThat(failures(scenarios
                        .runAgainst(example.compileTables().requirePolicy(), ALL)
                        .toProblems()))
                .singleElement()
                .satisfies(
                        problem -> assertThat(problem.message() + problem.remedy())
                                .contains(
                                        "“Response” could mean more than one promise",
                                        "write “Response (guaranteed): 8 hours, Response (target): 2 hours, Update (once): 2 hours,"));
    }

    @Test
    void anOpeningThatCannotBeReadIsNotAlsoReportedAsMissing() {
        Policy policy = new RulesDirectory(Path.of("src/test/resources/relative-dates"))
                .compileTables()
                .requirePolicy();
        Scenarios scenarios = read(
                "Scenario,Plan,Issue type,Opened at,'attribute[''purchasedOn'']',Expect entitled\n".replace('\'', '"')
                        + "x,Device,Question,soon,2024-03-02,yes\n" + "y,Device,Question,,2024-03-02,yes\n");

        assertThat(scenarios.runAgainst(policy, ALL).toProblems())
                .filteredOn(problem -> problem.severity() == Severity.ERROR)
                .extracting(problem -> problem.place().cell())
                .containsExactly("D2", "A3");
    }

    @Test
    void aSecondValueOfOneAttributeIsReportedAtItsCell(@TempDir Path directory) {
        EditedTables.in(directory)
                .addTable(
                        "regions.csv",
                        "Query",
                        "attribute[\"region\"] == \"$param\"",
                        "entitlement.term(\"office\", \"$param\")",
                        List.of(List.of("EU", "south")));
        Policy policy = new RulesDirectory(directory).compileTables().requirePolicy();
        Scenarios scenarios = read(
                "Scenario,Plan,'attribute[''region'']','attribute [''Region'']'\nx,Free,EU,EU\n".replace('\'', '"'));

        List<Problem> problems = scenarios.runAgainst(policy, ALL).toProblems();

        assertThat(problems).anySatisfy(problem -> {
            assertThat(problem.code()).isEqualTo("duplicate-column");
            assertThat(problem.place().cell()).isEqualTo("D2");
        });
    }

    @Test
    void rowsThatNoScenarioReachesAreListedByTable() {
        List<Problem> problems = run("Scenario,Plan,Issue type,Expect entitled\nx,Free,Issue reports,yes\n");

        assertThat(problems)
                .filteredOn(problem -> problem.code().equals("row-without-scenario"))
                .extracting(Problem::message)
                .contains("No scenario reaches 2 of the 3 rows of “Plans”: 9, 10.");
    }

    @Test
    void aScenarioThatFailsIsOnlyWarnedOfWhereItMustNotHold() {
        Scenarios scenarios = read("Scenario,Plan,Issue type,Expect entitled\nx,Free,Issue reports,no\n");

        assertThat(failures(scenarios.runAgainst(SHIPPED, Predicate.not(ALL)).toProblems()))
                .extracting(Problem::severity)
                .containsExactly(Severity.WARNING);
    }

    @Test
    void aScenarioIsKnownByWhatItSaysWhereverItStands() {
        Scenarios before = read("Scenario,Plan,Expect entitled\nx,Free,no\ny,Small,no\n");
        Scenarios after = read("\nExpect entitled,Scenario,Plan,Notes\nno,y,Small,moved\nyes,x,Free,edited\n");

        assertThat(after.all().stream().filter(before.membershipTest()))
                .extracting(Scenario::name)
                .containsExactly("y");
        assertThat(after.goneSince(before)).isEmpty();
        assertThat(read("Scenario\n").goneSince(before))
                .extracting(Problem::value)
                .containsExactly("x", "y");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aScenarioMadeOfAnAnswerPassesAndFailsAtTheCellThatIsChanged(int seed) {
        Random random = new Random(seed);
        Query query = new Query(
                one(SHIPPED.vocabulary().plans().all(), random),
                one(SHIPPED.vocabulary().issueTypes().all(), random),
                null,
                null,
                one(SHIPPED.vocabulary().slaCategories().all(), random),
                one(SHIPPED.vocabulary().channels().all(), random),
                Map.of());
        Decision decision = SHIPPED.decideUncached(query);
        OffsetDateTime opened = OffsetDateTime.parse("2026-03-06T16:30:00+01:00");
        ScenarioAnswer answer = ScenarioAnswer.ofCase(
                decision,
                SHIPPED::decideUncached,
                SHIPPED.calendars(),
                new ScenarioCase(
                        opened, List.of(new Event(Event.OPENED, opened.toInstant())), List.of(), opened.toInstant()),
                SHIPPED.pausingEvents());
        List<String> titles =
                new ArrayList<>(List.of("Scenario", "Plan", "Issue type", "SLA category", "Channel", "Opened at"));
        List<String> cells = new ArrayList<>(List.of(
                "made", query.plan(), query.issueType(), query.slaCategory(), query.channel(), opened.toString()));
        int first = titles.size();
        for (ExpectedPart outcome : ExpectedPart.values()) {
            titles.add(outcome == ExpectedPart.TERM ? outcome.columnTitle() + " desk" : outcome.columnTitle());
            cells.add(outcome.form().show(answer, "desk"));
        }
        assertThat(failures(run(csv(titles, cells)))).isEmpty();

        int changed = first + random.nextInt(titles.size() - first);
        String was = cells.get(changed);
        cells.set(changed, other(was, titles.get(changed)));
        assertThat(failures(run(csv(titles, cells))))
                .extracting(problem -> problem.place().cell())
                .containsExactly((changed < 26 ? "" : "A") + (char) ('A' + changed % 26) + "2");
    }

    private static String other(String was, String title) {
        if (was.equals("yes") || was.equals("no")) {
            return was.equals("yes") ? "no" : "yes";
        }
        return switch (title) {
            case "Expect due after", "Expect every" -> "Another: 7 minutes";
            case "Expect state" -> "Another: met";
            case "Expect pauses" -> "Another: 2026-03-06T16:30:00Z/2026-03-06T17:30:00Z";
            case "Expect strength" -> "Another: target";
            case "Expect due at", "Expect due from", "Expect missed" -> "Another: 2026-03-06T16:30:00Z";
            case "Expect channel allowed" -> "yes";
            default -> "something else";
        };
    }

    static IntStream seeds() {
        return IntStream.range(0, 100);
    }

    private static String one(List<String> names, Random random) {
        return names.get(random.nextInt(names.size()));
    }

    private static List<Problem> failures(List<Problem> problems) {
        return problems.stream()
                .filter(problem -> problem.code().equals("scenario-failed"))
                .toList();
    }

    private static List<Problem> run(String text) {
        return read(text).runAgainst(SHIPPED, ALL).toProblems();
    }

    private static Scenarios read(String text) {
        return Scenarios.read(SheetReader.readSheets("scenarios/x.csv", text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String csv(List<String> titles, List<String> cells) {
        StringWriter text = new StringWriter();
        try (CsvWriter writer = CsvWriter.builder().build(text)) {
            writer.writeRecord(titles);
            writer.writeRecord(cells);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
