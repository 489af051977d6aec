package support.entitlement.table.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
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
 * Compares the checks of rows that are valid from or until a date, and in the hours of random calendars, with a look at
 * every quarter of an hour.
 */
class ValidityOracleTest {

    private static final ZoneId ZURICH = ZoneId.of("Europe/Zurich");
    private static final List<Instant> QUARTERS =
            Stream.concat(RandomTimeBands.quarters().stream(), laterQuarters()).toList();
    private static final String COLUMNS = "During: openedDuring in ($param)"
            + " | From: openedAt[\"Europe/Zurich\"] >= $param | Until: openedAt[\"Europe/Zurich\"] <= $param"
            + " | Before: openedAt < $param | Said: entitlement.words(\"$param\")";

    static IntStream seeds() {
        return IntStream.range(0, Integer.getInteger("seeds", 10));
    }

    /** Returns quarters behind all dates of the rows, over the changes of clocks in another year. */
    private static Stream<Instant> laterQuarters() {
        return Stream.of("2027-02-26T00:00:00Z", "2027-10-20T00:00:00Z")
                .map(Instant::parse)
                .flatMap(start -> IntStream.range(0, 45 * 96).mapToObj(quarter -> start.plusSeconds(900L * quarter)));
    }

    /** Random calendars, and rows that are valid for a time. */
    private record Case(RandomTimeBands bands, Table table, KnownOpenings openings, TimeBands timeBands) {

        static Case of(int seed) {
            Random random = new Random(seed);
            RandomTimeBands bands = RandomTimeBands.of(random, "A", "B");
            List<Table> tables = LogicTables.tables(
                    LogicTables.sheet(
                            "calendars.csv",
                            "collect",
                            "$calendar : BusinessHours",
                            RandomTimeBands.COLUMNS,
                            bands.rows().toArray(String[]::new)),
                    LogicTables.sheet("words.csv", "collect", "Query", COLUMNS, randomRows(random)));
            CalendarTableReader.ParsedCalendars calendars = CalendarTableReader.readCalendars(tables);
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
            List<String> rows = new ArrayList<>(List.of("A, B | | | | a"));
            for (int i = 0; i < 5; i++) {
                rows.add(String.join(
                        " | ",
                        one(random, "", "A", "B"),
                        one(random, "", "2026-10-22", "25.10.2026", "3 Nov 2026"),
                        one(random, "", "", "2026-10-21", "2026-10-25"),
                        one(random, "", "", "2026-11-02T23:00:00Z", "2026-10-24T12:00:00+02:00"),
                        one(random, "a", "b")));
            }
            return rows.toArray(String[]::new);
        }

        private static String one(Random random, String... choices) {
            return choices[random.nextInt(choices.length)];
        }

        /** Returns true if the conditions of a row hold, by the dates and times that are written in its cells. */
        boolean matches(Row row, Instant quarter) {
            String day = quarter.atZone(ZURICH).toLocalDate().toString();
            return table.conditions().stream().allMatch(column -> {
                String cell = table.cellText(row, column);
                return cell.isEmpty()
                        || switch (column.title()) {
                            case "During" -> Arrays.stream(cell.split(", ")).anyMatch(bands.openAt(quarter)::contains);
                            case "From" -> day.compareTo(iso(cell)) >= 0;
                            case "Until" -> day.compareTo(iso(cell)) <= 0;
                            default ->
                                quarter.isBefore(OffsetDateTime.parse(cell).toInstant());
                        };
            });
        }

        private static String iso(String cell) {
            return Map.of("25.10.2026", "2026-10-25", "3 Nov 2026", "2026-11-03")
                    .getOrDefault(cell, cell);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theOpeningsAreExactlyThoseThatOccur(int seed) {
        Case it = Case.of(seed);

        assertThat(it.openings().all())
                .containsExactlyInAnyOrderElementsOf(
                        QUARTERS.stream().map(it.timeBands()::at).distinct().toList());
        assertThat(it.openings().all())
                .allMatch(opening -> it.timeBands().at(opening.at()).equals(opening));
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
        List<Row> some = it.table().rows().subList(1, it.table().rows().size());
        QuerySpace space = QuerySpace.of(List.of(it.table()), Set.of(), it.openings());
        List<QueryBox> boxes =
                some.stream().map(row -> space.boxOfRow(it.table(), row)).toList();
        List<QueryBox> left = UncoveredSearch.findUncovered(
                        space.allQueries(), boxes, Integer.MAX_VALUE, Budget.ofCheck())
                .uncovered();
        InputDomain domain = space.domainOf(0);

        assertThat(space.inputs()).hasSize(1);
        Set<Query.Opening> seen = QUARTERS.stream().map(it.timeBands()::at).collect(Collectors.toSet());
        for (Query.Opening opening : seen) {
            boolean covered = some.stream().anyMatch(row -> it.matches(row, opening.at()));
            int itsClass = domain.classOf(opening).firstOfRange(0);
            assertThat(left.stream().anyMatch(box -> box.classesOf(0).contains(itsClass)))
                    .as(() -> opening + " " + it.table().rows())
                    .isEqualTo(!covered);
        }
    }
}
