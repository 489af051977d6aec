package support.entitlement.impact;

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
import support.entitlement.impact.Rule.Said;
import support.entitlement.impact.Rule.Version;
import support.entitlement.table.Box;
import support.entitlement.table.ClassSet;
import support.entitlement.table.FactType;
import support.entitlement.table.HitPolicy;
import support.entitlement.table.Table;
import support.entitlement.text.NormalForm;

/**
 * Some facts that only the first tables look at together, such as the plan, or the impact: all their values, in groups of which
 * those tables say the same. The later tables are then followed once for each group, and not for each value.
 */
final class Beginning {

    private final int[] inputs;
    private final List<Group> groups;
    private final boolean givesLevel;
    private final boolean givesCategory;

    private Beginning(int[] inputs, List<Group> groups, boolean givesLevel, boolean givesCategory) {
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
    record Outcome(@Nullable String supportLevel, @Nullable String slaCategory) {}

    /** Values of the facts of a beginning that the first tables answer alike. */
    static final class Group {

        private final List<Box> boxes = new ArrayList<>();
        private final Set<String> changes = new TreeSet<>();
        private final Key key;

        Group(Key key) {
            this.key = key;
        }

        /** The values, as sets of classes for the inputs of the beginning; other inputs may be anything. */
        List<Box> boxes() {
            return boxes;
        }

        /** The places of what changed in rows that match, or would if another fact were sent. */
        Set<String> changes() {
            return changes;
        }

        Outcome before() {
            return key.before();
        }

        Outcome after() {
            return key.after();
        }

        /** Whether what the first tables say may differ. */
        boolean isAffected() {
            return key.affected();
        }

        /** Inputs that were not sent and may be later. */
        Set<Integer> absent() {
            return key.absent();
        }

        /** The classes of an input that the later tables look at, too. */
        Optional<ClassSet> shared(int input) {
            return Optional.ofNullable(key.shared().get(input));
        }

        /** Whether an agent has given the category. */
        boolean hasCategorySent() {
            return key.categorySent();
        }
    }

    /** What values must have in common to be of one group. */
    private record Key(
            List<Object> says,
            Outcome before,
            Outcome after,
            boolean affected,
            Set<Integer> absent,
            Map<Integer, ClassSet> shared,
            boolean categorySent) {}

    int[] inputs() {
        return inputs;
    }

    List<Group> groups() {
        return groups;
    }

    boolean givesLevel() {
        return givesLevel;
    }

    boolean givesCategory() {
        return givesCategory;
    }

    /** Divides the facts that the first tables look at into beginnings that have nothing to do with each other. */
    static List<Beginning> all(CommonFacts facts, List<Rule> rules, Work work) {
        List<Set<Object>> parts = new ArrayList<>();
        Set<Object> impact = new HashSet<>();
        CommonFacts.IMPACT.stream()
                .map(facts::indexOf)
                .filter(input -> input >= 0)
                .forEach(impact::add);
        impact.add("slaCategory");
        join(parts, impact);
        rules.stream()
                .filter(rule -> rule.table().fact() == FactType.QUERY)
                .map(Rule::table)
                .distinct()
                .forEach(table -> join(parts, touched(facts, table)));
        List<Beginning> beginnings = new ArrayList<>();
        for (Set<Object> part : parts) {
            beginnings.add(of(facts, rules, part, work));
        }
        return beginnings;
    }

    /** The inputs of a table, its name, and what it says of the facts that later tables look at. */
    private static Set<Object> touched(CommonFacts facts, Table table) {
        Set<Object> touched = new HashSet<>();
        table.conditions().forEach(column -> touched.add(facts.indexOf(column)));
        Stream.of("supportLevel", "slaCategory").filter(table::says).forEach(touched::add);
        touched.add(new TableKey(table));
        return touched;
    }

    private record TableKey(String name) {

        TableKey(Table table) {
            this(NormalForm.key(table.name()));
        }
    }

    private static void join(List<Set<Object>> parts, Set<Object> part) {
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

    private static Beginning of(CommonFacts facts, List<Rule> all, Set<Object> part, Work work) {
        int[] inputs = part.stream()
                .filter(Integer.class::isInstance)
                .mapToInt(Integer.class::cast)
                .sorted()
                .toArray();
        List<Rule> rules = all.stream()
                .filter(rule -> rule.table().fact() == FactType.QUERY && part.contains(new TableKey(rule.table())))
                .toList();
        Map<Integer, List<ClassSet>> shared = shared(facts, inputs, all);
        Map<Key, Group> groups = new LinkedHashMap<>();
        int category = facts.indexOf("slaCategory");
        boolean impact = Arrays.stream(inputs).anyMatch(input -> input == category);
        Box everything = facts.all();
        Box derived = impact ? everything.with(category, facts.domain(category).absent()) : everything;
        new Partition(
                        facts,
                        inputs,
                        facts.widens(false),
                        shared,
                        false,
                        work,
                        (box, matched, states) ->
                                group(groups, box, new Matched(facts, inputs, matched, states, shared.keySet()), null))
                .divide(derived, rules, exact(rules.size()));
        if (impact) {
            facts.domain(category).sent().classes().forEach(number -> {
                Box sent = everything.with(category, ClassSet.range(number, number));
                for (String fact : CommonFacts.IMPACT.subList(0, 2)) {
                    int input = facts.indexOf(fact);
                    sent = input < 0
                            ? sent
                            : sent.with(input, facts.domain(input).absent());
                }
                String name = String.valueOf(facts.domain(category).example(number));
                new Partition(
                                facts,
                                inputs,
                                facts.widens(true),
                                shared,
                                false,
                                work,
                                (box, matched, states) -> group(
                                        groups,
                                        box,
                                        new Matched(facts, inputs, matched, states, shared.keySet()),
                                        name))
                        .divide(sent, rules, exact(rules.size()));
            });
        }
        return new Beginning(
                inputs, new ArrayList<>(groups.values()), part.contains("supportLevel"), part.contains("slaCategory"));
    }

    private static byte[] exact(int size) {
        byte[] states = new byte[size];
        Arrays.fill(states, Partition.EXACT);
        return states;
    }

    /** Sets of classes that the later tables do not tell apart, for the inputs that they look at, too. */
    private static Map<Integer, List<ClassSet>> shared(CommonFacts facts, int[] inputs, List<Rule> rules) {
        Map<Integer, List<ClassSet>> shared = new LinkedHashMap<>();
        for (int input : inputs) {
            Set<ClassSet> sets = new HashSet<>();
            rules.stream()
                    .filter(rule -> rule.table().fact() == FactType.COVERAGE)
                    .map(rule -> rule.set(input))
                    .filter(Objects::nonNull)
                    .forEach(sets::add);
            if (!sets.isEmpty()) {
                Map<List<Boolean>, List<ClassSet>> byMembership = new LinkedHashMap<>();
                facts.domain(input)
                        .all()
                        .classes()
                        .forEach(number -> byMembership
                                .computeIfAbsent(
                                        sets.stream()
                                                .map(set -> set.contains(number))
                                                .toList(),
                                        any -> new ArrayList<>())
                                .add(ClassSet.range(number, number)));
                shared.put(
                        input,
                        byMembership.values().stream()
                                .flatMap(list -> Stream.of(ClassSet.union(list)))
                                .flatMap(set -> Stream.of(
                                        set.minus(facts.domain(input).absent()),
                                        set.and(facts.domain(input).absent())))
                                .filter(set -> !set.isEmpty())
                                .toList());
            }
        }
        return shared;
    }

    /** The rules that match the queries of a box, or would if another fact were sent. */
    private record Matched(CommonFacts facts, int[] inputs, List<Rule> rules, byte[] states, Set<Integer> shared) {

        /** What the rules of a version that count come to. */
        Outcome outcome(Version version, @Nullable String categorySent) {
            Set<Table> hit = new HashSet<>();
            String level = null;
            String category = null;
            for (int i = 0; i < rules.size(); i++) {
                Rule rule = rules.get(i);
                Table table = rule.table();
                if (rule.version() == version
                        && states[i] == Partition.EXACT
                        && (table.hitPolicy() != HitPolicy.FIRST || hit.add(table))) {
                    level = said("supportLevel", rule.says()).orElse(level);
                    category = said("slaCategory", rule.says()).orElse(category);
                }
            }
            return new Outcome(level, categorySent == null ? category : categorySent);
        }

        private static Optional<String> said(String method, List<Said> says) {
            return says.stream()
                    .filter(said -> said.method().equals(method))
                    .map(said -> (String) said.value())
                    .reduce((first, last) -> last);
        }

        /** What the rules say, in their order, and which facts those ask for that would match if they were sent. */
        List<Object> says() {
            List<Object> says = new ArrayList<>();
            for (int i = 0; i < rules.size(); i++) {
                Rule rule = rules.get(i);
                says.add(List.of(
                        rule.version(),
                        rule.table().name(),
                        rule.says(),
                        states[i] == Partition.EXACT ? List.of() : rule.asks()));
            }
            return says;
        }

        Map<Integer, ClassSet> sharedOf(Box box) {
            Map<Integer, ClassSet> sets = new LinkedHashMap<>();
            shared.forEach(input -> sets.put(input, box.set(input)));
            return sets;
        }

        Set<Integer> absent(Box box, boolean[] widens) {
            Set<Integer> absent = new TreeSet<>();
            IntStream.of(inputs)
                    .filter(input ->
                            widens[input] && facts.domain(input).absent().contains(box.set(input)))
                    .forEach(absent::add);
            return absent;
        }

        Collection<String> changes() {
            return rules.stream().flatMap(rule -> rule.changes().stream()).toList();
        }
    }

    private static void group(Map<Key, Group> groups, Box box, Matched matched, @Nullable String categorySent) {
        Key key = new Key(
                matched.says(),
                matched.outcome(Version.BEFORE, categorySent),
                matched.outcome(Version.AFTER, categorySent),
                !matched.changes().isEmpty(),
                matched.absent(box, matched.facts().widens(categorySent != null)),
                matched.sharedOf(box),
                categorySent != null);
        Group group = groups.computeIfAbsent(key, Group::new);
        group.boxes().add(box);
        group.changes().addAll(matched.changes());
    }
}
