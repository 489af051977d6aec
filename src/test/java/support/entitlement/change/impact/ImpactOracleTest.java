package support.entitlement.change.impact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import support.entitlement.change.impact.RandomKinds.Kind;
import support.entitlement.decision.Query;
import support.entitlement.policy.Policy;
import support.entitlement.policy.PolicyCompiler;
import support.entitlement.table.Input;
import support.entitlement.table.Table;
import support.entitlement.table.Vocabulary;
import support.entitlement.table.check.LogicTables;
import support.entitlement.table.sheet.Sheet;
import support.entitlement.table.space.InputDomain;
import support.entitlement.table.space.QueryBox;
import support.entitlement.table.space.ValueClasses;
import support.entitlement.table.value.OpeningDistance;
import support.entitlement.table.value.OpeningOffset;

/**
 * Compares what the search finds with what comes of asking the queries there are, for random tables and random changes: every one
 * for those that once went wrong, and one in three for others. The long form, {@code -Dseeds=24}, has twice as many changes and asks
 * every query.
 */
class ImpactOracleTest {

    private static final int SEEDS = Integer.getInteger("seeds", 12);

    private static final int ONE_IN = SEEDS > 12 ? 1 : 3;

    private static final Instant OPENED = Instant.parse("2026-03-02T12:00:00Z");

    /** A name that only the newer version knows makes a fact matter that did not. */
    private static final int[] REGRESSIONS = {82, 476, 684};

