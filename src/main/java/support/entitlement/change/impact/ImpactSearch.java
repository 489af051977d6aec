package support.entitlement.change.impact;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import support.entitlement.change.diff.NameChange;
import support.entitlement.change.impact.FirstStageGroups.OutcomeGroup;
import support.entitlement.change.impact.QueryPartition.DividedInputs;
import support.entitlement.change.impact.QuerySet.SearchedFacts;
import support.entitlement.change.impact.VersionedRow.ComparedVersion;
import support.entitlement.decision.Query;
import support.entitlement.policy.Policy;
import support.entitlement.table.FactType;
import support.entitlement.table.space.QueryBox;
import support.entitlement.table.space.ValueClasses;

/**
 * Finds every query that two versions answer differently. Not thread-safe; an instance serves one search.
 *
 * <p>The search has two stages, as the tables have. The first tables derive a support level and an SLA category; the later tables
 * compare these and the other facts.
 *
 * <ol>
 *   <li>{@link ConnectedFacts} divides the facts of the first tables into parts that no table compares together, and {@link
 *       FirstStageSearch} groups the values of each part by the conclusions of the first tables.
 *   <li>Each combination of one group of each part fixes the level and the category, so a {@link SecondStageStart} knows which rows of
 *       the later tables can match. {@link QueryPartition} divides the other facts among these rows, where one of them changed.
 *   <li>Each box that remains holds queries that every row treats alike: one query of it is evaluated in both versions.
 * </ol>
 *
 * <p>{@code src/site/markdown/design/impact.md} follows an example of three rows through these steps.
 */
final class ImpactSearch {

    private static final long MAX_STEPS = 1_000_000_000L;
    private static final int MAX_EVALUATIONS = 100_000;

    /** The limit of sets of queries that are described in one line if the search ended early, since describing takes time, too. */
    private static final int MAX_BOXES_OF_PARTIAL_LINE = 20;

    private final Policy before;
    private final Policy after;
    private final CommonQuerySpace space;
    private final ExampleQueries queries;
    private final AnswerComparer comparer;
    private final List<VersionedRow> rows;
    private final List<VersionedRow> laterRows;
    private final List<VersionedRow> changedLaterRows;
    private final int[] laterInputs;
    private final SearchBudget budget;
    private final boolean everyQuery;
    private final List<FirstStageGroups> firstStage = new ArrayList<>();
    private final Map<List<PartChange>, ChangedQueries> found = new LinkedHashMap<>();

    /** Queries whose answers change in the same way: boxes of groups of each part, then of classes of each later input. */
    record ChangedQueries(List<QueryBox> boxes, List<Query> examples, Set<String> because) {}

    ImpactSearch(Policy before, Policy after, Duration limit) {
        this(before, after, limit, () -> false);
    }

    ImpactSearch(Policy before, Policy after, Duration limit, BooleanSupplier hasLeft) {
        this(before, after, new SearchBudget(MAX_STEPS, MAX_EVALUATIONS, limit, hasLeft));
    }

    ImpactSearch(Policy before, Policy after, SearchBudget budget) {
        this(before, after, budget, false);
    }

    private ImpactSearch(Policy before, Policy after, SearchBudget budget, boolean everyQuery) {
        this.everyQuery = everyQuery;
        this.before = before;
        this.after = after;
        this.space = new CommonQuerySpace(before, after);
        this.queries = new ExampleQueries(space, before.vocabulary(), after.vocabulary());
        ChangedRows changed = ChangedRows.between(before, after);
        this.comparer = new AnswerComparer(before, after, changed);
        this.budget = budget;
        this.rows = Stream.concat(
                        VersionedRow.listRows(ComparedVersion.BEFORE, before, space, changed),
                        VersionedRow.listRows(ComparedVersion.AFTER, after, space, changed))
                .toList();
        this.laterRows = rows.stream()
                .filter(row -> row.table().fact() == FactType.COVERAGE)
                .toList();
        this.changedLaterRows =
                laterRows.stream().filter(VersionedRow::isChanged).toList();
        Set<Integer> first = ConnectedFacts.findAll(space, rows).stream()
                .flatMap(facts -> facts.inputs().stream())
                .collect(Collectors.toSet());
        this.laterInputs = IntStream.range(0, space.inputs().size())
                .filter(input -> !first.contains(input))
                .toArray();
    }

    /** Creates a search of all queries, also of those that no changed row takes part in. */
    static ImpactSearch ofAllQueries(Policy before, Policy after, SearchBudget budget) {
        return new ImpactSearch(before, after, budget, true);
    }

    PolicyImpact findImpact() {
        String limit = null;
        List<PolicyImpact.ImpactLine> lines;
        try {
            if (rows.stream().anyMatch(VersionedRow::isChanged)) {
                searchGroups();
            }
            lines = describeFound(Integer.MAX_VALUE, budget);
        } catch (SearchBudget.Exhausted e) {
            limit = e.getMessage() + " What is listed does change, but more may.";
            lines = describeFound(MAX_BOXES_OF_PARTIAL_LINE, SearchBudget.unlimited());
        }
        if (!space.incomparable().isEmpty()) {
            limit = (limit == null ? "" : limit + " ") + String.join(" ", space.incomparable())
                    + " Queries that send it are not compared.";
        }
        return new PolicyImpact(
                limit == null,
                limit,
                budget.evaluated(),
                NameChange.between(before.vocabulary(), after.vocabulary()),
                lines);
    }

