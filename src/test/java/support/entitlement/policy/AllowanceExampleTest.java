package support.entitlement.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import support.entitlement.EditedTables;
import support.entitlement.change.impact.PolicyImpact;
import support.entitlement.decision.Decision.Allowance;
import support.entitlement.decision.Query;
import support.entitlement.release.directory.RulesDirectory;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.Severity;

/** The example of allowances as they are sold: several limits, a pool, weights, steps, a fee. */
class AllowanceExampleTest {

    private static final Path EXAMPLE = Path.of("src/test/resources/allowances");
    private static final String FILE = "allowances.csv";

    @TempDir
    private Path directory;

    private static Allowance decide(RulesDirectory tables, String plan, String issueType, Map<String, Object> facts) {
        return tables.compileTables()
                .requirePolicy()
                .decide(new Query(plan, issueType, null, null, null, null, facts))
                .allowance();
    }

    @Test
    void theExampleHasNoErrorsAndNoUncountableAllowance() {
        assertThat(new RulesDirectory(EXAMPLE).compileTables().problems())
                .filteredOn(problem ->
                        problem.severity() == Severity.ERROR || problem.code().contains("allowance"))
                .isEmpty();
    }

    @Test
    void theImpactOfAnAmountThatGrowsWithAFactIsFoundAlsoWhereNoTableSaysWhatCountsIfItIsNotSent() {
        EditedTables.copyOf(EXAMPLE, directory)
                .replaceInRow(FILE, List.of("Health check"), "Further", "20 per 1000 seats above 1000");
        PolicyImpact impact = PolicyImpact.between(
                new RulesDirectory(EXAMPLE).compileTables().requirePolicy(),
                new RulesDirectory(directory).compileTables().requirePolicy(),
                Duration.ofHours(1));

        assertThat(impact.complete()).isTrue();
        assertThat(impact.lines()).singleElement().asString().contains("Health check");
    }

    @Test
    void severalLimitsOfOneIssueTypeAreInTheAnswer() {
        Allowance both = decide(new RulesDirectory(EXAMPLE), "Basic", "Training", Map.of());

        assertThat(both.allLimits())
                .extracting(limit -> limit.rules().limitName() + ": " + limit.amountInWords() + " " + limit.per())
                .containsExactly("per quarter: 2 quarter", "per year: 8 contract year");
    }

