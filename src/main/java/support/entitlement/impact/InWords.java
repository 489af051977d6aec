package support.entitlement.impact;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.impact.Beginning.Group;
import support.entitlement.impact.Beginning.Outcome;
import support.entitlement.table.Box;
import support.entitlement.table.ClassSet;
import support.entitlement.table.Input;

/** Says in as few words as it can which queries are meant. Not thread-safe. */
final class InWords {

    private final CommonFacts facts;
    private final List<Beginning> beginnings;
    private final int[] laterInputs;
    private final Work work;

    /**
     * For boxes that have a set of groups for each beginning, and then a set of classes for each later input.
     */
    InWords(CommonFacts facts, List<Beginning> beginnings, int[] laterInputs, Work work) {
        this.facts = facts;
        this.work = work;
        this.beginnings = beginnings;
        this.laterInputs = laterInputs;
    }

    String of(List<Box> boxes) {
        return merged(boxes).stream().map(this::of).distinct().collect(Collectors.joining("; or "));
    }

    /** Joins boxes that differ in one set, as long as there are any. */
    private List<Box> merged(List<Box> boxes) {
        List<Box> merged = new ArrayList<>(new LinkedHashSet<>(boxes));
        int size;
        do {
            size = merged.size();
            int inputs = size == 0 ? 0 : merged.get(0).sets().size();
            for (int input = 0; input < inputs; input++) {
                Map<Box, List<ClassSet>> alike = new LinkedHashMap<>();
                work.take(merged.size());
                for (Box box : merged) {
                    alike.computeIfAbsent(box.with(input, ClassSet.EMPTY), any -> new ArrayList<>())
                            .add(box.set(input));
                }
                int changed = input;
                merged = new ArrayList<>(alike.entrySet().stream()
                        .map(entry -> entry.getKey().with(changed, ClassSet.union(entry.getValue())))
                        .toList());
            }
        } while (merged.size() < size);
        return merged;
    }

    private String of(Box box) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < beginnings.size(); i++) {
            beginning(beginnings.get(i), box.set(i))
                    .filter(text -> !text.isEmpty())
                    .forEach(words::add);
        }
        for (int i = 0; i < laterInputs.length; i++) {
            input(laterInputs[i], box.set(beginnings.size() + i)).forEach(words::add);
        }
        return words.isEmpty() ? "any query" : String.join(", ", words);
    }

    private Stream<String> input(int input, ClassSet set) {
        return set.contains(facts.domain(input).all())
                ? Stream.empty()
                : Stream.of(facts.domain(input).words(facts.inputs().get(input).words(), set));
    }

    /** Groups by what they come to, if all that come to it are meant; otherwise by the facts themselves. */
    private Stream<String> beginning(Beginning beginning, ClassSet set) {
        List<Group> all = beginning.groups();
        if (set.size() == all.size()) {
            return Stream.empty();
        }
        List<Group> meant = set.classes().mapToObj(all::get).toList();
        Set<Outcome> outcomes = meant.stream().map(Group::before).collect(Collectors.toSet());
        boolean byOutcome = meant.stream().allMatch(group -> group.before().equals(group.after()))
                && IntStream.range(0, all.size())
                        .filter(i -> outcomes.contains(all.get(i).before())
                                || outcomes.contains(all.get(i).after()))
                        .allMatch(set::contains);
        return byOutcome ? outcome(beginning, meant) : Stream.of(facts(beginning, meant));
    }

    private static Stream<String> outcome(Beginning beginning, List<Group> meant) {
        List<String> words = new ArrayList<>();
        if (beginning.givesLevel()) {
            words.add(named("support level", meant, Outcome::supportLevel));
        }
        if (beginning.givesCategory()) {
            words.add(named("SLA category", meant, Outcome::slaCategory));
        }
        return words.stream();
    }

    private static String named(String what, List<Group> meant, Function<Outcome, @Nullable String> value) {
        Set<String> names = new LinkedHashSet<>();
        boolean none = false;
        for (Group group : meant) {
            String name = value.apply(group.before());
            if (name == null) {
                none = true;
            } else {
                names.add(name);
            }
        }
        String words = what + " " + String.join(" or ", names);
        return names.isEmpty() ? "no " + what : none ? "no " + what + " or " + words : words;
    }

    private String facts(Beginning beginning, List<Group> meant) {
        List<Box> boxes = merged(meant.stream()
                .flatMap(group -> group.boxes().stream())
                .map(box -> new Box(
                        IntStream.of(beginning.inputs()).mapToObj(box::set).toList()))
                .toList());
        List<String> words = boxes.stream().map(box -> facts(beginning, box)).toList();
        return words.size() == 1 ? words.get(0) : "(" + String.join(" or ", words) + ")";
    }

    private String facts(Beginning beginning, Box box) {
        int[] inputs = beginning.inputs();
        boolean[] isSent = new boolean[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            isSent[i] = !box.set(i).intersects(facts.domain(inputs[i]).absent());
        }
        int category = facts.indexOf("slaCategory");
        boolean categorySent = IntStream.range(0, inputs.length).anyMatch(i -> inputs[i] == category && isSent[i]);
        boolean impactSent = IntStream.range(0, inputs.length)
                .anyMatch(i -> inputs[i] != category && isImpact(inputs[i]) && isSent[i]);
        return IntStream.range(0, inputs.length)
                .filter(i -> isSent[i] || !isImpact(inputs[i]) || (inputs[i] == category ? !impactSent : !categorySent))
                .boxed()
                .flatMap(i -> input(inputs[i], box.set(i)))
                .collect(Collectors.joining(", "));
    }

    private boolean isImpact(int input) {
        Input known = facts.inputs().get(input);
        return !known.attribute() && CommonFacts.IMPACT.contains(known.name());
    }
}
