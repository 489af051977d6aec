package support.entitlement.change.impact;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.change.diff.NameChange;
import support.entitlement.change.impact.FirstStageGroups.FactGroup;
import support.entitlement.change.impact.FirstStageGroups.FirstStageOutcome;
import support.entitlement.change.impact.VersionedRow.ComparedVersion;
import support.entitlement.decision.Decision;
import support.entitlement.decision.Milestone;
import support.entitlement.decision.Query;
import support.entitlement.policy.Policy;
import support.entitlement.table.FactField;
import support.entitlement.table.FactType;
import support.entitlement.table.Table;
import support.entitlement.table.space.QueryBox;
import support.entitlement.table.space.ValueClasses;
import support.entitlement.text.NormalForm;

/**
 * Looks for every query that two versions answer otherwise. Not thread-safe; it lives for one search.
 *
 * <p>The first tables are followed for each {@link FirstStageGroups} by itself. Each combination of their groups comes to a level and a
 * category, and with these the rows of the later tables are divided by the facts that are left, where one of them changed.
 */
final class ImpactSearch {

    private static final long MAX_STEPS = 1_000_000_000L;
    private static final int MAX_EVALUATIONS = 100_000;

    /** So many sets of queries of one line are described if the search ended early: to describe all takes time, too. */
    private static final int MAX_BOXES_OF_PARTIAL_LINE = 20;

    private final Policy before;
    private final Policy after;
    private final CommonQuerySpace facts;
    private final ChangedRows changed;
    private final List<VersionedRow> rules = new ArrayList<>();
    private final List<VersionedRow> later;
    private final int[] laterInputs;
    private final SearchBudget budget;
    private final List<FirstStageGroups> beginnings = new ArrayList<>();
    private final Map<List<PartChange>, ChangedQueries> found = new LinkedHashMap<>();

    /** Whether a milestone falls due as before. */
    private final Map<Milestone, Boolean> counted = new HashMap<>();

    /** Queries whose answers change in the same way: sets of groups of the beginnings, and of classes of the later inputs. */
    record ChangedQueries(List<QueryBox> boxes, List<Query> examples, Set<String> because) {}

    ImpactSearch(Policy before, Policy after, Duration limit) {
        this(before, after, limit, () -> false);
    }

    ImpactSearch(Policy before, Policy after, Duration limit, BooleanSupplier hasLeft) {
        this(before, after, new SearchBudget(MAX_STEPS, MAX_EVALUATIONS, limit, hasLeft));
    }

    ImpactSearch(Policy before, Policy after, SearchBudget budget) {
        this.before = before;
        this.after = after;
        this.facts = new CommonQuerySpace(before.tables(), after.tables());
        this.changed = new ChangedRows(before.tables(), after.tables());
        this.budget = budget;
        addRows(ComparedVersion.BEFORE, before.tables());
        addRows(ComparedVersion.AFTER, after.tables());
        this.later = rules.stream()
                .filter(rule -> rule.table().fact() == FactType.COVERAGE)
                .toList();
        Set<Integer> first = new TreeSet<>();
        CommonQuerySpace.IMPACT_OR_CATEGORY.forEach(field -> first.add(facts.indexOf(field)));
        rules.stream()
                .filter(rule -> rule.table().fact() == FactType.QUERY)
                .map(VersionedRow::table)
                .distinct()
                .forEach(table -> table.conditions().forEach(column -> first.add(facts.indexOf(column))));
        this.laterInputs = IntStream.range(0, facts.inputs().size())
                .filter(input -> !first.contains(input))
                .toArray();
    }

    private void addRows(ComparedVersion version, List<Table> tables) {
        for (Table table : tables) {
            if (table.fact() == FactType.QUERY || table.fact() == FactType.COVERAGE) {
                table.rows().forEach(row -> rules.add(new VersionedRow(version, table, row, facts, changed)));
            }
        }
    }

    PolicyImpact findImpact() {
        String limit = null;
        List<PolicyImpact.ImpactLine> lines;
        try {
            if (rules.stream().anyMatch(VersionedRow::isChanged)) {
                beginnings.addAll(FirstStageGroups.all(facts, rules, budget));
                combineGroups(0, new FactGroup[beginnings.size()], new int[beginnings.size()]);
            }
            lines = lines(Integer.MAX_VALUE, budget);
        } catch (SearchBudget.Exhausted e) {
            limit = e.getMessage() + " What is listed does change, but more may.";
            lines = lines(MAX_BOXES_OF_PARTIAL_LINE, SearchBudget.unlimited());
        }
        return new PolicyImpact(
                limit == null,
                limit,
                budget.evaluated(),
                NameChange.between(before.vocabulary(), after.vocabulary()),
                lines);
    }