    @ParameterizedTest
    @CsvSource({"1000, 40", "1001, 50", "2000, 50", "2000.5, 60", "250500, 2540", ", 40"})
    void anAmountGrowsWithAFactInStepsWithoutEnd(Double seats, String amount) {
        Map<String, Object> facts = seats == null ? Map.of() : Map.of("seats", seats);

        assertThat(decide(new RulesDirectory(EXAMPLE), "Enterprise", "Health check", facts)
                        .amountInWords())
                .isEqualTo(amount);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Phone consulting | Amount     | 50            | D13 | share one allowance, and allowances.csv!D12 says “40”",
                "Phone consulting | Unit       | hours         | E13 | share one allowance, and allowances.csv!E12 says “credits”",
                "Phone consulting | Per        | year          | F13 | share one allowance, and allowances.csv!F12 says “contract year”",
                "Phone consulting | Limit      | hard          | H13 | share one allowance, and allowances.csv!H12 says “soft”",
                "Health check     | Fee        | 10 CHF        | L14 | this limit is hard",
                "Phone consulting | Carry over | 2 periods     | L13 | what is left of this one is carried over into others: 2 periods",
                "Phone consulting | Fee        | 1,500 CHF     | L13 | has two readings: 1500 or 1.500",
                "Health check     | Counts     | twice         | J14 | This is not what",
                "Advice           | Counts     | 1 per hour; Landline: 2 per minute     | J15 | This is not what",
                "Advice           | Counts     | 1 per hour; 2 per hour | J15 | This is not what",
                "Advice           | Counts     | 1; Landline: 2; landline: 3 | J15 | This is not what",
                "Health check     | Further    | some more     | K14 | This is not what",
                "Health check     | Carry over | 0 periods     | G14 | This is not what",
                "Health check     | Fee        | cheap         | L14 | This is not what"
            })
    void aContradictionIsRefusedAtItsCell(String issueType, String column, String text, String cell, String says)
            throws Exception {
        EditedTables edited = EditedTables.copyOf(EXAMPLE, directory)
                .replaceInRow(FILE, List.of("Enterprise", issueType), column, text);

        assertThat(errors()).anySatisfy(problem -> {
            assertThat(problem.place().toString()).isEqualTo(FILE + "!" + cell);
            assertThat(problem.message()).contains(says);
        });
        assertThat(edited).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 per hour; Landlin: 2 per hour | channel-not-offered | WARNING",
                "1 per hour; landline: 2 per hour | other-spelling | ERROR"
            })
    void aChannelThatCountsByARuleOfItsOwnIsOneThatRowsOffer(String counts, String code, Severity severity) {
        EditedTables.copyOf(EXAMPLE, directory).replaceInRow(FILE, List.of("Enterprise", "Advice"), "Counts", counts);

        assertThat(new RulesDirectory(directory).compileTables().problems())
                .filteredOn(problem -> problem.code().equals(code))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.place().toString()).isEqualTo(FILE + "!J15");
                    assertThat(problem.severity()).isEqualTo(severity);
                });
    }

    @Test
    void theImpactOfAnotherWeightOfAChannelIsFound() throws Exception {
        EditedTables.copyOf(EXAMPLE, directory)
                .replaceInRow(FILE, List.of("Enterprise", "Advice"), "Counts", "1 per hour; Landline: 3 per hour");

        assertThat(PolicyImpact.between(
                                new RulesDirectory(EXAMPLE).compileTables().requirePolicy(),
                                new RulesDirectory(directory).compileTables().requirePolicy(),
                                Duration.ofHours(1))
                        .lines())
                .singleElement()
                .asString()
                .contains("1 per hour; Landline: 3 per hour");
    }

    @Test
    void limitsThatCountTogetherCountInOneUnit() throws Exception {
        EditedTables.copyOf(EXAMPLE, directory).replaceInRow(FILE, List.of("Basic", "per year"), "Unit", "hours");

        assertThat(errors()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("contradictory-allowance");
            assertThat(problem.place().toString()).isEqualTo(FILE + "!E9");
        });
    }

    @Test
    void useIsChargedBeyondOneLimitOfAnIssueType() throws Exception {
        EditedTables tables = EditedTables.copyOf(EXAMPLE, directory);
        for (String limit : List.of("per quarter", "per year")) {
            tables.replaceInRow(FILE, List.of("Basic", limit), "Limit", "soft")
                    .replaceInRow(FILE, List.of("Basic", limit), "Fee", "35 CHF");
        }

        assertThat(errors()).singleElement().satisfies(problem -> {
            assertThat(problem.place().toString()).isEqualTo(FILE + "!L9");
            assertThat(problem.message()).contains("allowances.csv!L8 says “35 CHF”");
        });
    }

    @Test
    void twoLimitsOfOneNameContradictEachOther() throws Exception {
        EditedTables.copyOf(EXAMPLE, directory)
                .replaceInRow(FILE, List.of("Basic", "per year"), "Limit name", "Per quarter");

        assertThat(errors()).anySatisfy(problem -> assertThat(problem.code()).isEqualTo("contradiction"));
    }

    @Test
    void aNamedLimitWithoutAPeriodOfItsOwnCannotBeCounted() throws Exception {
        EditedTables.copyOf(EXAMPLE, directory).replaceInRow(FILE, List.of("Basic", "per year"), "Per", "");

        assertThat(new RulesDirectory(directory).compileTables().problems())
                .filteredOn(problem -> problem.code().equals("uncountable-allowance"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("has no period"));
    }

    private List<Problem> errors() {
        return new RulesDirectory(directory)
                .compileTables().problems().stream()
                        .flatMap(Stream::of)
                        .filter(problem -> problem.severity() == Severity.ERROR)
                        .toList();
    }
}
