package support.entitlement.table.check;

import static org.assertj.core.api.Assertions.assertThat;
import static support.entitlement.table.check.LogicTables.sheet;
import static support.entitlement.table.check.LogicTables.tables;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import support.entitlement.table.problem.Budget;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.sheet.Sheet;

/** Tests the problems of rows that do not go together. The first row of a table is row 8. */
class LogicChecksTest {

    private static final String REGION = "Region: attribute[\"region\"] == \"$param\"";
    private static final String MILESTONE =
            "|Milestone: entitlement.milestone(\"$param\")|Within: entitlement.within($param)"
                    + "|Calendar: entitlement.calendar(\"$param\")"
                    + "|Starts at: entitlement.startsAt(\"$param\")|Ends at: entitlement.endsAt(\"$param\")"
                    + "|Every: entitlement.every($param)|Strength: entitlement.strength($param)";
    private static final String SEATS = "Seats from: attribute[\"seats\"] >= $param";
    private static final String WORDS = "Words: entitlement.words(\"$param\")";
    private static final String PLAN = "Plan: plan == \"$param\"";
    private static final String LEVEL = "Level: entitlement.supportLevel(\"$param\")";

    @Test
    void rowsThatOverlapAndSayDifferentThingsAreRefusedWithAQueryThatBothMatch() {
        assertThat(said("unique", PLAN + "|" + REGION + "|" + WORDS, "Free||hello", "|EU|goodbye", "Gold|US|"))
                .containsExactly("error overlap t.csv!B9 “EU”: Row 9 and row 8 both match “plan Free, region EU”, "
                        + "and differ in “Words”: “goodbye” against “hello”. At most one row may match. Make their "
                        + "conditions exclude each other, delete one, or write the hit policy “first” above the table "
                        + "if the upper row is to count.");
    }

    @Test
    void aRowThatOverlapsSeveralOthersIsReportedOnceAndNamesThemAll() {
        assertThat(said("unique", REGION + "|" + WORDS, "EU|a", "US|b", "UK|c", "|d"))
                .singleElement()
                .asString()
                .startsWith("error overlap t.csv!B11 “d”: Row 11 and row 8 both match “region EU”")
                .contains("“d” against “a”. It is the same with rows 9 and 10.");
    }

    @Test
    void aBlankActionIsAlsoADifference() {
        assertThat(said("unique", REGION + "|" + WORDS + "|On call: entitlement.onCall(\"$param\")", "EU|a|", "|a|b"))
                .singleElement()
                .asString()
                .contains("differ in “On call”: “b” against nothing");
    }

    @Test
    void numbersThatMeetInOnePointOverlapThere() {
        String columns = "From: attribute[\"seats\"] >= $param|To: attribute[\"seats\"] <= $param|" + WORDS;

        assertThat(said("unique", columns, "1|10|a", "10|20|b"))
                .singleElement()
                .asString()
                .contains("both match “seats 10”");
        assertThat(said("unique", columns.replace("<=", "<"), "1|10|a", "10|20|b"))
                .isEmpty();
        assertThat(said("unique", columns.replace(">=", ">"), "1|10|a", "10|20|b"))
                .isEmpty();
    }

    @Test
    void anExampleBetweenTwoNumbersIsANumberBetweenThem() {
        String columns = "Above: attribute[\"seats\"] > $param|Below: attribute[\"seats\"] < $param|" + WORDS;

        assertThat(said("unique", columns, "1|20|a", "10|11|b"))
                .singleElement()
                .asString()
                .contains("“seats 10.5”");
        assertThat(said("unique", columns, "1||a", "10||b"))
                .singleElement()
                .asString()
                .contains("“seats 11”");
    }

    @Test
    void twoNegationsOverlapInAnythingElse() {
        String columns = "Not: attribute[\"region\"] != \"$param\"|" + WORDS;

        assertThat(said("unique", columns, "EU|a", "US|b"))
                .singleElement()
                .asString()
                .contains("both match “any other region”");
    }

