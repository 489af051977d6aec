package support.entitlement.impact;

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
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Decision;
import support.entitlement.decision.Milestone;
import support.entitlement.decision.Query;
import support.entitlement.impact.Beginning.Group;
import support.entitlement.impact.Beginning.Outcome;
import support.entitlement.impact.Rule.Version;
import support.entitlement.policy.Policy;
import support.entitlement.table.Box;
import support.entitlement.table.ClassSet;
import support.entitlement.table.FactType;
import support.entitlement.table.Table;
import support.entitlement.text.NormalForm;

/**
 * Looks for every query that two versions answer otherwise. Not thread-safe; it lives for one search.
 *
 * <p>The first tables are followed for each {@link Beginning} by itself. Each combination of their groups comes to a level and a
 * category, and with these the rows of the later tables are divided by the facts that are left, where one of them changed.
 */
final class ImpactSearch {

    private static final long MAX_STEPS = 1_000_000_000L;
    private static final int MAX_EVALUATIONS = 100_000;

    /** So many sets of queries of one line are described if the search ended early: to describe all takes time, too. */
    private static final int MAX_BOXES_OF_PARTIAL_LINE = 20;

    private final Policy before;
    private final Policy after;
    private final CommonFacts facts;
    private final ChangedRows changed;
    private final List<Rule> rules = new ArrayList<>();
    private final List<Rule> later;
    private final int[] laterInputs;
    private final Work work;
    private final List<Beginning> beginnings = new ArrayList<>();
    private final Map<List<PartChange>, Found> found = new LinkedHashMap<>();

    /** Whether a milestone falls due as before. */
    private final Map<Milestone, Boolean> counted = new HashMap<>();

    /** Queries whose answers change in the same way: sets of groups of the beginnings, and of classes of the later inputs. */
    record Found(List<Box> boxes, List<Query> examples, Set<String> because) {}

    ImpactSearch(Policy before, Policy after, Duration limit) {
        this(before, after, MAX_STEPS, MAX_EVALUATIONS, limit);
    }

    ImpactSearch(Policy before, Policy after, long maxSteps, int maxEvaluations, Duration limit) {
        this.before = before;
        this.after = after;
        this.facts = new CommonFacts(before.tables(), after.tables());
        this.changed = new ChangedRows(before.tables(), after.tables());
        this.work = new Work(maxSteps, maxEvaluations, limit);
        rules(Version.BEFORE, before.tables());
        rules(Version.AFTER, after.tables());
        this.later = rules.stream()
                .filter(rule -> rule.table().fact() == FactType.COVERAGE)
                .toList();
        Set<Integer> first = new TreeSet<>();
        CommonFacts.IMPACT.forEach(field -> first.add(facts.indexOf(field)));
        rules.stream()
                .filter(rule -> rule.table().fact() == FactType.QUERY)
                .map(Rule::table)
                .distinct()
                .forEach(table -> table.conditions().forEach(column -> first.add(facts.indexOf(column))));
        this.laterInputs = IntStream.range(0, facts.inputs().size())
                .filter(input -> !first.contains(input))
                .toArray();
    }

    private void rules(Version version, List<Table> tables) {
        for (Table table : tables) {
            if (table.fact() == FactType.QUERY || table.fact() == FactType.COVERAGE) {
                table.rows().forEach(row -> rules.add(new Rule(version, table, row, facts, changed)));
            }
        }
    }

    Impact run() {
        String limit = null;
        List<Impact.Line> lines;
        try {
            if (rules.stream().anyMatch(Rule::isChanged)) {
                beginnings.addAll(Beginning.all(facts, rules, work));
                combine(0, new Group[beginnings.size()], new int[beginnings.size()]);
            }
            lines = lines(Integer.MAX_VALUE, work);
        } catch (Work.Exhausted e) {
            limit = e.getMessage() + " What is listed does change, but more may.";
            lines = lines(MAX_BOXES_OF_PARTIAL_LINE, Work.unlimited());
        }
        return new Impact(
                limit == null,
                limit,
                work.evaluated(),
                NameChange.between(before.vocabulary(), after.vocabulary()),
                lines);
    }

