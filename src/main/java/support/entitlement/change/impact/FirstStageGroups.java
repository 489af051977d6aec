package support.entitlement.change.impact;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.change.impact.VersionedRow.ComparedVersion;
import support.entitlement.change.impact.VersionedRow.Conclusion;
import support.entitlement.table.ActionName;
import support.entitlement.table.FactField;
import support.entitlement.table.FactType;
import support.entitlement.table.HitPolicy;
import support.entitlement.table.Table;
import support.entitlement.table.space.QueryBox;
import support.entitlement.table.space.ValueClasses;
import support.entitlement.text.NormalForm;

/**
 * Some facts that only the first tables look at together, such as the plan, or the impact: all their values, in groups of which
 * those tables say the same. The later tables are then followed once for each group, and not for each value.
 */
final class FirstStageGroups {

    private final int[] inputs;
    private final List<FactGroup> groups;
    private final boolean givesLevel;
    private final boolean givesCategory;

    private FirstStageGroups(int[] inputs, List<FactGroup> groups, boolean givesLevel, boolean givesCategory) {
        this.inputs = inputs;
        this.groups = List.copyOf(groups);
        this.givesLevel = givesLevel;
        this.givesCategory = givesCategory;
    }

    /**
     * What a group comes to in one version.
     *
     * @param supportLevel the level, or null
     * @param slaCategory the category, or null
     */
    record FirstStageOutcome(
            @Nullable String supportLevel, @Nullable String slaCategory) {}

    /** Values of the facts of a beginning that the first tables answer alike. */
    static final class FactGroup {

        private final List<QueryBox> boxes = new ArrayList<>();
        private final Set<String> changes = new TreeSet<>();
        private final GroupKey key;

        FactGroup(GroupKey key) {
            this.key = key;
        }

        /** The values, as sets of classes for the inputs of the beginning; other inputs may be anything. */
        List<QueryBox> boxes() {
            return boxes;
        }

        /** The places of what changed in rows that match, or would if another fact were sent. */
        Set<String> changedPlaces() {
            return changes;
        }

        FirstStageOutcome outcomeBefore() {
            return key.before();
        }

        FirstStageOutcome outcomeAfter() {
            return key.after();
        }

        /** Whether what the first tables say may differ. */
        boolean isAffected() {
            return key.affected();
        }

        /** Inputs that were not sent and may be later. */
        Set<Integer> absentInputs() {
            return key.absent();
        }

        /** The classes of an input that the later tables look at, too. */
        Optional<ValueClasses> sharedClasses(int input) {
            return Optional.ofNullable(key.shared().get(input));
        }

        /** Whether an agent has given the category. */
        boolean hasCategorySent() {
            return key.categorySent();
        }
    }

    /** What values must have in common to be of one group. */
    private record GroupKey(
            List<Object> says,
            FirstStageOutcome before,
            FirstStageOutcome after,
            boolean affected,
            Set<Integer> absent,
            Map<Integer, ValueClasses> shared,
            boolean categorySent) {}

    int[] inputs() {
        return inputs;
    }

    List<FactGroup> groups() {
        return groups;
    }

    boolean givesLevel() {
        return givesLevel;
    }

    boolean givesCategory() {
        return givesCategory;
    }

    /** Divides the facts that the first tables look at into beginnings that have nothing to do with each other. */
    static List<FirstStageGroups> all(CommonQuerySpace facts, List<VersionedRow> rules, SearchBudget budget) {
        List<Set<Object>> parts = new ArrayList<>();
        Set<Object> impact = new HashSet<>();
        CommonQuerySpace.IMPACT_OR_CATEGORY.stream()
                .map(facts::indexOf)
                .filter(input -> input >= 0)
                .forEach(impact::add);
        impact.add("slaCategory");
        joinParts(parts, impact);
        rules.stream()
                .filter(rule -> rule.table().fact() == FactType.QUERY)
                .map(VersionedRow::table)
                .distinct()
                .forEach(table -> joinParts(parts, factsOfTable(facts, table)));
        List<FirstStageGroups> beginnings = new ArrayList<>();
        for (Set<Object> part : parts) {
            beginnings.add(of(facts, rules, part, budget));
        }
        return beginnings;
    }