    @Test
    void namesAreOnlyThoseThatTablesKnow() {
        assertThat(codes("unique", "Not: plan != \"$param\"|" + WORDS, "Free|a", "Gold|b"))
                .isEmpty();
        assertThat(said("unique", "Not: plan != \"$param\"|" + WORDS, "Free|a", "Gold|b", "Silver|"))
                .first()
                .asString()
                .contains("both match “plan Silver”");
    }

    @Test
    void aNegationHoldsForAFactThatWasNotSentAndForOtherTypes() {
        String columns = "Not: attribute[\"x\"] != $param|Text: attribute[\"x\"] == \"$param\"|" + WORDS;

        assertThat(said("unique", columns, "5||a", "|many|b"))
                .singleElement()
                .asString()
                .contains("“x many”");
        assertThat(said("unique", "Not: productionUse != \"$param\"|" + WORDS, "down|a", "slow|b"))
                .singleElement()
                .asString()
                .contains("both match “no production use”");
    }

    @Test
    void rowsThatOverlapAndSayTheSameAreWarnedOf() {
        String columns = PLAN + "|" + REGION + "|" + WORDS;

        assertThat(said("unique", columns, "Free|EU|a", "Free|EU|a"))
                .containsExactly(
                        "warning duplicate-row t.csv!A9 “Free”: Row 9 repeats row 8. Delete it, or change what "
                                + "was meant to differ.");
        assertThat(said("unique", columns, "Free||a", "Free|EU|a"))
                .containsExactly("warning redundant-row t.csv!A9 “Free”: Row 9 adds nothing: row 8 matches all that it "
                        + "matches, and says the same. Delete it, or change what was meant to differ.");
        assertThat(said("unique", columns, "Free|EU|a", "Free||a"))
                .singleElement()
                .asString()
                .startsWith("warning redundant-row t.csv!A8 “Free”: Row 8 adds nothing: row 9");
        assertThat(said("unique", columns, "Free||a", "|EU|a", "Gold|US|"))
                .containsExactly(
                        "warning redundant-overlap t.csv!B9 “EU”: Row 9 and row 8 both match “plan Free, region "
                                + "EU”, and say the same. Make their conditions exclude each other.");
    }

    @Test
    void aRowThatContradictsItselfIsRefused() {
        String columns = "From: attribute[\"seats\"] >= $param|Below: attribute[\"seats\"] < $param|" + WORDS;

        assertThat(said("collect", columns, "10|10|a", "10|10.1|b"))
                .containsExactly("error never-fires t.csv!B8 “10”: Row 8 can never match: no query meets “From” and "
                        + "“Below” together. Change the condition, or delete the row.");
    }

    @Test
    void aNegationThatLeavesNoNameCanNeverMatch() {
        assertThat(codes("unique", "Not: plan != \"$param\"|" + WORDS, "Free|a"))
                .containsExactly("never-fires");
    }

    @Test
    void ofFirstARowThatAnotherHidesIsRefused() {
        assertThat(said("first", REGION + "|" + SEATS + "|" + WORDS, "EU||a", "|10|b", "EU|20|c"))
                .containsExactly("error hidden-row t.csv!A10 “EU”: Row 10 can never count: row 8 above it matches all "
                        + "that it matches. Move it above, narrow what hides it, or delete it.");
    }

    @Test
    void ofFirstARowThatOthersHideTogetherIsRefusedWithAllOfThem() {
        assertThat(said(
                        "first",
                        SEATS + "|Below: attribute[\"seats\"] < $param|" + WORDS,
                        "5|10|a",
                        "10|20|b",
                        "100||c",
                        "5|20|d",
                        "5|20.5|e"))
                .containsExactly(
                        "error hidden-row t.csv!A11 “5”: Row 11 can never count: rows 8 and 9 above it together "
                                + "match all that it matches. Move it above, narrow what hides it, or delete it.");
    }

