package support.entitlement.table.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import support.entitlement.decision.Query;
import support.entitlement.table.problem.Budget;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.sheet.Sheet;

/** The queries that problems of rows carry. */
class OverlapQueryTest {

    private static final Sheet HARM = LogicTables.sheet(
            "harm.csv",
            "unique",
            "Query",
            "Use: productionUse == \"$param\"|Category: entitlement.slaCategory(\"$param\")",
            "down|1",
            "slow|2");
    private static final String LATER =
            "Level: supportLevel == \"$param\"|Category: slaCategory == \"$param\"|Use: productionUse == \"$param\""
                    + "|Issue: issueType == \"$param\"|Words: entitlement.words(\"$param\")";

    private static Sheet plans(String... rows) {
        return LogicTables.sheet(
                "plans.csv",
                "first",
                "Query",
                "Region: attribute[\"region\"] == \"$param\"|Plan: plan == \"$param\""
                        + "|Level: entitlement.supportLevel(\"$param\")",
                rows);
    }

    private static Sheet later(String... rows) {
        return LogicTables.sheet("later.csv", "unique", "Coverage", LATER, rows);
    }

    private static Query query(
            String plan, @Nullable String use, @Nullable String category, Map<String, Object> attributes) {
        return new Query(plan, "Bug", use, null, category, null, attributes);
    }

    private static List<@Nullable Query> queriesOf(String code, Sheet... sheets) {
        return LogicChecks.checkTables(LogicTables.tables(sheets), Budget.ofCheck()).stream()
                .filter(problem -> problem.code().equals(code))
                .<@Nullable Query>map(Problem::query)
                .toList();
    }

    @Test
    void rowsThatCompareTheLevelAndTheCategoryAreMatchedByAPlanAndACategory() {
        assertThat(queriesOf(
                        "overlap",
                        plans("|Small|Low", "|Big|High"),
                        HARM,
                        LogicTables.sheet(
                                "later.csv",
                                "unique",
                                "Coverage",
                                "Level: supportLevel == \"$param\"|Category: slaCategory == \"$param\""
                                        + "|Issue: issueType == \"$param\"|Words: entitlement.words(\"$param\")",
                                "High|1|Bug|a",
                                "High|1||b",
                                "Low|||c")))
                .containsExactly(query("Big", null, "1", Map.of()));
    }

    @Test
    void theCategoryComesFromTheImpactIfTheRowsCompareItToo() {
        assertThat(queriesOf(
                        "overlap", plans("|Small|Low", "|Big|High"), HARM, later("Low|2|slow|Bug|a", "Low||slow||b")))
                .containsExactly(query("Small", "slow", null, Map.of()));
    }

    @Test
    void aPlanHasTheLevelOnlyWhereNoRowAboveHidesTheRowThatGivesIt() {
        assertThat(queriesOf(
                        "overlap",
                        plans("EU|Big|Low", "|Big|High", "|Small|Low"),
                        HARM,
                        later("High|||Bug|a", "High||||b")))
                .containsExactly(query("Big", null, null, Map.of("region", "other")));
    }

    @Test
    void rowsWithoutALevelAreMatchedByAPlanThatHasNone() {
        assertThat(queriesOf(
                        "overlap",
                        plans("EU|Big|High", "US|Big|High"),
                        HARM,
                        LogicTables.sheet(
                                "later.csv",
                                "unique",
                                "Coverage",
                                "Not: supportLevel != \"$param\"|Issue: issueType == \"$param\""
                                        + "|Words: entitlement.words(\"$param\")",
                                "High|Bug|a",
                                "High||b")))
                .containsExactly(query("Big", null, null, Map.of("region", "other")));
    }

    @Test
    void rowsOfChannelsHaveNoQuery() {
        assertThat(queriesOf(
                        "overlap",
                        LogicTables.sheet(
                                "channels.csv",
                                "unique",
                                "$channel : Channel",
                                "Name: name == \"$param\"|Medium: $channel.medium(\"$param\")",
                                "Phone|phone",
                                "Phone|mobile")))
                .hasSize(1)
                .containsOnlyNulls();
    }

    @Test
    void aRowThatNeverFiresHasNoQuery() {
        assertThat(queriesOf("never-fires", plans("|Big|High"), HARM, later("Lost|||Bug|a")))
                .hasSize(1)
                .containsOnlyNulls();
    }

    /** The most problems that are listed, each with a search, among so many rows that none may visit all others. */
    @Test
    void manyOverlapsOfALargeTableAllHaveAQuery() {
        Sheet plans = plans(IntStream.range(0, 3_000)
                .mapToObj(number -> "|Plan " + number + "|Level " + number)
                .toArray(String[]::new));
        Sheet later = later(IntStream.range(2_900, 3_000)
                .boxed()
                .flatMap(number -> Stream.of("Level " + number + "|||Bug|a", "Level " + number + "||||b"))
                .toArray(String[]::new));

        assertThat(queriesOf("overlap", plans, HARM, later)).hasSize(100).doesNotContainNull();
    }
}