    private List<PolicyImpact.ImpactLine> lines(int maxBoxes, SearchBudget budget) {
        QueryDescriber words = new QueryDescriber(facts, beginnings, laterInputs, budget);
        List<PolicyImpact.ImpactLine> lines = new ArrayList<>();
        found.forEach((changes, where) -> {
            List<QueryBox> boxes =
                    where.boxes().subList(0, Math.min(maxBoxes, where.boxes().size()));
            budget.take(boxes.size());
            lines.add(new PolicyImpact.ImpactLine(
                    words.describeBoxes(boxes),
                    affectedPlans(boxes),
                    where.examples().get(0),
                    changes,
                    Direction.of(changes.stream().map(PartChange::direction).toList()),
                    List.copyOf(where.because())));
        });
        lines.sort(Comparator.comparing(line -> line.direction() == Direction.WORSE
                ? 0
                : line.direction() == Direction.MIXED ? 1 : line.direction() == Direction.UNKNOWN ? 2 : 3));
        return List.copyOf(lines);
    }

    private List<String> affectedPlans(List<QueryBox> boxes) {
        int plan = facts.indexOf(FactField.PLAN);
        return after.vocabulary().plans().all().stream()
                .filter(name -> before.vocabulary().plans().findSpelling(name).isPresent())
                .filter(name -> plan < 0
                        || boxes.stream()
                                .anyMatch(box -> classesOf(box, plan)
                                        .intersects(facts.domainOf(plan).classOf(name))))
                .toList();
    }

    /** The classes that the queries of a box may have for an input. */
    private ValueClasses classesOf(QueryBox box, int input) {
        for (int i = 0; i < laterInputs.length; i++) {
            if (laterInputs[i] == input) {
                return box.classesOf(beginnings.size() + i);
            }
        }
        for (int i = 0; i < beginnings.size(); i++) {
            FirstStageGroups beginning = beginnings.get(i);
            if (IntStream.of(beginning.inputs()).anyMatch(each -> each == input)) {
                return ValueClasses.union(box.classesOf(i)
                        .streamClasses()
                        .mapToObj(beginning.groups()::get)
                        .flatMap(group -> group.boxes().stream())
                        .map(each -> each.classesOf(input))
                        .toList());
            }
        }
        return facts.domainOf(input).allClasses();
    }

    CommonQuerySpace querySpace() {
        return facts;
    }

    List<FirstStageGroups> firstStageGroups() {
        return beginnings;
    }

    int[] laterInputs() {
        return laterInputs;
    }

    /** What was found by {@link #findImpact}. */
    Map<List<PartChange>, ChangedQueries> changedQueries() {
        return found;
    }

    /** Follows every combination of a group of each beginning. */
    private void combineGroups(int position, FactGroup[] groups, int[] numbers) {
        if (position == groups.length) {
            searchCombination(groups, numbers);
            return;
        }
        List<FactGroup> choices = beginnings.get(position).groups();
        for (int i = 0; i < choices.size(); i++) {
            groups[position] = choices.get(i);
            numbers[position] = i;
            combineGroups(position + 1, groups, numbers);
        }
    }

    private void searchCombination(FactGroup[] groups, int[] numbers) {
        budget.take(later.size() / 16 + 1);
        boolean affected = Arrays.stream(groups).anyMatch(FactGroup::isAffected);
        SecondStageStart start = new SecondStageStart(groups);
        if (!affected
                && later.stream().noneMatch(rule -> rule.isChanged() && start.stateOf(rule) != QueryPartition.OUT)) {
            return;
        }
        budget.take(later.size());
        List<VersionedRow> candidates = new ArrayList<>();
        byte[] states = new byte[later.size()];
        for (VersionedRow rule : later) {
            byte state = start.stateOf(rule);
            if (state != QueryPartition.OUT) {
                states[candidates.size()] = state;
                candidates.add(rule);
            }
        }
        int[] numbersNow = numbers.clone();
        new QueryPartition(
                        facts,
                        laterInputs,
                        facts.widenedInputs(start.categorySent),
                        Map.of(),
                        !affected,
                        budget,
                        (box, matched, matchedStates) ->
                                compareAnswers(groups, numbersNow, affected, box, matched, matchedStates))
                .divideBox(facts.allQueries(), candidates, Arrays.copyOf(states, candidates.size()));
    }

    /** What a combination of groups comes to. */
    private final class SecondStageStart {

        private final FactGroup[] groups;
        private final FirstStageOutcome before;
        private final FirstStageOutcome after;
        private final boolean levelMayCome;
        private final boolean categoryMayCome;
        private final boolean categorySent;
        private final boolean[] widens;

        SecondStageStart(FactGroup[] groups) {
            this.groups = groups;
            this.before = combineOutcomes(FactGroup::outcomeBefore);
            this.after = combineOutcomes(FactGroup::outcomeAfter);
            this.categorySent = Arrays.stream(groups).anyMatch(FactGroup::hasCategorySent);
            this.levelMayCome = isAbsentFor(FirstStageGroups::givesLevel);
            this.categoryMayCome = !categorySent && isAbsentFor(FirstStageGroups::givesCategory);
            this.widens = facts.widenedInputs(categorySent);
        }

