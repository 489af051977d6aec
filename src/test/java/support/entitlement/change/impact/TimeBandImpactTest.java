package support.entitlement.change.impact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import support.entitlement.calendar.RandomTimeBands;
import support.entitlement.change.impact.VersionedRow.ComparedVersion;
import support.entitlement.decision.Decision;
import support.entitlement.decision.Query;
import support.entitlement.decision.Query.Opening;
import support.entitlement.policy.Policy;
import support.entitlement.policy.PolicyCompiler;
import support.entitlement.table.FactField;
import support.entitlement.table.Vocabulary;
import support.entitlement.table.check.LogicTables;
import support.entitlement.table.space.InputDomain;
import support.entitlement.table.space.QueryBox;

/**
 * Compares the impact of random changes of calendars, and of conditions on the opening of a case, with the answers at
 * every quarter of an hour.
 */
class TimeBandImpactTest {

    private static final List<Instant> QUARTERS = RandomTimeBands.quarters();
    private static final String COLUMNS = "Level: supportLevel == \"$param\" | During: openedDuring in ($param)"
            + " | Outside: openedDuring != \"$param\" | From: openedAt[\"Europe/Zurich\"] >= $param"
            + " | Before: openedAt[\"Asia/Tokyo\"] < $param | Entitled: entitlement.entitled($param)"
            + " | Channels: entitlement.channels(\"$param\")";

