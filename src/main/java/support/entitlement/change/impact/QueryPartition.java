package support.entitlement.change.impact;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import support.entitlement.table.space.QueryBox;
import support.entitlement.table.space.ValueClasses;

/**
 * Divides queries into boxes within which every rule matches all queries or none, whatever other facts are sent in place of those
 * that were not.
 *
 * <p>One input after the other, its classes are grouped by the rules that admit them, and each group is followed with those rules
 * alone. Not thread-safe; it lives for one search.
 */
final class QueryPartition {

    /** A rule that does not match. */
    static final byte OUT = 0;
    /** A rule that earlier tables rule out, though the search for missing facts looks at it if one is that it asks for. */
    static final byte LATENT = 1;
    /** A rule that would match if facts were sent that were not. */
    static final byte WIDE = 2;
    /** A rule that matches. */
    static final byte EXACT = 3;

    private final CommonQuerySpace facts;
    private final int[] inputs;
    private final boolean[] widens;
    private final Map<Integer, List<ValueClasses>> atoms;
    private final SearchBudget budget;
    private final boolean onlyChanged;
    private final PartConsumer leaf;

    /** Takes what is found. */
    interface PartConsumer {
        void acceptPart(QueryBox box, List<VersionedRow> rules, byte[] states);
    }

    /**
     * Prepares a search.
     *
     * @param inputs the inputs to divide; a box has a set for each of all inputs
     * @param widens for each of all inputs, whether it may be sent later
     * @param atoms sets of classes that are to be told apart in any case, by input
     * @param onlyChanged whether boxes without a changed rule are left out
     */
    QueryPartition(
            CommonQuerySpace facts,
            int[] inputs,
            boolean[] widens,
            Map<Integer, List<ValueClasses>> atoms,
            boolean onlyChanged,
            SearchBudget budget,
            PartConsumer leaf) {
        this.facts = facts;
        this.inputs = inputs;
        this.widens = widens;
        this.atoms = atoms;
        this.onlyChanged = onlyChanged;
        this.budget = budget;
        this.leaf = leaf;
    }

    /**
     * Divides the queries of a box.
     *
     * @param states the state of each rule, in the order of the rules
     */
    void divideBox(QueryBox box, List<VersionedRow> rules, byte[] states) {
        divideFrom(0, box, rules, states);
    }

    private void divideFrom(int position, QueryBox box, List<VersionedRow> rules, byte[] states) {
        budget.take(1 + rules.size());
        if (onlyChanged && rules.stream().noneMatch(VersionedRow::isChanged)) {
            return;
        }
        if (position == inputs.length) {
            leaf.acceptPart(box, rules, states);
            return;
        }
        int input = inputs[position];
        ValueClasses target = onlyChanged ? changedClasses(input, box.classesOf(input), rules) : box.classesOf(input);
        if (target.isEmpty()) {
            return;
        }
        BitSet narrow = new BitSet();
        for (int i = 0; i < rules.size(); i++) {
            ValueClasses set = rules.get(i).classesOf(input);
            narrow.set(i, set != null && !set.contains(target));
        }
        groupClasses(input, target, rules, states, narrow).forEach((signature, set) -> {
            int[] kept = IntStream.range(0, rules.size())
                    .filter(i -> !narrow.get(i) || signature.stateOf(i) != OUT)
                    .toArray();
            byte[] newStates = new byte[kept.length];
            List<VersionedRow> newRules = new ArrayList<>(kept.length);
            for (int i = 0; i < kept.length; i++) {
                newRules.add(rules.get(kept[i]));
                newStates[i] = narrow.get(kept[i]) ? signature.stateOf(kept[i]) : states[kept[i]];
            }
            divideFrom(position + 1, box.withClasses(input, set), newRules, newStates);
        });
    }

    /** The classes that a changed rule admits, or would if another fact were sent. */
    private ValueClasses changedClasses(int input, ValueClasses target, List<VersionedRow> rules) {
        ValueClasses touched = ValueClasses.EMPTY;
        for (VersionedRow rule : rules) {
            if (rule.isChanged()) {
                ValueClasses set = rule.classesOf(input);
                if (set == null) {
                    return target;
                }
                touched = ValueClasses.union(
                        List.of(touched, set.intersectionWith(target), widenedClasses(input, set, target)));
            }
        }
        return touched;
    }

    /** The class of an absent input, if it may be sent later: also as a name that only one version knows. */
    private ValueClasses widenedClasses(int input, ValueClasses set, ValueClasses target) {
        return widens[input]
                ? facts.domainOf(input).absentClass().intersectionWith(target).minus(set)
                : ValueClasses.EMPTY;
    }

    /** The states that the narrow rules have for a class, two bits each. */
    private record StateSignature(BitSet bits, int atom) {

        byte stateOf(int rule) {
            return (byte) ((bits.get(2 * rule) ? 1 : 0) + (bits.get(2 * rule + 1) ? 2 : 0));
        }

        void setState(int rule, byte state) {
            bits.set(2 * rule, (state & 1) != 0);
            bits.set(2 * rule + 1, (state & 2) != 0);
        }
    }

    private Map<StateSignature, ValueClasses> groupClasses(
            int input, ValueClasses target, List<VersionedRow> rules, byte[] states, BitSet narrow) {
        Map<Integer, StateSignature> byClass = new LinkedHashMap<>();
        target.streamClasses()
                .forEach(number -> byClass.put(number, new StateSignature(new BitSet(), atomOf(input, number))));
        narrow.stream().forEach(i -> {
            ValueClasses set = rules.get(i).classesOf(input);
            ValueClasses admitted = set.intersectionWith(target);
            budget.take(1 + admitted.size());
            admitted.streamClasses()
                    .forEach(number -> signatureOf(byClass, number).setState(i, states[i]));
            widenedClasses(input, set, target).streamClasses().forEach(number -> {
                signatureOf(byClass, number).setState(i, WIDE);
                signatureOf(byClass, number)
                        .setState(rules.size(), WIDE); // It is told that the fact may matter; who sent it is not.
            });
        });
        Map<StateSignature, List<ValueClasses>> groups = new LinkedHashMap<>();
        byClass.forEach((number, signature) ->
                groups.computeIfAbsent(signature, any -> new ArrayList<>()).add(ValueClasses.range(number, number)));
        Map<StateSignature, ValueClasses> joined = new LinkedHashMap<>();
        groups.forEach((signature, classes) -> joined.put(signature, ValueClasses.union(classes)));
        return joined;
    }

    private static StateSignature signatureOf(Map<Integer, StateSignature> byClass, int number) {
        @Nullable StateSignature signature = byClass.get(number);
        if (signature == null) {
            throw new IllegalStateException("a class that is not looked at: " + number);
        }
        return signature;
    }

    private int atomOf(int input, int number) {
        List<ValueClasses> sets = atoms.getOrDefault(input, List.of());
        for (int i = 0; i < sets.size(); i++) {
            if (sets.get(i).contains(number)) {
                return i;
            }
        }
        return -1;
    }
}