    static IntStream seeds() {
        return IntStream.concat(IntStream.of(REGRESSIONS), IntStream.range(1_000, 1_000 + SEEDS));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void exactlyTheQueriesThatAreAnsweredOtherwiseAreFound(int seed) {
        assertThatExactlyWhatChangesIsFound(
                seed,
                List.of(
                        RandomKinds.PLANS,
                        RandomKinds.CATEGORIES,
                        RandomKinds.MATRIX,
                        RandomKinds.PROMISES,
                        RandomKinds.CHANNELS));
    }

    static IntStream fewSeeds() {
        return IntStream.range(2_000, 2_000 + SEEDS / 4);
    }

    @ParameterizedTest
    @MethodSource("fewSeeds")
    void exactlyTheyAreFoundAlsoWhereTheFirstTablesAskForEveryFact(int seed) {
        assertThatExactlyWhatChangesIsFound(
                seed,
                List.of(
                        RandomKinds.PLANS,
                        RandomKinds.CATEGORIES,
                        RandomKinds.SMALL_MATRIX,
                        RandomKinds.SMALL_PROMISES,
                        RandomKinds.CHANNELS));
    }

    @ParameterizedTest
    @MethodSource("seedsOfSentFacts")
    void exactlyTheyAreFoundAlsoWhereRowsAskWhetherFactsAreSent(int seed) {
        assertThatExactlyWhatChangesIsFound(
                seed,
                List.of(
                        RandomKinds.SENT_PLANS,
                        RandomKinds.SENT_CATEGORIES,
                        RandomKinds.SENT_MATRIX,
                        RandomKinds.SENT_PROMISES,
                        RandomKinds.CHANNELS));
    }

    static IntStream seedsOfSentFacts() {
        return IntStream.range(3_005, 3_005 + SEEDS / 2);
    }

    @ParameterizedTest
    @MethodSource("seedsOfSentFacts")
    void exactlyTheyAreFoundAlsoWhereAnotherValueCountsForAFactThatIsNotSent(int seed) {
        assertThatExactlyWhatChangesIsFound(
                seed,
                List.of(
                        RandomKinds.DEFAULTS,
                        RandomKinds.SENT_PLANS,
                        RandomKinds.SENT_CATEGORIES,
                        RandomKinds.SENT_MATRIX,
                        RandomKinds.SENT_PROMISES,
                        RandomKinds.CHANNELS));
    }

    @ParameterizedTest
    @MethodSource("seedsOfSentFacts")
    void exactlyTheyAreFoundAlsoWhereATableOverrulesTheCategoryThatWasSent(int seed) {
        assertThatExactlyWhatChangesIsFound(
                seed,
                List.of(
                        RandomKinds.PLANS,
                        RandomKinds.OVERRULING_CATEGORIES,
                        RandomKinds.MATRIX,
                        RandomKinds.PROMISES,
                        RandomKinds.CHANNELS));
    }

    static IntStream seedsOfDates() {
        return IntStream.range(4_000, 4_000 + SEEDS / 2);
    }

    @ParameterizedTest
    @MethodSource("seedsOfDates")
    void exactlyTheyAreFoundAlsoWhereRowsCompareADate(int seed) {
        assertThatExactlyWhatChangesIsFound(
                seed,
                List.of(
                        RandomKinds.DATED_PLANS,
                        RandomKinds.CATEGORIES,
                        RandomKinds.DATED_MATRIX,
                        RandomKinds.PROMISES,
                        RandomKinds.CHANNELS));
    }

    @ParameterizedTest
    @MethodSource("seedsOfDates")
    void exactlyTheyAreFoundAlsoWhereRowsCompareADateWithTheOpening(int seed) {
        assertThatExactlyWhatChangesIsFound(
                seed,
                List.of(
                        RandomKinds.RELATIVE_PLANS,
                        RandomKinds.CATEGORIES,
                        RandomKinds.RELATIVE_MATRIX,
                        RandomKinds.PROMISES,
                        RandomKinds.CHANNELS));
    }

    private static void assertThatExactlyWhatChangesIsFound(int seed, List<Kind> kinds) {
        Random random = new Random(seed);
        List<List<List<String>>> rows = new ArrayList<>();
        List<String> hits = kinds.stream()
                .map(kind -> kind == RandomKinds.CHANNELS ? "unique" : one(random, "first", "collect"))
                .collect(Collectors.toCollection(ArrayList::new));
        kinds.forEach(kind -> rows.add(randomRows(random, kind)));
        Policy before = compile(kinds, hits, rows);
        for (int i = random.nextInt(3); i >= 0; i--) {
            change(random, kinds, hits, rows);
        }
        Policy after = compile(kinds, hits, rows);
        ImpactSearch search = new ImpactSearch(before, after, Duration.ofHours(1));

        PolicyImpact impact = search.findImpact();

        assertThat(impact.complete()).isTrue();
        Map<Input, Map<Object, Integer>> classes = new HashMap<>();
        for (Query query : queries(before, after)) {
            if (!isRegression(seed) && random.nextInt(ONE_IN) > 0) {
                continue;
            }
            assertThat(foundFor(search, query, classes))
                    .as(
                            "seed %d, %s of %s",
                            seed,
                            query,
                            impact.lines().stream()
                                    .map(PolicyImpact.ImpactLine::asSentence)
                                    .collect(Collectors.joining("\n")))
                    .isEqualTo(List.of(DecisionDiff.compareDecisions(
                                    before.decideUncached(before.openAt(query, OPENED)),
                                    after.decideUncached(after.openAt(query, OPENED))))
                            .stream()
                            .filter(changes -> !changes.isEmpty())
                            .toList());
        }
    }

    private static boolean isRegression(int seed) {
        return IntStream.of(REGRESSIONS).anyMatch(number -> number == seed);
    }

    private static List<List<String>> randomRows(Random random, Kind kind) {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < kind.rows(); i++) {
            rows.add(randomRow(random, kind));
        }
        if (kind == RandomKinds.CHANNELS) {
            rows.get(0).set(0, "Mail");
            rows.get(1).set(0, "Phone");
        }
        return rows;
    }