    static IntStream seeds() {
        return IntStream.range(0, Integer.getInteger("seeds", 20));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void exactlyTheOpeningsThatAreAnsweredOtherwiseAreFound(int seed) {
        Random random = new Random(seed);
        List<String> calendars = RandomTimeBands.of(random, "A", "B").rows();
        List<String> later = random.nextInt(3) == 0
                ? calendars
                : RandomTimeBands.of(new Random(seed + 1), "A", "B").rows();
        List<String> rows = randomRows(random);
        List<String> changed = new ArrayList<>(rows);
        if (random.nextBoolean()) {
            changed.set(random.nextInt(changed.size()), randomRow(random));
        }
        assertThatExactlyWhatChangesIsFound(seed, compile(calendars, rows), compile(later, changed));
    }

    /** The row for all other hours stays as it is written, while the hours that another row names change. */
    @Test
    void aLaterEndOfARowChangesTheAnswersFromTheFormerEndOn() {
        List<String> calendars = List.of("A | UTC | Mon-Fri | 08:00 | 18:00 | | | |");
        Policy before =
                compile(calendars, List.of("L | | | | 2027-01-01 | yes | Phone", "L | | | 2027-01-01 | | yes | Mail"));
        Policy after =
                compile(calendars, List.of("L | | | | 2027-02-01 | yes | Phone", "L | | | 2027-01-01 | | yes | Mail"));

        assertThat(PolicyImpact.between(before, after, Duration.ofHours(1)).lines())
                .anySatisfy(line -> assertThat(line.asSentence())
                        .contains(
                                "channels: Mail → Phone",
                                "opened from 2027-01-01T00:00+01:00 and before 2027-02-01T00:00+09:00",
                                "matrix.csv!E8"));
    }

    @Test
    void theHoursOfTheRowForAllOtherHoursChangeWithThoseThatAnotherRowNames() {
        List<String> rows = List.of("L | A | | | | yes | Phone", "L | otherwise | | | | yes | Mail");
        Policy before = compile(List.of("A | UTC | Mon-Fri | 08:00 | 18:00 | | | |"), rows);
        Policy after = compile(List.of("A | UTC | Mon-Fri | 09:00 | 18:00 | | | |"), rows);

        assertThat(PolicyImpact.between(before, after, Duration.ofHours(1)).lines())
                .singleElement()
                .satisfies(
                        line -> assertThat(line.asSentence()).contains("channels: Phone → Mail", "calendars.csv!D8"));
        assertThatExactlyWhatChangesIsFound(0, before, after);
    }

    private static void assertThatExactlyWhatChangesIsFound(int seed, Policy before, Policy after) {
        ImpactSearch search = new ImpactSearch(before, after, Duration.ofHours(1));

        assertThat(search.findImpact().complete()).isTrue();

        Set<List<Opening>> seen = new HashSet<>();
        for (Instant quarter : QUARTERS) {
            Opening was = before.timeBands().at(quarter);
            Opening is = after.timeBands().at(quarter);
            if (was == null && is == null || !seen.add(Arrays.asList(was, is))) {
                continue;
            }
            List<PartChange> expected = DecisionDiff.compareDecisions(decide(before, was), decide(after, is));
            assertThat(findChanges(search, after.vocabulary(), quarter, was, is))
                    .as("seed %d at %s", seed, quarter)
                    .isEqualTo(expected);
        }
    }

    private static Decision decide(Policy policy, Opening opening) {
        return policy.decideUncached(new Query("P", "T", null, null, null, null, Map.of(), opening));
    }

    /** Returns the changes that the search has found for a case that is opened so. */
    private static List<PartChange> findChanges(
            ImpactSearch search, Vocabulary vocabulary, Instant quarter, Opening was, Opening is) {
        CommonQuerySpace space = search.querySpace();
        int input = space.indexOf(FactField.OPENED_DURING);
        InputDomain domain = space.domainOf(input);
        int itsClass = domain.allClasses()
                .streamClasses()
                .filter(number -> isOf(space, vocabulary, number, input, was, ComparedVersion.BEFORE)
                        && isOf(space, vocabulary, number, input, is, ComparedVersion.AFTER))
                .findFirst()
                .orElseThrow(() -> new AssertionError(quarter + " is in no class"));
        List<PartChange> found = new ArrayList<>();
        search.changedQueries().forEach((changes, where) -> {
            if (where.boxes().stream().anyMatch(box -> contains(search, box, input, itsClass))) {
                found.addAll(changes);
            }
        });
        return found;
    }

    private static boolean isOf(
            CommonQuerySpace space,
            Vocabulary vocabulary,
            int number,
            int input,
            Opening opening,
            ComparedVersion version) {
        int[] classes = new int[space.inputs().size()];
        IntStream.range(0, classes.length)
                .forEach(each ->
                        classes[each] = space.domainOf(each).allClasses().firstOfRange(0));
        classes[input] = number;
        Opening its = new ExampleQueries(space, vocabulary, vocabulary)
                .createQuery(classes, version)
                .openedDuring();
        return opening == null || opening.equals(its);
    }

    private static boolean contains(ImpactSearch search, QueryBox box, int input, int number) {
        int beginnings = search.firstStageGroups().size();
        int[] later = search.laterInputs();
        return IntStream.range(0, later.length)
                .filter(i -> later[i] == input)
                .allMatch(i -> box.classesOf(beginnings + i).contains(number));
    }

    private static List<String> randomRows(Random random) {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            rows.add(randomRow(random));
        }
        return rows;
    }

    private static String randomRow(Random random) {
        return one(random, "L", "") + " | " + one(random, "A", "B", "A, B", "", "otherwise") + " | "
                + one(random, "", "A", "B") + " | " + one(random, "", "", "2026-10-24", "2026-11-01") + " | "
                + one(random, "", "", "2026-10-28", "2026-03-02") + " | yes | " + one(random, "Mail", "Phone", "Chat");
    }

    private static String one(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static Policy compile(List<String> calendars, List<String> rows) {
        return PolicyCompiler.compileChecked(LogicTables.tables(
                LogicTables.sheet(
                        "plans.csv",
                        "unique",
                        "Query",
                        "Plan: plan == \"$param\" | Level: entitlement.supportLevel(\"$param\")",
                        "P | L"),
                LogicTables.sheet("matrix.csv", "first", "Coverage", COLUMNS, rows.toArray(String[]::new)),
                LogicTables.sheet(
                        "calendars.csv",
                        "collect",
                        "$calendar : BusinessHours",
                        RandomTimeBands.COLUMNS,
                        calendars.toArray(String[]::new))));
    }
}