    /**
     * Finds the queries whose answers stay the same, if this is a search of all queries.
     *
     * @throws SearchBudget.Exhausted if the budget does not suffice
     */
    QuerySet findUnchanged() {
        searchGroups();
        ChangedQueries unchanged = found.get(List.<PartChange>of());
        return new QuerySet(
                new SearchedFacts(space, firstStage, laterInputs, before.vocabulary(), after.vocabulary()),
                unchanged == null ? List.of() : unchanged.boxes());
    }

    private void searchGroups() {
        firstStage.addAll(FirstStageSearch.groupFacts(space, rows, budget));
        combineGroups(0, new OutcomeGroup[firstStage.size()], new int[firstStage.size()]);
    }

    private List<PolicyImpact.ImpactLine> describeFound(int maxBoxes, SearchBudget describing) {
        return new ImpactLines(before, after, space, firstStage, laterInputs).createLines(found, maxBoxes, describing);
    }

    CommonQuerySpace querySpace() {
        return space;
    }

    List<FirstStageGroups> firstStageGroups() {
        return firstStage;
    }

    int[] laterInputs() {
        return laterInputs;
    }

    /** The result of {@link #findImpact}, by the changes of the answers. */
    Map<List<PartChange>, ChangedQueries> changedQueries() {
        return found;
    }

    /** Searches every combination of one group of each part. */
    private void combineGroups(int position, OutcomeGroup[] groups, int[] numbers) {
        if (position == groups.length) {
            searchCombination(groups, numbers);
            return;
        }
        List<OutcomeGroup> choices = firstStage.get(position).groups();
        for (int i = 0; i < choices.size(); i++) {
            groups[position] = choices.get(i);
            numbers[position] = i;
            combineGroups(position + 1, groups, numbers);
        }
    }

    private void searchCombination(OutcomeGroup[] groups, int[] numbers) {
        budget.take(laterRows.size() / 16 + 1);
        boolean affected = everyQuery || Arrays.stream(groups).anyMatch(OutcomeGroup::isAffected);
        SecondStageStart start = new SecondStageStart(space, firstStage, groups);
        if (!affected && changedLaterRows.stream().noneMatch(row -> start.stateOf(row) != MatchState.OUT)) {
            return;
        }
        budget.take(laterRows.size());
        List<VersionedRow> candidates = new ArrayList<>();
        List<MatchState> states = new ArrayList<>();
        for (VersionedRow row : laterRows) {
            MatchState state = start.stateOf(row);
            if (state != MatchState.OUT) {
                states.add(state);
                candidates.add(row);
            }
        }
        int[] combination = numbers.clone();
        new QueryPartition(
                        new DividedInputs(space, laterInputs, start.widenedInputs(), Map.of()),
                        !affected,
                        budget,
                        (box, matched, matchedStates) -> {
                            Set<String> places = changedPlaces(matched, matchedStates);
                            if (affected || !places.isEmpty()) {
                                Arrays.stream(groups).forEach(group -> places.addAll(group.changedPlaces()));
                                compareAnswers(start, combination, box, places);
                            }
                        })
                .divideBox(space.allQueries(), candidates, states.toArray(MatchState[]::new));
    }

    private static Set<String> changedPlaces(List<VersionedRow> matched, MatchState[] states) {
        Set<String> places = new TreeSet<>();
        for (int i = 0; i < matched.size(); i++) {
            if (states[i] != MatchState.LATENT) {
                places.addAll(matched.get(i).changedPlaces());
            }
        }
        return places;
    }

    private void compareAnswers(SecondStageStart start, int[] numbers, QueryBox box, Set<String> places) {
        budget.takeEvaluation();
        int[] classes = start.exampleClasses(box);
        List<PartChange> changes = comparer.compareAnswers(
                queries.createQuery(classes, ComparedVersion.BEFORE),
                queries.createQuery(classes, ComparedVersion.AFTER));
        if (everyQuery || !changes.isEmpty()) {
            ChangedQueries entry = found.computeIfAbsent(
                    changes, any -> new ChangedQueries(new ArrayList<>(), new ArrayList<>(), new TreeSet<>()));
            entry.because().addAll(places);
            entry.examples().add(queries.createSentQuery(classes));
            entry.boxes().add(toCombinationBox(numbers, box));
        }
    }

    private QueryBox toCombinationBox(int[] numbers, QueryBox box) {
        List<ValueClasses> sets = new ArrayList<>();
        Arrays.stream(numbers).forEach(number -> sets.add(ValueClasses.range(number, number)));
        Arrays.stream(laterInputs).forEach(input -> sets.add(box.classesOf(input)));
        return new QueryBox(sets);
    }
}
