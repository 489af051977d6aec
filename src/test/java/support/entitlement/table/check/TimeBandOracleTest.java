package support.entitlement.table.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import support.entitlement.calendar.RandomTimeBands;
import support.entitlement.decision.Query;
import support.entitlement.decision.Query.Opening;
import support.entitlement.policy.calendar.CalendarTableReader;
import support.entitlement.policy.calendar.TimeBandChecks;
import support.entitlement.policy.calendar.TimeBands;
import support.entitlement.table.FactType;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.problem.Budget;
import support.entitlement.table.space.InputDomain;
import support.entitlement.table.space.KnownOpenings;
import support.entitlement.table.space.QueryBox;
import support.entitlement.table.space.QuerySpace;
import support.entitlement.table.space.UncoveredSearch;

/**
 * Compares the checks of conditions on the opening of a case with a look at every quarter of an hour, for random
 * calendars with nights, holidays, complements and changes of clocks.
 */
class TimeBandOracleTest {

    private static final List<Instant> QUARTERS = RandomTimeBands.quarters();
    private static final String[] NAMES = {"A", "B", "C"};
    private static final String COLUMNS = "During: openedDuring == \"$param\" | Outside: openedDuring != \"$param\""
            + " | In: openedDuring in ($param) | Said: entitlement.words(\"$param\")";

    static IntStream seeds() {
        return IntStream.range(0, Integer.getInteger("seeds", 30));
    }

    /** Random calendars and conditions on them. */
    private record Case(RandomTimeBands bands, Table table, KnownOpenings openings, TimeBands timeBands) {

        static Case of(int seed) {
            Random random = new Random(seed);
            RandomTimeBands bands = RandomTimeBands.of(random, NAMES);
            List<Table> tables = LogicTables.tables(
                    LogicTables.sheet(
                            "calendars.csv",
                            "collect",
                            "$calendar : BusinessHours",
                            RandomTimeBands.COLUMNS,
                            bands.rows().toArray(String[]::new)),
                    LogicTables.sheet("words.csv", "collect", "Query", COLUMNS, randomRows(random)));
            CalendarTableReader.ParsedCalendars calendars = CalendarTableReader.readCalendars(tables);
            assertThat(calendars.problems()).isEmpty();
            Table words = tables.stream()
                    .filter(table -> table.fact() == FactType.QUERY)
                    .findFirst()
                    .orElseThrow();
            return new Case(
                    bands,
                    words,
                    TimeBandChecks.findOpenings(tables, calendars),
                    TimeBands.of(tables, calendars.calendars()));
        }

        private static String[] randomRows(Random random) {
            List<String> rows = new ArrayList<>(List.of("A | | | a", " | B | | a", " | | A, C | a"));
            for (int i = 0; i < 3; i++) {
                rows.add(one(random, "", "A", "B", "C") + " | " + one(random, "", "", "A", "C") + " | "
                        + one(random, "", "", "A, B", "C, B") + " | " + one(random, "a", "b"));
            }
            return rows.toArray(String[]::new);
        }

        private static String one(Random random, String... choices) {
            return choices[random.nextInt(choices.length)];
        }

        /** Returns true if the conditions of a row hold, by the oracle. */
        boolean matches(Row row, Instant quarter) {
            Set<String> open = bands.openAt(quarter);
            return table.conditions().stream().allMatch(column -> {
                Set<String> names = table.cellWords(row, column).collect(Collectors.toSet());
                boolean any = names.stream().anyMatch(open::contains);
                return names.isEmpty() || (column.title().equals("Outside") != any);
            });
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theOpeningsAreExactlyThoseThatOccur(int seed) {
        Case it = Case.of(seed);
        Set<Set<String>> occurring = QUARTERS.stream().map(it.bands()::openAt).collect(Collectors.toSet());

        assertThat(it.openings().all()).extracting(Opening::during).containsExactlyInAnyOrderElementsOf(occurring);
        assertThat(it.openings().all())
                .allMatch(opening -> it.bands().openAt(opening.at()).equals(opening.during()));
        assertThat(QUARTERS)
                .allMatch(quarter ->
                        it.timeBands().at(quarter).during().equals(it.bands().openAt(quarter)));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anOpeningStaysAsItIsUntilTheNextChange(int seed) {
        Case it = Case.of(seed);
        Random random = new Random(seed);
        for (int i = 0; i < 20; i++) {
            Instant quarter = QUARTERS.get(random.nextInt(QUARTERS.size()));
            Instant change = it.timeBands().nextChange(quarter).orElse(quarter.plusSeconds(700_000));
            Set<String> open = it.bands().openAt(quarter);
            for (Instant next = quarter; next.isBefore(change); next = next.plusSeconds(900)) {
                assertThat(it.bands().openAt(next)).isEqualTo(open);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void rowsThatContradictEachOtherAndThoseThatNeverMatchAreFoundExactly(int seed) {
        Case it = Case.of(seed);

        assertThat(OpeningOracle.findByChecks(it.table(), it.openings()))
                .as(() -> it.table().rows().toString() + it.bands().rows())
                .containsExactlyInAnyOrderElementsOf(OpeningOracle.findByTrial(it.table(), QUARTERS, it::matches));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatNoRowCoversIsFoundExactly(int seed) {
        Case it = Case.of(seed);
        Table some = it.table()
                .withRows(it.table().rows().subList(2, it.table().rows().size()));
        QuerySpace space = QuerySpace.of(List.of(it.table()), Set.of(), it.openings());
        List<QueryBox> boxes =
                some.rows().stream().map(row -> space.boxOfRow(it.table(), row)).toList();
        List<QueryBox> left = UncoveredSearch.findUncovered(
                        space.allQueries(), boxes, Integer.MAX_VALUE, Budget.ofCheck())
                .uncovered();
        InputDomain domain = space.domainOf(0);

        assertThat(space.inputs()).hasSize(1);
        for (Instant quarter : QUARTERS) {
            int itsClass = domain.classOf(it.timeBands().at(quarter)).firstOfRange(0);
            boolean covered = some.rows().stream().anyMatch(row -> it.matches(row, quarter));
            assertThat(left.stream().anyMatch(box -> box.classesOf(0).contains(itsClass)))
                    .as(() -> quarter + " " + it.bands().openAt(quarter))
                    .isEqualTo(!covered);
            Query query = new Query(
                    "p", "t", null, null, null, null, Map.of(), it.timeBands().at(quarter));
            assertThat(Stream.of(some.rows()).flatMap(List::stream).anyMatch(row -> some.rowMatches(row, query)))
                    .isEqualTo(covered);
        }
    }
}