    @Test
    void ofFirstAHiddenRowThatSaysTheSameIsOnlyWarnedOf() {
        assertThat(said("first", REGION + "|" + WORDS, "|a", "EU|a"))
                .containsExactly(
                        "warning redundant-row t.csv!A9 “EU”: Row 9 changes nothing: row 8 above it matches all "
                                + "that it matches, and says the same. Delete it, or change what was meant to differ.");
    }

    @Test
    void ofFirstRowsMayOverlap() {
        assertThat(codes("first", REGION + "|" + SEATS + "|" + WORDS, "EU||a", "|10|b", "||c"))
                .isEmpty();
    }

    @Test
    void allKnownNamesTogetherHideADefault() {
        assertThat(codes("first", PLAN + "|" + WORDS, "Free|a", "Gold|b", "|c")).containsExactly("hidden-row");
        assertThat(codes("first", REGION + "|" + WORDS, "EU|a", "US|b", "|c")).isEmpty();
    }

    @Test
    void ofCollectRowsThatSayOneThingDifferentlyAreRefused() {
        assertThat(said("collect", REGION + "|" + SEATS + "|" + WORDS, "EU||a", "|10|b"))
                .containsExactly(
                        "error contradiction t.csv!C9 “b”: Row 9 and row 8 both match “region EU, seats 10”, but "
                                + "row 8 says “a”. All rows that match count. Say the same in both, or make their conditions "
                                + "exclude each other.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "words",
                "supportLevel",
                "slaCategory",
                "definition",
                "notice",
                "covers",
                "referTo",
                "channels",
                "onCall",
                "unit"
            })
    void whatADecisionHasOnceCannotBeSaidTwice(String action) {
        String column = "Said: entitlement." + action + "(\"$param\")";

        assertThat(codes("collect", REGION + "|" + column, "EU|a", "|b")).contains("contradiction");
        assertThat(codes("collect", REGION + "|" + column, "EU|a", "|")).doesNotContain("contradiction");
    }

    @ParameterizedTest
    @CsvSource({"per, year, quarter", "carryOver, none, P3M", "limit, hard, soft"})
    void ofAnAllowanceNothingCanBeSaidTwice(String action, String one, String other) {
        String column = "Said: entitlement." + action + "(\"$param\")";

        assertThat(codes("collect", REGION + "|" + column, "EU|" + one, "|" + other))
                .contains("contradiction");
        assertThat(codes("collect", REGION + "|" + column, "EU|" + one, "|")).doesNotContain("contradiction");
    }

    @Test
    void ofCollectCommitmentsAddUp() {
        assertThat(codes("collect", REGION + "|Commitment: entitlement.commitment(\"$param\")", "EU|a", "|b"))
                .isEmpty();
    }

    @Test
    void ofCollectTermsOfOneNameCannotDiffer() {
        String one = "A: entitlement.term(\"a\", \"$param\")";
        String other = "B: entitlement.term(\"b\", \"$param\")";

        assertThat(codes("collect", REGION + "|" + one + "|" + other, "EU|x|", "||y"))
                .isEmpty();
        assertThat(codes("collect", REGION + "|" + one + "|" + other, "EU|x|", "|y|"))
                .containsExactly("contradiction");
    }

    @Test
    void ofCollectMilestonesOfOneNameCannotDiffer() {
        String milestone = "|Milestone: entitlement.milestone(\"$param\")|Within: entitlement.within($param)"
                + "|Calendar: entitlement.calendar(\"$param\")";

        assertThat(codes("collect", REGION + milestone, "EU|First|1 hour|24x7", "|Last|2 hours|24x7"))
                .isEmpty();
        assertThat(codes("collect", REGION + milestone, "EU|First|1 hour|24x7", "|First|60 minutes|24x7"))
                .containsExactly("redundant-row");
        assertThat(said("collect", REGION + milestone, "EU|First|1 hour|24x7", "|First|2 hours|24x7"))
                .singleElement()
                .asString()
                .contains("error contradiction t.csv!C9 “2 hours”")
                .contains("row 8 says “1 hour”");
    }