    /** The inputs of a table, its name, and what it says of the facts that later tables look at. */
    private static Set<Object> factsOfTable(CommonQuerySpace facts, Table table) {
        Set<Object> touched = new HashSet<>();
        table.conditions().forEach(column -> touched.add(facts.indexOf(column)));
        Stream.of(ActionName.SUPPORT_LEVEL, ActionName.SLA_CATEGORY)
                .filter(table::hasAction)
                .map(ActionName::toString)
                .forEach(touched::add);
        touched.add(new TableKey(table));
        return touched;
    }

    private record TableKey(String name) {

        TableKey(Table table) {
            this(NormalForm.key(table.name()));
        }
    }

    private static void joinParts(List<Set<Object>> parts, Set<Object> part) {
        Set<Object> joined = new HashSet<>(part);
        parts.stream()
                .filter(other -> other.stream().anyMatch(part::contains))
                .toList()
                .forEach(other -> {
                    joined.addAll(other);
                    parts.remove(other);
                });
        parts.add(joined);
    }

    private static FirstStageGroups of(
            CommonQuerySpace facts, List<VersionedRow> all, Set<Object> part, SearchBudget budget) {
        int[] inputs = part.stream()
                .filter(Integer.class::isInstance)
                .mapToInt(Integer.class::cast)
                .sorted()
                .toArray();
        List<VersionedRow> rules = all.stream()
                .filter(rule -> rule.table().fact() == FactType.QUERY && part.contains(new TableKey(rule.table())))
                .toList();
        Map<Integer, List<ValueClasses>> shared = sharedClasses(facts, inputs, all);
        Map<GroupKey, FactGroup> groups = new LinkedHashMap<>();
        int category = facts.indexOf(FactField.SLA_CATEGORY);
        boolean impact = Arrays.stream(inputs).anyMatch(input -> input == category);
        QueryBox everything = facts.allQueries();
        QueryBox derived = impact
                ? everything.withClasses(category, facts.domainOf(category).absentClass())
                : everything;
        new QueryPartition(
                        facts,
                        inputs,
                        facts.widenedInputs(false),
                        shared,
                        false,
                        budget,
                        (box, matched, states) -> addToGroup(
                                groups, box, new MatchedRows(facts, inputs, matched, states, shared.keySet()), null))
                .divideBox(derived, rules, exactStates(rules.size()));
        if (impact) {
            facts.domainOf(category).sentClasses().streamClasses().forEach(number -> {
                QueryBox sent = everything.withClasses(category, ValueClasses.range(number, number));
                for (FactField fact : CommonQuerySpace.IMPACT_OR_CATEGORY.subList(0, 2)) {
                    int input = facts.indexOf(fact);
                    sent = input < 0
                            ? sent
                            : sent.withClasses(input, facts.domainOf(input).absentClass());
                }
                String name = String.valueOf(facts.domainOf(category).exampleOf(number));
                new QueryPartition(
                                facts,
                                inputs,
                                facts.widenedInputs(true),
                                shared,
                                false,
                                budget,
                                (box, matched, states) -> addToGroup(
                                        groups,
                                        box,
                                        new MatchedRows(facts, inputs, matched, states, shared.keySet()),
                                        name))
                        .divideBox(sent, rules, exactStates(rules.size()));
            });
        }
        return new FirstStageGroups(
                inputs, new ArrayList<>(groups.values()), part.contains("supportLevel"), part.contains("slaCategory"));
    }

    private static byte[] exactStates(int size) {
        byte[] states = new byte[size];
        Arrays.fill(states, QueryPartition.EXACT);
        return states;
    }