    private List<Impact.Line> lines(int maxBoxes, Work work) {
        InWords words = new InWords(facts, beginnings, laterInputs, work);
        List<Impact.Line> lines = new ArrayList<>();
        found.forEach((changes, where) -> {
            List<Box> boxes =
                    where.boxes().subList(0, Math.min(maxBoxes, where.boxes().size()));
            work.take(boxes.size());
            lines.add(new Impact.Line(
                    words.of(boxes),
                    plans(boxes),
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

    private List<String> plans(List<Box> boxes) {
        int plan = facts.indexOf("plan");
        return after.vocabulary().plans().all().stream()
                .filter(name -> before.vocabulary().plans().find(name).isPresent())
                .filter(name -> plan < 0
                        || boxes.stream()
                                .anyMatch(box -> classes(box, plan)
                                        .intersects(facts.domain(plan).of(name))))
                .toList();
    }

    /** The classes that the queries of a box may have for an input. */
    private ClassSet classes(Box box, int input) {
        for (int i = 0; i < laterInputs.length; i++) {
            if (laterInputs[i] == input) {
                return box.set(beginnings.size() + i);
            }
        }
        for (int i = 0; i < beginnings.size(); i++) {
            Beginning beginning = beginnings.get(i);
            if (IntStream.of(beginning.inputs()).anyMatch(each -> each == input)) {
                return ClassSet.union(box.set(i)
                        .classes()
                        .mapToObj(beginning.groups()::get)
                        .flatMap(group -> group.boxes().stream())
                        .map(each -> each.set(input))
                        .toList());
            }
        }
        return facts.domain(input).all();
    }

    CommonFacts facts() {
        return facts;
    }

    List<Beginning> beginnings() {
        return beginnings;
    }

    int[] laterInputs() {
        return laterInputs;
    }

    /** What was found by {@link #run}. */
    Map<List<PartChange>, Found> found() {
        return found;
    }

    /** Follows every combination of a group of each beginning. */
    private void combine(int position, Group[] groups, int[] numbers) {
        if (position == groups.length) {
            follow(groups, numbers);
            return;
        }
        List<Group> choices = beginnings.get(position).groups();
        for (int i = 0; i < choices.size(); i++) {
            groups[position] = choices.get(i);
            numbers[position] = i;
            combine(position + 1, groups, numbers);
        }
    }

    private void follow(Group[] groups, int[] numbers) {
        work.take(later.size() / 16 + 1);
        boolean affected = Arrays.stream(groups).anyMatch(Group::isAffected);
        Start start = new Start(groups);
        if (!affected && later.stream().noneMatch(rule -> rule.isChanged() && start.stateOf(rule) != Partition.OUT)) {
            return;
        }
        work.take(later.size());
        List<Rule> candidates = new ArrayList<>();
        byte[] states = new byte[later.size()];
        for (Rule rule : later) {
            byte state = start.stateOf(rule);
            if (state != Partition.OUT) {
                states[candidates.size()] = state;
                candidates.add(rule);
            }
        }
        int[] numbersNow = numbers.clone();
        new Partition(
                        facts,
                        laterInputs,
                        facts.widens(start.categorySent),
                        Map.of(),
                        !affected,
                        work,
                        (box, matched, matchedStates) ->
                                compare(groups, numbersNow, affected, box, matched, matchedStates))
                .divide(facts.all(), candidates, Arrays.copyOf(states, candidates.size()));
    }

    /** What a combination of groups comes to. */
    private final class Start {

        private final Group[] groups;
        private final Outcome before;
        private final Outcome after;
        private final boolean levelMayCome;
        private final boolean categoryMayCome;
        private final boolean categorySent;
        private final boolean[] widens;

        Start(Group[] groups) {
            this.groups = groups;
            this.before = outcome(Group::before);
            this.after = outcome(Group::after);
            this.categorySent = Arrays.stream(groups).anyMatch(Group::hasCategorySent);
            this.levelMayCome = isAbsentFor(Beginning::givesLevel);
            this.categoryMayCome = !categorySent && isAbsentFor(Beginning::givesCategory);
            this.widens = facts.widens(categorySent);
        }

        private Outcome outcome(Function<Group, Outcome> version) {
            List<Outcome> outcomes = Arrays.stream(groups).map(version).toList();
            return new Outcome(
                    last(outcomes.stream().map(Outcome::supportLevel)),
                    last(outcomes.stream().map(Outcome::slaCategory)));
        }

        private static @Nullable String last(Stream<@Nullable String> values) {
            return values.map(Optional::ofNullable)
                    .flatMap(Optional::stream)
                    .findFirst()
                    .orElse(null);
        }

        private boolean isAbsentFor(Predicate<Beginning> gives) {
            return IntStream.range(0, groups.length)
                    .anyMatch(i ->
                            gives.test(beginnings.get(i)) && !groups[i].absent().isEmpty());
        }

        /** How a rule of the later tables stands to this start. */
        byte stateOf(Rule rule) {
            byte state = Partition.EXACT;
            Outcome outcome = rule.version() == Version.BEFORE ? before : after;
            for (Rule.Demand demand : rule.demands()) {
                boolean level = demand.field().equals("supportLevel");
                Object value = level ? outcome.supportLevel() : outcome.slaCategory();
                if (!demand.column().holds(value, demand.cell())) {
                    boolean mayCome = level ? levelMayCome : categoryMayCome;
                    boolean isLookedAt = !level && !categorySent;
                    if (!mayCome && !isLookedAt) {
                        return Partition.OUT;
                    }
                    state = (byte) Math.min(state, mayCome ? Partition.WIDE : Partition.LATENT);
                }
            }
            for (Map.Entry<Integer, ClassSet> asked : rule.sets().entrySet()) {
                int input = asked.getKey();
                for (Group group : groups) {
                    ClassSet shared = group.shared(input).orElse(null);
                    if (shared != null && !asked.getValue().contains(shared)) {
                        boolean maySend =
                                widens[input] && facts.domain(input).absent().contains(shared);
                        if (!maySend) {
                            return Partition.OUT;
                        }
                        state = Partition.WIDE;
                    }
                }
            }
            return state;
        }
    }

    private void compare(Group[] groups, int[] numbers, boolean affected, Box box, List<Rule> matched, byte[] states) {
        Set<String> because = new TreeSet<>();
        for (int i = 0; i < matched.size(); i++) {
            if (states[i] != Partition.LATENT) {
                because.addAll(matched.get(i).changes());
            }
        }
        if (because.isEmpty() && !affected) {
            return;
        }
        Arrays.stream(groups).forEach(group -> because.addAll(group.changes()));
        work.takeEvaluation();
        int[] classes = IntStream.range(0, facts.inputs().size())
                .map(input -> facts.domain(input).clearest(box.set(input)))
                .toArray();
        for (int i = 0; i < groups.length; i++) {
            Box example = groups[i].boxes().get(0);
            for (int input : beginnings.get(i).inputs()) {
                classes[input] = facts.domain(input).clearest(example.set(input));
            }
        }
        Decision old = before.evaluate(facts.query(classes, before.vocabulary()));
        Decision now = after.evaluate(facts.query(classes, after.vocabulary()));
        List<PartChange> changes = new ArrayList<>(Answers.compare(old, now));
        dueTimes(old, now).forEach(changes::add);
        if (!changes.isEmpty()) {
            Found entry = found.computeIfAbsent(
                    changes, any -> new Found(new ArrayList<>(), new ArrayList<>(), new TreeSet<>()));
            entry.because().addAll(because);
            entry.examples().add(facts.example(classes, after.vocabulary()));
            List<ClassSet> sets = new ArrayList<>();
            Arrays.stream(numbers).forEach(number -> sets.add(ClassSet.range(number, number)));
            Arrays.stream(laterInputs).forEach(input -> sets.add(box.set(input)));
            entry.boxes().add(new Box(sets));
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