    private static List<String> randomRow(Random random, Kind kind) {
        return Arrays.stream(kind.choices())
                .map(choices -> one(random, choices))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static String one(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static void change(Random random, List<Kind> kinds, List<String> hits, List<List<List<String>>> all) {
        int table = random.nextInt(kinds.size());
        Kind kind = kinds.get(table);
        List<List<String>> rows = all.get(table);
        int row = random.nextInt(rows.size());
        int column = random.nextInt(kind.choices().length);
        switch (kind == RandomKinds.CHANNELS ? 4 : random.nextInt(7)) {
            case 0 -> rows.add(row, randomRow(random, kind));
            case 1 -> {
                if (rows.size() > 1) {
                    rows.remove(row);
                }
            }
            case 2 -> rows.add(rows.remove(row));
            case 3 -> hits.set(table, hits.get(table).equals("first") ? "collect" : "first");
            case 4 -> rows.get(row).set(1, one(random, kind.choices()[1]));
            default -> rows.get(row).set(column, one(random, kind.choices()[column]));
        }
    }

    private static Policy compile(List<Kind> kinds, List<String> hits, List<List<List<String>>> rows) {
        List<Sheet> sheets = new ArrayList<>();
        for (int i = 0; i < kinds.size(); i++) {
            Kind kind = kinds.get(i);
            sheets.add(LogicTables.sheet(
                    kind.file(),
                    hits.get(i),
                    kind == RandomKinds.CHANNELS ? "$channel : Channel" : kind.fact(),
                    kind.columns(),
                    rows.get(i).stream().map(row -> String.join(" | ", row)).toArray(String[]::new)));
        }
        List<Table> tables = LogicTables.tables(sheets.toArray(Sheet[]::new));
        return PolicyCompiler.compileChecked(tables);
    }

    /** Returns every query that both versions know, with values that rows mention, and some that no row mentions. */
    private static List<Query> queries(Policy before, Policy after) {
        Vocabulary old = before.vocabulary();
        Vocabulary now = after.vocabulary();
        List<Query> queries = new ArrayList<>();
        for (String plan : common(old, now, "plan")) {
            for (String type : common(old, now, "issueType")) {
                for (String channel : orAbsent(common(old, now, "channel"))) {
                    for (Map<String, Object> attributes : attributes(old, now)) {
                        for (String use : orAbsent(common(old, now, "productionUse"))) {
                            for (Boolean workaround : Arrays.asList(null, true, false)) {
                                queries.add(new Query(plan, type, use, workaround, null, channel, attributes));
                            }
                        }
                        for (String category : common(old, now, "slaCategory")) {
                            queries.add(new Query(plan, type, null, null, category, channel, attributes));
                        }
                    }
                }
            }
        }
        return queries;
    }

    private static List<String> common(Vocabulary old, Vocabulary now, String field) {
        return now.namesOf(field).all().stream()
                .filter(name -> old.namesOf(field).findSpelling(name).isPresent())
                .toList();
    }

    private static List<@Nullable String> orAbsent(List<String> names) {
        List<@Nullable String> all = new ArrayList<>(names);
        all.add(null);
        return all;
    }

    private static List<Map<String, Object>> attributes(Vocabulary old, Vocabulary now) {
        List<Map<String, Object>> all = new ArrayList<>();
        if (known("start", old, now)) {
            all.add(Map.of());
            for (String day : List.of(
                    "2026-02-01", "2026-02-28", "2026-03-01", "2026-03-02", "2026-03-03", "2026-03-05", "2026-04-01")) {
                all.add(Map.of("start", LocalDate.parse(day)));
            }
            return all;
        }
        for (Object region : known("region", old, now) ? Arrays.asList(null, "EU", "") : Arrays.asList((Object) null)) {
            for (Object seats : known("seats", old, now)
                    ? Arrays.asList(null, 5.0, 10.0, 15.0, 20.0, 99.0)
                    : Arrays.asList((Object) null)) {
                Map<String, Object> attributes = new HashMap<>();
                if (region != null) {
                    attributes.put("region", region);
                }
                if (seats != null) {
                    attributes.put("seats", seats);
                }
                all.add(attributes);
            }
        }
        return all;
    }

    private static boolean known(String attribute, Vocabulary... vocabularies) {
        return Stream.of(vocabularies)
                .anyMatch(vocabulary -> vocabulary.attributes().containsKey(attribute));
    }

    /**
     * Returns the changes of all lines that contain a query.
     *
     * @param known the classes of values that were found before
     */
    private static List<List<PartChange>> foundFor(
            ImpactSearch search, Query query, Map<Input, Map<Object, Integer>> known) {
        CommonQuerySpace facts = search.querySpace();
        int[] classes = IntStream.range(0, facts.inputs().size())
                .map(number -> {
                    Input input = facts.inputs().get(number);
                    return known.computeIfAbsent(input, each -> new HashMap<>())
                            .computeIfAbsent(value(query, input), value -> classOf(facts.domainOf(number), value));
                })
                .toArray();
        List<List<PartChange>> changes = new ArrayList<>();
        search.changedQueries().forEach((change, found) -> {
            if (found.boxes().stream().anyMatch(box -> isIn(search, box, classes))) {
                changes.add(change);
            }
        });
        return changes;
    }

    private static boolean isIn(ImpactSearch search, QueryBox box, int[] classes) {
        int beginnings = search.firstStageGroups().size();
        for (int i = 0; i < beginnings; i++) {
            FirstStageGroups part = search.firstStageGroups().get(i);
            boolean in = box.classesOf(i)
                    .streamClasses()
                    .mapToObj(part.groups()::get)
                    .flatMap(group -> group.boxes().stream())
                    .anyMatch(values -> Arrays.stream(part.inputs())
                            .allMatch(input -> values.classesOf(input).contains(classes[input])));
            if (!in) {
                return false;
            }
        }
        return IntStream.range(0, search.laterInputs().length)
                .allMatch(i -> box.classesOf(beginnings + i).contains(classes[search.laterInputs()[i]]));
    }

    private static @Nullable Object value(Query query, Input input) {
        return input.attribute()
                ? query.attribute().get(input.name())
                : switch (input.name()) {
                    case "plan" -> query.plan();
                    case "issueType" -> query.issueType();
                    case "productionUse" -> query.productionUse();
                    case "workaround" -> query.workaround();
                    case "slaCategory" -> query.slaCategory();
                    default -> query.channel();
                };
    }

    private static int classOf(InputDomain domain, @Nullable Object value) {
        if (value == null) {
            return domain.absentClass().firstOfRange(0);
        }
        ValueClasses mentioned = domain.classOf(value);
        if (!mentioned.isEmpty()) {
            return mentioned.firstOfRange(0);
        }
        List<OpeningOffset> offsets = domain.sentClasses()
                .streamClasses()
                .mapToObj(domain::exampleOf)
                .filter(OpeningDistance.class::isInstance)
                .map(OpeningDistance.class::cast)
                .filter(OpeningDistance::exact)
                .map(OpeningDistance::from)
                .toList();
        if (!offsets.isEmpty()) {
            OpeningDistance position = OpeningDistance.of((LocalDate) value, OPENED, offsets);
            return domain.sentClasses()
                    .streamClasses()
                    .filter(number -> position.equals(domain.exampleOf(number)))
                    .findFirst()
                    .orElseThrow();
        }
        return domain.sentClasses()
                .streamClasses()
                .filter(number -> value instanceof Number it
                        ? domain.exampleOf(number) instanceof Double example
                                && isBetween(domain, number, example, it.doubleValue())
                        : value instanceof LocalDate date
                                ? domain.exampleOf(number) instanceof LocalDate day
                                        && isBetween(domain, number, day, date)
                                : domain.exampleOf(number) instanceof String text
                                        && domain.classOf(text).isEmpty())
                .findFirst()
                .orElseThrow(() -> new AssertionError(value + " is in no class"));
    }

    private static boolean isBetween(InputDomain domain, int number, LocalDate example, LocalDate value) {
        return domain.classOf(example).isEmpty()
                && domain.allClasses()
                        .streamClasses()
                        .mapToObj(domain::exampleOf)
                        .filter(LocalDate.class::isInstance)
                        .map(LocalDate.class::cast)
                        .filter(bound -> !domain.classOf(bound).isEmpty())
                        .allMatch(bound -> bound.isBefore(value) == bound.isBefore(example));
    }

    /** Returns whether a number is in the class of an example that no cell mentions: no mentioned number is between them. */
    private static boolean isBetween(InputDomain domain, int number, double example, double value) {
        return domain.classOf(example).isEmpty()
                && domain.allClasses()
                        .streamClasses()
                        .mapToObj(domain::exampleOf)
                        .filter(Double.class::isInstance)
                        .map(Double.class::cast)
                        .filter(bound -> !domain.classOf(bound).isEmpty())
                        .allMatch(bound -> bound < value == bound < example);
    }
}