    /** Sets of classes that the later tables do not tell apart, for the inputs that they look at, too. */
    private static Map<Integer, List<ValueClasses>> sharedClasses(
            CommonQuerySpace facts, int[] inputs, List<VersionedRow> rules) {
        Map<Integer, List<ValueClasses>> shared = new LinkedHashMap<>();
        for (int input : inputs) {
            Set<ValueClasses> sets = new HashSet<>();
            rules.stream()
                    .filter(rule -> rule.table().fact() == FactType.COVERAGE)
                    .map(rule -> rule.classesOf(input))
                    .filter(Objects::nonNull)
                    .forEach(sets::add);
            if (!sets.isEmpty()) {
                Map<List<Boolean>, List<ValueClasses>> byMembership = new LinkedHashMap<>();
                facts.domainOf(input)
                        .allClasses()
                        .streamClasses()
                        .forEach(number -> byMembership
                                .computeIfAbsent(
                                        sets.stream()
                                                .map(set -> set.contains(number))
                                                .toList(),
                                        any -> new ArrayList<>())
                                .add(ValueClasses.range(number, number)));
                shared.put(
                        input,
                        byMembership.values().stream()
                                .flatMap(list -> Stream.of(ValueClasses.union(list)))
                                .flatMap(set -> Stream.of(
                                        set.minus(facts.domainOf(input).absentClass()),
                                        set.intersectionWith(
                                                facts.domainOf(input).absentClass())))
                                .filter(set -> !set.isEmpty())
                                .toList());
            }
        }
        return shared;
    }

    /** The rules that match the queries of a box, or would if another fact were sent. */
    private record MatchedRows(
            CommonQuerySpace facts, int[] inputs, List<VersionedRow> rules, byte[] states, Set<Integer> shared) {

        /** What the rules of a version that count come to. */
        FirstStageOutcome outcomeOf(ComparedVersion version, @Nullable String categorySent) {
            Set<Table> hit = new HashSet<>();
            String level = null;
            String category = null;
            for (int i = 0; i < rules.size(); i++) {
                VersionedRow rule = rules.get(i);
                Table table = rule.table();
                if (rule.version() == version
                        && states[i] == QueryPartition.EXACT
                        && (table.hitPolicy() != HitPolicy.FIRST || hit.add(table))) {
                    level = lastValue("supportLevel", rule.rowConclusions()).orElse(level);
                    category = lastValue("slaCategory", rule.rowConclusions()).orElse(category);
                }
            }
            return new FirstStageOutcome(level, categorySent == null ? category : categorySent);
        }

        private static Optional<String> lastValue(String method, List<Conclusion> says) {
            return says.stream()
                    .filter(said -> said.method().equals(method))
                    .map(said -> (String) said.value())
                    .reduce((first, last) -> last);
        }

        /** What the rules say, in their order, and which facts those ask for that would match if they were sent. */
        List<Object> conclusionKey() {
            List<Object> says = new ArrayList<>();
            for (int i = 0; i < rules.size(); i++) {
                VersionedRow rule = rules.get(i);
                says.add(List.of(
                        rule.version(),
                        rule.table().name(),
                        rule.rowConclusions(),
                        states[i] == QueryPartition.EXACT ? List.of() : rule.sendableConditions()));
            }
            return says;
        }

        Map<Integer, ValueClasses> sharedOf(QueryBox box) {
            Map<Integer, ValueClasses> sets = new LinkedHashMap<>();
            shared.forEach(input -> sets.put(input, box.classesOf(input)));
            return sets;
        }

        Set<Integer> absentInputs(QueryBox box, boolean[] widens) {
            Set<Integer> absent = new TreeSet<>();
            IntStream.of(inputs)
                    .filter(input ->
                            widens[input] && facts.domainOf(input).absentClass().contains(box.classesOf(input)))
                    .forEach(absent::add);
            return absent;
        }

        Collection<String> changedPlaces() {
            return rules.stream().flatMap(rule -> rule.changedPlaces().stream()).toList();
        }
    }

    private static void addToGroup(
            Map<GroupKey, FactGroup> groups, QueryBox box, MatchedRows matched, @Nullable String categorySent) {
        GroupKey key = new GroupKey(
                matched.conclusionKey(),
                matched.outcomeOf(ComparedVersion.BEFORE, categorySent),
                matched.outcomeOf(ComparedVersion.AFTER, categorySent),
                !matched.changedPlaces().isEmpty(),
                matched.absentInputs(box, matched.facts().widenedInputs(categorySent != null)),
                matched.sharedOf(box),
                categorySent != null);
        FactGroup group = groups.computeIfAbsent(key, FactGroup::new);
        group.boxes().add(box);
        group.changedPlaces().addAll(matched.changedPlaces());
    }
}
