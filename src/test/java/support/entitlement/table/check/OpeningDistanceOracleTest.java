package support.entitlement.table.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import support.entitlement.decision.Query;
import support.entitlement.policy.Policy;
import support.entitlement.policy.PolicyCompiler;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.problem.Budget;
import support.entitlement.table.space.InputDomain;
import support.entitlement.table.space.KnownOpenings;
import support.entitlement.table.space.QueryBox;
import support.entitlement.table.space.QuerySpace;
import support.entitlement.table.space.UncoveredSearch;

/**
 * Compares conditions on times from the opening, and the checks of them, with the calendar: many openings over changes of clocks and
 * ends of months, each with dates or instants around every time that the rows name.
 */
class OpeningDistanceOracleTest {

    private static final ZoneId ZURICH = ZoneId.of("Europe/Zurich");
    private static final Pattern CELL =
            Pattern.compile("(within|less than|more than|at least) (\\d+) (\\w+?)s? (before|after|of) opening");

    /** Rows of one table, whose attribute is a date or an instant. */
    private record Case(boolean ofDates, Table table, Policy policy) {

        static Case of(int seed) {
            Random random = new Random(seed);
            boolean ofDates = seed % 2 == 0;
            List<String> rows = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                String cell = randomCell(random, ofDates);
                String excluded = random.nextInt(4) == 0 ? randomCell(random, ofDates) : "";
                rows.add(cell + " | " + excluded + " | " + one(random, "a", "b") + " | yes | row " + i);
            }
            if (random.nextBoolean()) {
                rows.add("otherwise | | c | yes | row 5");
            }
            String attribute = ofDates ? "attribute[\"at\", \"Europe/Zurich\"]" : "attribute[\"at\"]";
            List<Table> tables = LogicTables.tables(LogicTables.sheet(
                    "words.csv",
                    "collect",
                    "Query",
                    "At: " + attribute + " == $param | Not at: " + attribute
                            + " != $param | Said: entitlement.words(\"$param\") | Entitled: entitlement.entitled($param) | Row: entitlement.commitment(\"$param\")",
                    rows.toArray(String[]::new)));
            return new Case(ofDates, tables.get(0), PolicyCompiler.compileChecked(tables));
        }

        private static String randomCell(Random random, boolean ofDates) {
            if (random.nextInt(6) == 0) {
                return one(random, "before opening", "after opening", "on opening");
            }
            String amount = ofDates
                    ? one(random, "1 day", "7 days", "2 weeks", "20 days", "1 month", "2 months", "1 year", "2 years")
                    : one(random, "30 minutes", "1 hour", "24 hours", "25 hours");
            String bound = one(random, "within", "within", "less than", "more than", "at least");
            return bound + " " + amount + " "
                    + (bound.equals("within") ? one(random, "before", "after", "of") : one(random, "before", "after"))
                    + " opening";
        }

        private static String one(Random random, String... choices) {
            return choices[random.nextInt(choices.length)];
        }

        /** Returns true if the conditions of a row hold, by the calendar. */
        boolean matches(Row row, Moment moment) {
            String cell = cellText(row, 0);
            String excluded = cellText(row, 1);
            boolean holds = cell.equals("otherwise")
                    ? table.rows().stream()
                            .map(each -> cellText(each, 0))
                            .filter(each -> !each.equals("otherwise"))
                            .noneMatch(moment::isIn)
                    : moment.isIn(cell);
            return holds && (excluded.isEmpty() || !moment.isIn(excluded));
        }

        private String cellText(Row row, int column) {
            return table.cellText(row, table.columns().get(column));
        }

        List<Moment> moments() {
            return ofDates ? Moment.dates() : Moment.instants();
        }