    @Test
    void aMilestoneThatSpellsOutItsEndIsNoOtherOne() {
        String milestone = "|Milestone: entitlement.milestone(\"$param\")|Within: entitlement.within($param)"
                + "|Calendar: entitlement.calendar(\"$param\")|Ends at: entitlement.endsAt(\"$param\")";

        assertThat(codes("collect", REGION + milestone, "EU|Response|1 hour|24x7|", "|response|4 hours|24x7|Response"))
                .containsExactly("contradiction");
        assertThat(codes("collect", REGION + milestone, "EU|Response|1 hour|24x7|", "|Response|4 hours|24x7|Mended"))
                .isEmpty();
    }

    @Test
    void milestonesOfDifferentNamesMayDifferInEverything() {
        String milestone = "|Milestone: entitlement.milestone(\"$param\")|Within: entitlement.within($param)"
                + "|Calendar: entitlement.calendar(\"$param\")|Starts at: entitlement.startsAt(\"$param\")"
                + "|Ends at: entitlement.endsAt(\"$param\")|Every: entitlement.every($param)"
                + "|Strength: entitlement.strength($param)";

        assertThat(codes(
                        "collect",
                        REGION + milestone,
                        "EU|First|1 hour|24x7||||guaranteed",
                        "EU|Second|8 hours|24x7|priority set|mended||target",
                        "|Third||24x7|acknowledged|||best effort",
                        "|Fourth||24x7|||2 hours|"))
                .isEmpty();
        assertThat(codes(
                        "collect",
                        REGION + milestone,
                        "EU|First|1 hour|24x7|Opened|||guaranteed",
                        "EU|First|60 minutes|24x7||||"))
                .containsExactly("duplicate-row");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "2 hours|24x7||||; C9; ' “2 hours”'; row 8 says “1 hour”",
                "1 hour|Desk||||;  D9; ' “Desk”';    row 8 says “24x7”"
            })
    void ofOnePromiseOfAMilestoneNothingCanBeSaidTwice(String terms, String cell, String text, String other) {
        assertThat(said("collect", REGION + MILESTONE, "EU|First|1 hour|24x7||||", "|First|" + terms))
                .singleElement()
                .asString()
                .contains("contradiction t.csv!" + cell + text)
                .contains(other);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2 hours|24x7|acknowledged|||",
                "1 hour|24x7||replied||",
                "1 hour|Desk|||2 hours|",
                "|24x7|||1 hour|",
                "2 hours|24x7||||target"
            })
    void promisesOfOneMilestoneStandTogetherIfStartEndRepetitionOrStrengthDiffer(String terms) {
        assertThat(codes("collect", REGION + MILESTONE, "EU|First|1 hour|24x7||||", "|First|" + terms))
                .isEmpty();
    }

    @Test
    void numbersThatAreWrittenDifferentlyAreTheSame() {
        assertThat(codes("collect", REGION + "|Amount: entitlement.amount($param)", "EU|8", "US|8", "|8.0"))
                .containsExactly("redundant-row", "redundant-row");
    }

    @Test
    void twoTablesThatSayOneThingDifferentlyAreWarnedOf() {
        assertThat(texts(
                        sheet("a.csv", "unique", "Query", PLAN + "|" + WORDS, "Free|a", "Gold|b"),
                        sheet("b.csv", "unique", "Query", REGION + "|" + WORDS, "EU|b", "US|a")))
                .containsExactly(
                        "warning tables-disagree b.csv!B8 “b”: For “plan Free, region EU” a.csv!B8 says “a”, and "
                                + "only one of them can prevail. It is the same with 1 more rows. Say it in one of the tables "
                                + "only, or make their conditions exclude each other.");
    }

    @Test
    void twoTablesMayShareAThingThatTheySayOfDifferentQueries() {
        assertThat(texts(
                        sheet("a.csv", "unique", "Query", PLAN + "|" + WORDS, "Free|a"),
                        sheet("b.csv", "unique", "Query", PLAN + "|" + WORDS, "Gold|b")))
                .isEmpty();
        assertThat(texts(
                        sheet("a.csv", "unique", "Query", PLAN + "|" + WORDS, "Free|a"),
                        sheet("b.csv", "unique", "Coverage", PLAN + "|" + WORDS, "Free|b")))
                .isEmpty();
    }

    @Test
    void aRowThatAnotherPrecedesDisagreesWithNoOtherTable() {
        Sheet overridden = sheet("a.csv", "first", "Query", REGION + "|" + WORDS, "EU|a", "|b");

        assertThat(texts(overridden, sheet("b.csv", "unique", "Query", REGION + "|" + WORDS, "EU|a")))
                .isEmpty();
    }

    @Test
    void everyPlanMustHaveALevel() {
        assertThat(texts(
                        sheet("plans.csv", "unique", "Query", PLAN + "|" + LEVEL, "Free|Basic"),
                        sheet("b.csv", "unique", "Query", PLAN + "|" + WORDS, "Free|a", "Gold|b", "Silver|b")))
                .containsExactly(
                        "error gap plans.csv: No row says which support level “plan Gold or Silver” has. Add a row for "
                                + "it, here or in another table.");
    }

    @Test
    void aPlanThatHasALevelOnSomeConditionsOnlyIsWarnedOf() {
        assertThat(said("unique", PLAN + "|" + REGION + "|" + LEVEL, "Free||Basic", "Gold|EU|High"))
                .containsExactly(
                        "warning partial-gap t.csv: No row says which support level “plan Gold, no region or any other region” has. Add a row for all that the others leave.");
    }

    @Test
    void severalTablesMayGiveTheLevelTogether() {
        assertThat(texts(
                        sheet("a.csv", "unique", "Query", PLAN + "|" + LEVEL, "Free|Basic"),
                        sheet("b.csv", "unique", "Query", PLAN + "|" + LEVEL, "Gold|High")))
                .isEmpty();
    }

    @Test
    void anImpactWithoutACategoryIsWarnedOf() {
        String columns = "Use: productionUse == \"$param\"|Workaround: workaround == $param"
                + "|Category: entitlement.slaCategory(\"$param\")";

        assertThat(said("unique", columns, "down|no|1", "slow||2"))
                .containsExactly(
                        "warning partial-gap t.csv: No row says which SLA category “production use down, workaround yes” has."
                                + " Add a row for it, here or in another table; if the policy leaves it open, accept the"
                                + " warning.");
        assertThat(said("unique", columns, "down|no|1", "down|yes|1", "slow||2"))
                .isEmpty();
    }

    @Test
    void aCategoryThatDoesNotDependOnImpactMayBeLeftOut() {
        assertThat(said("unique", REGION + "|Category: entitlement.slaCategory(\"$param\")", "EU|1"))
                .isEmpty();
    }

    @Test
    void combinationsThatNobodyIsEntitledForAreToldInFewWords() {
        String columns =
                "Level: supportLevel == \"$param\"|Type: issueType == \"$param\"|Entitled: entitlement.entitled($param)";

        assertThat(texts(
                        sheet("p.csv", "unique", "Query", PLAN + "|" + LEVEL, "Free|Low", "Gold|High"),
                        sheet("t.csv", "unique", "Coverage", columns, "Low|Bug|yes", "High||yes", "Low|Idea|no"),
                        sheet(
                                "u.csv",
                                "unique",
                                "Query",
                                "Type: issueType == \"$param\"|" + WORDS,
                                "Outage|a",
                                "Visit|b")))
                .containsExactly(
                        "info not-covered t.csv: “t” has no row for “support level Low, issue type Outage or Visit”.");
    }

    @ParameterizedTest
    @CsvSource({
        ">=, 5, seats below 5",
        ">, 5, seats up to 5",
        "<, 5, seats from 5",
        "<=, 5, seats above 5",
        "!=, 5, seats 5",
        "==, 5, seats below 5 or above 5",
        "in, '5, 7', seats below 5 or above 5 and below 7 or above 7"
    })
    void numbersThatAreNotCoveredAreNamedByTheirBounds(String operator, String cell, String words) {
        String param = operator.equals("in") ? "($param)" : "$param";

        assertThat(said(
                        "unique",
                        "Seats: attribute[\"seats\"] " + operator + " " + param
                                + "|Entitled: entitlement.entitled($param)",
                        cell + "|yes"))
                .containsExactly("info not-covered t.csv: “t” has no row for “" + words + "”.");
    }

    @Test
    void ofManyCombinationsThatAreNotCoveredTenAreShown() {
        String columns =
                "X: attribute[\"x\"] == \"$param\"|Y: attribute[\"y\"] == \"$param\"|Entitled: entitlement.entitled($param)";
        String[] diagonal =
                IntStream.range(0, 30).mapToObj(i -> i + "|" + i + "|yes").toArray(String[]::new);

        assertThat(said("unique", columns, diagonal))
                .hasSize(11)
                .last()
                .asString()
                .matches("info not-covered t.csv: “t” has no row for \\d+ more combinations\\.");
    }

    @Test
    void rowsWithABadCellAreLeftOutAndThenNoGapIsReported() {
        String columns = PLAN + "|Within: entitlement.within($param)|" + LEVEL;

        assertThat(codes("unique", columns, "Free|soon|a", "Free|1 hour|b")).isEmpty();
        assertThat(codes("unique", columns, "Free|1 hour|a", "Gold|1 hour|")).containsExactly("gap");
        assertThat(codes("unique", columns, "Free|1 hour|a", "Gold|1 hour|", "Silver|soon|"))
                .isEmpty();
    }

    @Test
    void aBlockThatIsPastedTwiceIsReportedInNoMoreLinesThanSomebodyReads() {
        List<String> block =
                IntStream.range(0, 500).mapToObj(i -> "r" + i + "|w").toList();
        String[] twice = Stream.concat(block.stream(), block.stream()).toArray(String[]::new);

        assertThat(said("unique", REGION + "|" + WORDS, twice))
                .hasSize(TableProblems.MAX_KEPT + 1)
                .last()
                .isEqualTo("info more-problems t.csv: “t” has 400 more problems like these; the first are shown.");
    }

    @Test
    void aTableThatNobodyCanThinkThroughIsNotCalledSound() {
        int flags = 80;
        Random random = new Random(1);
        String columns = IntStream.range(0, 2 * flags)
                        .mapToObj(i -> "C" + i + ": attribute[\"flag " + i % flags + "\"] "
                                + (i < flags ? "== $param" : "in ($param)") + "|")
                        .collect(Collectors.joining())
                + WORDS;
        Stream<String> clauses = IntStream.range(0, 340).mapToObj(row -> {
            String[] cells = new String[flags];
            Arrays.fill(cells, "");
            random.ints(3, 0, flags).forEach(flag -> cells[flag] = random.nextBoolean() ? "yes" : "no");
            return String.join("|", cells) + "|".repeat(flags + 1) + "w" + row;
        });
        String[] rows = Stream.concat(clauses, Stream.of("|".repeat(flags) + "yes, no|".repeat(flags) + "else"))
                .toArray(String[]::new);

        assertThat(codes("first", columns, rows)).contains("not-fully-checked").doesNotContain("more-problems");
    }

    @Test
    void aTableWithoutConditionsHasOneRow() {
        assertThat(said("unique", WORDS + "|" + REGION, "a|", "b|"))
                .singleElement()
                .asString()
                .contains("both match “any query”");
    }

    private static final Sheet LEVELS =
            sheet("plans.csv", "unique", "Query", PLAN + "|" + LEVEL, "Free|Low", "Small|Low", "Gold|High");

    private static final Sheet CATEGORIES = sheet(
            "categories.csv",
            "unique",
            "Query",
            "Use: productionUse == \"$param\"|Category: entitlement.slaCategory(\"$param\")",
            "down|1",
            "slow|2");

    private static final String LEVEL_AND_PLAN = "Level: supportLevel == \"$param\"|" + PLAN + "|" + WORDS;

    @Test
    void aPlanIsNotComparedWithALevelThatItDoesNotGive() {
        assertThat(texts(LEVELS, sheet("t.csv", "unique", "Coverage", LEVEL_AND_PLAN, "High||a", "|Free|b")))
                .isEmpty();
        assertThat(texts(LEVELS, sheet("t.csv", "unique", "Coverage", LEVEL_AND_PLAN, "Low||a", "|Free|b")))
                .singleElement()
                .asString()
                .contains("both match “plan Free, support level Low”");
        assertThat(texts(LEVELS, sheet("t.csv", "unique", "Coverage", LEVEL_AND_PLAN, "High|Free|a")))
                .containsExactly("error never-fires t.csv!B8 “Free”: Row 8 can never match: no query meets “Level” and "
                        + "“Plan” together. Change the condition, or delete the row.");
    }

    @Test
    void rowsForAllPlansOfALevelHideOneForTheLevel() {
        assertThat(texts(LEVELS, sheet("t.csv", "first", "Coverage", LEVEL_AND_PLAN, "|Free|a", "|Small|b", "Low||c")))
                .singleElement()
                .asString()
                .contains("Row 10 can never count: rows 8 and 9 above it together match all that it matches.");
        assertThat(texts(LEVELS, sheet("t.csv", "first", "Coverage", LEVEL_AND_PLAN, "|Free|a", "Low||c")))
                .isEmpty();
    }

    @Test
    void aLevelThatDependsOnMoreThanThePlanIsComparedWithEachThatThePlanMayGive() {
        Sheet upgrades = sheet("up.csv", "unique", "Query", REGION + "|" + LEVEL, "EU|High");

        assertThat(texts(LEVELS, upgrades, sheet("t.csv", "unique", "Coverage", LEVEL_AND_PLAN, "High||a", "|Free|b")))
                .filteredOn(text -> text.contains("t.csv"))
                .singleElement()
                .asString()
                .contains("both match “plan Free, support level High”");
    }

    @Test
    void anImpactIsNotComparedWithACategoryThatDoesNotComeOfIt() {
        String columns = "Category: slaCategory == \"$param\"|Use: productionUse == \"$param\"|" + WORDS;

        assertThat(texts(CATEGORIES, sheet("t.csv", "unique", "Coverage", columns, "2||a", "|down|b")))
                .isEmpty();
        assertThat(texts(CATEGORIES, sheet("t.csv", "unique", "Coverage", columns, "1||a", "|down|b")))
                .singleElement()
                .asString()
                .contains("both match “production use down, SLA category 1”");
        assertThat(texts(
                        CATEGORIES,
                        sheet("t.csv", "unique", "Coverage", columns.replaceFirst("==", "!="), "1||a", "|down|b")))
                .isEmpty();
    }

    @Test
    void anAgentWhoSendsTheCategorySendsNoImpact() {
        String columns = "Category: slaCategory == \"$param\"|Use: productionUse == \"$param\"|" + WORDS;

        assertThat(texts(CATEGORIES, sheet("t.csv", "unique", "Query", columns, "1||a", "|down|b")))
                .isEmpty();
        assertThat(texts(CATEGORIES, sheet("t.csv", "unique", "Query", columns, "1|down|b")))
                .singleElement()
                .asString()
                .contains("error never-fires");
    }

    private static List<String> codes(String hitPolicy, String columns, String... rows) {
        return problems(sheet("t.csv", hitPolicy, "Query", columns, rows))
                .map(Problem::code)
                .toList();
    }

    private static List<String> said(String hitPolicy, String columns, String... rows) {
        return texts(sheet("t.csv", hitPolicy, "Query", columns, rows));
    }

    private static List<String> texts(Sheet... sheets) {
        return problems(sheets)
                .map(problem -> problem.severity() + " " + problem.code() + " " + problem)
                .toList();
    }

    private static Stream<Problem> problems(Sheet... sheets) {
        return LogicChecks.checkTables(tables(sheets), Budget.ofCheck()).stream();
    }
}
