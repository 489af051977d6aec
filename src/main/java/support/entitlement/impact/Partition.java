package support.entitlement.impact;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import support.entitlement.table.Box;
import support.entitlement.table.ClassSet;

/**
 * Divides queries into boxes within which every rule matches all queries or none, whatever other facts are sent in place of those
 * that were not.
 *
 * <p>One input after the other, its classes are grouped by the rules that admit them, and each group is followed with those rules
 * alone. Not thread-safe; it lives for one search.
 */
final class Partition {

    /** A rule that does not match. */
    static final byte OUT = 0;
    /** A rule that earlier tables rule out, though the search for missing facts looks at it if one is that it asks for. */
    static final byte LATENT = 1;
    /** A rule that would match if facts were sent that were not. */
    static final byte WIDE = 2;
    /** A rule that matches. */
    static final byte EXACT = 3;

    private final CommonFacts facts;
    private final int[] inputs;
    private final boolean[] widens;
    private final Map<Integer, List<ClassSet>> atoms;
    private final Work work;
    private final boolean onlyChanged;
    private final Leaf leaf;

    /** Takes what is found. */
    interface Leaf {
        void of(Box box, List<Rule> rules, byte[] states);
    }

    /**
     * Prepares a search.
     *
     * @param inputs the inputs to divide; a box has a set for each of all inputs
     * @param widens for each of all inputs, whether it may be sent later
     * @param atoms sets of classes that are to be told apart in any case, by input
     * @param onlyChanged whether boxes without a changed rule are left out
     */
    Partition(
            CommonFacts facts,
            int[] inputs,
            boolean[] widens,
            Map<Integer, List<ClassSet>> atoms,
            boolean onlyChanged,
            Work work,
            Leaf leaf) {
        this.facts = facts;
        this.inputs = inputs;
        this.widens = widens;
        this.atoms = atoms;
        this.onlyChanged = onlyChanged;
        this.work = work;
        this.leaf = leaf;
    }

    /**
     * Divides the queries of a box.
     *
     * @param states the state of each rule, in the order of the rules
     */
    void divide(Box box, List<Rule> rules, byte[] states) {
        follow(0, box, rules, states);
    }

    private void follow(int position, Box box, List<Rule> rules, byte[] states) {
        work.take(1 + rules.size());
        if (onlyChanged && rules.stream().noneMatch(Rule::isChanged)) {
            return;
        }
        if (position == inputs.length) {
            leaf.of(box, rules, states);
            return;
        }
        int input = inputs[position];
        ClassSet target = onlyChanged ? touched(input, box.set(input), rules) : box.set(input);
        if (target.isEmpty()) {
            return;
        }
        BitSet narrow = new BitSet();
        for (int i = 0; i < rules.size(); i++) {
            ClassSet set = rules.get(i).set(input);
            narrow.set(i, set != null && !set.contains(target));
        }
        groups(input, target, rules, states, narrow).forEach((signature, set) -> {
            int[] kept = IntStream.range(0, rules.size())
                    .filter(i -> !narrow.get(i) || signature.of(i) != OUT)
                    .toArray();
            byte[] newStates = new byte[kept.length];
            List<Rule> newRules = new ArrayList<>(kept.length);
            for (int i = 0; i < kept.length; i++) {
                newRules.add(rules.get(kept[i]));
                newStates[i] = narrow.get(kept[i]) ? signature.of(kept[i]) : states[kept[i]];
            }
            follow(position + 1, box.with(input, set), newRules, newStates);
        });
    }

    /** The classes that a changed rule admits, or would if another fact were sent. */
    private ClassSet touched(int input, ClassSet target, List<Rule> rules) {
        ClassSet touched = ClassSet.EMPTY;
        for (Rule rule : rules) {
            if (rule.isChanged()) {
                ClassSet set = rule.set(input);
                if (set == null) {
                    return target;
                }
                touched = ClassSet.union(List.of(touched, set.and(target), widened(input, set, target)));
            }
        }
        return touched;
    }

    /** The class of an absent input, if it may be sent later: also as a name that only one version knows. */
    private ClassSet widened(int input, ClassSet set, ClassSet target) {
        return widens[input] ? facts.domain(input).absent().and(target).minus(set) : ClassSet.EMPTY;
    }

    /** The states that the narrow rules have for a class, two bits each. */
    private record Signature(BitSet bits, int atom) {

        byte of(int rule) {
            return (byte) ((bits.get(2 * rule) ? 1 : 0) + (bits.get(2 * rule + 1) ? 2 : 0));
        }

        void set(int rule, byte state) {
            bits.set(2 * rule, (state & 1) != 0);
            bits.set(2 * rule + 1, (state & 2) != 0);
        }
    }

    private Map<Signature, ClassSet> groups(
            int input, ClassSet target, List<Rule> rules, byte[] states, BitSet narrow) {
        Map<Integer, Signature> byClass = new LinkedHashMap<>();
        target.classes().forEach(number -> byClass.put(number, new Signature(new BitSet(), atomOf(input, number))));
        narrow.stream().forEach(i -> {
            ClassSet set = rules.get(i).set(input);
            ClassSet admitted = set.and(target);
            work.take(1 + admitted.size());
            admitted.classes().forEach(number -> signature(byClass, number).set(i, states[i]));
            widened(input, set, target).classes().forEach(number -> {
                signature(byClass, number).set(i, WIDE);
                signature(byClass, number)
                        .set(rules.size(), WIDE); // It is told that the fact may matter; who sent it is not.
            });
        });
        Map<Signature, List<ClassSet>> groups = new LinkedHashMap<>();
        byClass.forEach((number, signature) ->
                groups.computeIfAbsent(signature, any -> new ArrayList<>()).add(ClassSet.range(number, number)));
        Map<Signature, ClassSet> joined = new LinkedHashMap<>();
        groups.forEach((signature, classes) -> joined.put(signature, ClassSet.union(classes)));
        return joined;
    }

    private static Signature signature(Map<Integer, Signature> byClass, int number) {
        @Nullable Signature signature = byClass.get(number);
        if (signature == null) {
            throw new IllegalStateException("a class that is not looked at: " + number);
        }
        return signature;
    }

    private int atomOf(int input, int number) {
        List<ClassSet> sets = atoms.getOrDefault(input, List.of());
        for (int i = 0; i < sets.size(); i++) {
            if (sets.get(i).contains(number)) {
                return i;
            }
        }
        return -1;
    }
}