        Query query(Moment moment) {
            return policy.openAt(
                    new Query("Gold", "Fault", null, null, null, null, Map.of("at", moment.sent())), moment.opening());
        }
    }

    /** An opening, and a date or an instant that is sent. */
    private record Moment(Instant opening, Comparable<?> sent) {

        /** Returns dates around each time of a row, for openings on each side of midnight, over two years with a leap day. */
        static List<Moment> dates() {
            List<Moment> all = new ArrayList<>();
            Stream.of(
                            "2024-02-28",
                            "2024-02-29",
                            "2023-03-01",
                            "2024-03-30",
                            "2024-03-31",
                            "2024-10-27",
                            "2023-05-31",
                            "2023-12-31")
                    .map(LocalDate::parse)
                    .forEach(day -> Stream.of(
                                    day.atStartOfDay(ZURICH).toInstant(),
                                    day.plusDays(1)
                                            .atStartOfDay(ZURICH)
                                            .toInstant()
                                            .minusSeconds(1))
                            .forEach(opening -> Stream.of(0, 1, 7, 14, 20, 29, 60, 365, 731)
                                    .flatMap(days -> Stream.of(day.minusDays(days), day.plusDays(days)))
                                    .flatMap(
                                            near -> IntStream.rangeClosed(-3, 3).mapToObj(near::plusDays))
                                    .distinct()
                                    .forEach(sent -> all.add(new Moment(opening, sent)))));
            return all;
        }

        static List<Moment> instants() {
            List<Moment> all = new ArrayList<>();
            Stream.of("2026-03-28T12:00:00Z", "2026-10-25T00:30:00Z", "2026-06-01T09:15:30.5Z")
                    .map(Instant::parse)
                    .forEach(opening -> Stream.of(0, 30, 60, 1440, 1500)
                            .flatMap(minutes ->
                                    Stream.of(opening.minusSeconds(60L * minutes), opening.plusSeconds(60L * minutes)))
                            .flatMap(near -> Stream.of(near.minusNanos(1), near, near.plusSeconds(1)))
                            .distinct()
                            .forEach(sent -> all.add(new Moment(opening, sent))));
            return all;
        }

        boolean isIn(String cell) {
            Matcher form = CELL.matcher(cell);
            if (!form.matches()) {
                int order = compare(0, "day");
                return cell.startsWith("before") ? order < 0 : cell.startsWith("after") ? order > 0 : order == 0;
            }
            int amount = Integer.parseInt(form.group(2));
            String unit = form.group(3);
            boolean isAfter = form.group(4).equals("after");
            int order = isAfter ? compare(amount, unit) : -compare(-amount, unit);
            int beside = isAfter ? compare(0, unit) : -compare(0, unit);
            return switch (form.group(1)) {
                case "within" ->
                    form.group(4).equals("of")
                            ? compare(amount, unit) <= 0 && compare(-amount, unit) >= 0
                            : order <= 0 && beside >= 0;
                case "less than" -> order < 0 && beside >= 0;
                case "more than" -> order > 0;
                default -> order >= 0;
            };
        }

        /** Returns the order of what is sent and the time that is so far from the opening. */
        private int compare(int amount, String unit) {
            if (sent instanceof LocalDate date) {
                LocalDate opened = LocalDate.ofInstant(opening, ZURICH);
                return date.compareTo(
                        switch (unit) {
                            case "day" -> opened.plusDays(amount);
                            case "week" -> opened.plusWeeks(amount);
                            case "month" -> opened.plusMonths(amount);
                            default -> opened.plusYears(amount);
                        });
            }
            long seconds = amount * (unit.equals("hour") ? 3600L : 60L);
            return ((Instant) sent).compareTo(opening.plus(seconds, ChronoUnit.SECONDS));
        }
    }

    static IntStream seeds() {
        return IntStream.range(0, Integer.getInteger("seeds", 10));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void rowsMatchByTheCalendarAlsoWhenDecisionsAreRemembered(int seed) {
        Case it = Case.of(seed);

        for (Moment moment : it.moments()) {
            List<String> expected = it.table().rows().stream()
                    .filter(row -> it.matches(row, moment))
                    .map(row -> it.cellText(row, 4))
                    .toList();
            assertThat(it.policy().decide(it.query(moment)).commitments())
                    .as(() -> moment + " " + it.table().rows())
                    .containsExactlyElementsOf(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void rowsThatContradictEachOtherAndThoseThatNeverMatchAreFoundExactly(int seed) {
        Case it = Case.of(seed);
        List<Row> rows = it.table().rows();
        Set<String> expected = new TreeSet<>();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            List<Moment> matched = it.moments().stream()
                    .filter(moment -> it.matches(row, moment))
                    .toList();
            if (matched.isEmpty()) {
                expected.add("never-fires " + row.matched().row());
            }
            if (rows.subList(0, i).stream()
                    .filter(other -> !it.cellText(other, 2).equals(it.cellText(row, 2)))
                    .anyMatch(other -> matched.stream().anyMatch(moment -> it.matches(other, moment)))) {
                expected.add("contradiction " + row.matched().row());
            }
        }

        assertThat(OpeningOracle.findByChecks(it.table(), KnownOpenings.NONE))
                .as(rows::toString)
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theClassesOfTheChecksAreThoseThatOccurAndTheUncoveredOnesThoseOfNoRow(int seed) {
        Case it = Case.of(seed);
        QuerySpace space = QuerySpace.of(List.of(it.table()), Set.of(), KnownOpenings.NONE);
        List<QueryBox> boxes = it.table().rows().stream()
                .map(row -> space.boxOfRow(it.table(), row))
                .toList();
        List<QueryBox> left = UncoveredSearch.findUncovered(
                        space.completeQueries(), boxes, Integer.MAX_VALUE, Budget.ofCheck())
                .uncovered();
        InputDomain domain = space.domainOf(0);
        Map<Object, Integer> numbers = new HashMap<>();
        domain.sentClasses().streamClasses().forEach(number -> numbers.put(domain.exampleOf(number), number));
        Set<Object> seen = new HashSet<>();

        for (Moment moment : it.moments()) {
            Object position = it.query(moment).attribute().get("at");
            seen.add(position);
            boolean covered = it.table().rows().stream().anyMatch(row -> it.matches(row, moment));
            assertThat(left.stream().anyMatch(box -> box.classesOf(0).contains(numbers.get(position))))
                    .as(() -> moment + " " + it.table().rows())
                    .isEqualTo(!covered);
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(numbers.keySet());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anAnswerHoldsExactlyUntilTheInstantThatItStates(int seed) {
        Case it = Case.of(seed);

        for (Moment moment : it.moments()) {
            Query query = it.query(moment);
            Instant until =
                    it.policy().distances().nextChange(query, moment.opening()).orElse(null);
            Instant last = until == null ? moment.opening().plus(1500, ChronoUnit.DAYS) : until.minusNanos(1);
            long step = Math.max(1, moment.opening().until(last, ChronoUnit.NANOS) / 5);
            for (Instant at = moment.opening(); !at.isAfter(last); at = at.plusNanos(step)) {
                assertThat(it.query(new Moment(at, moment.sent())))
                        .as(moment + " " + at)
                        .isEqualTo(query);
            }
            if (until != null) {
                assertThat(it.query(new Moment(until, moment.sent())))
                        .as(moment + " " + until)
                        .isNotEqualTo(query);
            }
        }
    }
}