        private FirstStageOutcome combineOutcomes(Function<FactGroup, FirstStageOutcome> version) {
            List<FirstStageOutcome> outcomes =
                    Arrays.stream(groups).map(version).toList();
            return new FirstStageOutcome(
                    firstPresent(outcomes.stream().map(FirstStageOutcome::supportLevel)),
                    firstPresent(outcomes.stream().map(FirstStageOutcome::slaCategory)));
        }

        private static @Nullable String firstPresent(Stream<@Nullable String> values) {
            return values.map(Optional::ofNullable)
                    .flatMap(Optional::stream)
                    .findFirst()
                    .orElse(null);
        }

        private boolean isAbsentFor(Predicate<FirstStageGroups> gives) {
            return IntStream.range(0, groups.length)
                    .anyMatch(i -> gives.test(beginnings.get(i))
                            && !groups[i].absentInputs().isEmpty());
        }

        /** How a rule of the later tables stands to this start. */
        byte stateOf(VersionedRow rule) {
            byte state = QueryPartition.EXACT;
            FirstStageOutcome outcome = rule.version() == ComparedVersion.BEFORE ? before : after;
            for (VersionedRow.DerivedCondition demand : rule.derivedConditions()) {
                boolean level = demand.field().equals("supportLevel");
                Object value = level ? outcome.supportLevel() : outcome.slaCategory();
                if (!demand.column().holdsFor(value, demand.cell())) {
                    boolean mayCome = level ? levelMayCome : categoryMayCome;
                    boolean isLookedAt = !level && !categorySent;
                    if (!mayCome && !isLookedAt) {
                        return QueryPartition.OUT;
                    }
                    state = (byte) Math.min(state, mayCome ? QueryPartition.WIDE : QueryPartition.LATENT);
                }
            }
            for (Map.Entry<Integer, ValueClasses> asked : rule.classesByInput().entrySet()) {
                int input = asked.getKey();
                for (FactGroup group : groups) {
                    ValueClasses shared = group.sharedClasses(input).orElse(null);
                    if (shared != null && !asked.getValue().contains(shared)) {
                        boolean maySend = widens[input]
                                && facts.domainOf(input).absentClass().contains(shared);
                        if (!maySend) {
                            return QueryPartition.OUT;
                        }
                        state = QueryPartition.WIDE;
                    }
                }
            }
            return state;
        }
    }

    private void compareAnswers(
            FactGroup[] groups,
            int[] numbers,
            boolean affected,
            QueryBox box,
            List<VersionedRow> matched,
            byte[] states) {
        Set<String> because = new TreeSet<>();
        for (int i = 0; i < matched.size(); i++) {
            if (states[i] != QueryPartition.LATENT) {
                because.addAll(matched.get(i).changedPlaces());
            }
        }
        if (because.isEmpty() && !affected) {
            return;
        }
        Arrays.stream(groups).forEach(group -> because.addAll(group.changedPlaces()));
        budget.takeEvaluation();
        int[] classes = IntStream.range(0, facts.inputs().size())
                .map(input -> facts.domainOf(input).clearestClass(box.classesOf(input)))
                .toArray();
        for (int i = 0; i < groups.length; i++) {
            QueryBox example = groups[i].boxes().get(0);
            for (int input : beginnings.get(i).inputs()) {
                classes[input] = facts.domainOf(input).clearestClass(example.classesOf(input));
            }
        }
        Decision old = before.decideUncached(facts.createQuery(classes, before.vocabulary()));
        Decision now = after.decideUncached(facts.createQuery(classes, after.vocabulary()));
        List<PartChange> changes = new ArrayList<>(DecisionDiff.compareDecisions(old, now));
        dueTimes(old, now).forEach(changes::add);
        if (!changes.isEmpty()) {
            ChangedQueries entry = found.computeIfAbsent(
                    changes, any -> new ChangedQueries(new ArrayList<>(), new ArrayList<>(), new TreeSet<>()));
            entry.because().addAll(because);
            entry.examples().add(facts.createExample(classes, after.vocabulary()));
            List<ValueClasses> sets = new ArrayList<>();
            Arrays.stream(numbers).forEach(number -> sets.add(ValueClasses.range(number, number)));
            Arrays.stream(laterInputs).forEach(input -> sets.add(box.classesOf(input)));
            entry.boxes().add(new QueryBox(sets));
        }
    }

    /** Milestones that are promised as before, in a calendar that is open at other times. */
    private Stream<PartChange> dueTimes(Decision old, Decision now) {
        return now.milestones().stream()
                .filter(milestone -> changed.isChanged(milestone.calendar()))
                .filter(milestone -> old.milestones().stream().anyMatch(was -> isOn(was, milestone)))
                .filter(milestone -> !counted.computeIfAbsent(milestone, each -> after.countsLike(before, each)))
                .map(milestone -> new PartChange(
                        milestone.name() + ": falls due by other hours of “" + milestone.calendar() + "”",
                        null,
                        null,
                        Direction.UNKNOWN))
                .distinct();
    }

    private static boolean isOn(Milestone one, Milestone other) {
        return one.name().equals(other.name()) && NormalForm.areSame(one.calendar(), other.calendar());
    }
}
