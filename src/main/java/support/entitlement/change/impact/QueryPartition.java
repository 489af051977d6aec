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
 * Divides queries into boxes within which every row matches all queries or none, whatever other facts are sent in place of absent
 * ones.
 *
 * <p>The inputs are divided one after the other: the classes of an input are grouped by the rows that admit them, and each group is
 * divided further with those rows alone. Not thread-safe; an instance serves one search.
 */
final class QueryPartition {

    private final DividedInputs divided;
    private final boolean onlyChanged;
    private final SearchBudget budget;
    private final BoxConsumer consumer;

    /** Takes the boxes that are found. */
    interface BoxConsumer {

        /**
         * Takes a box.
         *
         * @param rows the rows that match its queries, or would if other facts were sent
         * @param states the state of each row
         */
        void acceptBox(QueryBox box, List<VersionedRow> rows, MatchState[] states);
    }

    /**
     * The inputs that are divided.
     *
     * @param space the space of all inputs
     * @param inputs the inputs to divide
     * @param widened for each input of the space, whether it may be sent later
     * @param atoms sets of classes that are kept apart in any case, by input
     */
    record DividedInputs(
            CommonQuerySpace space, int[] inputs, boolean[] widened, Map<Integer, List<ValueClasses>> atoms) {

        /** Returns the class of an absent input, if it may be sent later, also as a name that only one version knows. */
        private ValueClasses widenedClasses(int input, ValueClasses set, ValueClasses target) {
            return widened[input]
                    ? space.domainOf(input)
                            .absentClass()
                            .intersectionWith(target)
                            .minus(set)
                    : ValueClasses.EMPTY;
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

    /**
     * Prepares a search.
     *
     * @param onlyChanged whether boxes without a changed row are left out
     */
    QueryPartition(DividedInputs divided, boolean onlyChanged, SearchBudget budget, BoxConsumer consumer) {
        this.divided = divided;
        this.onlyChanged = onlyChanged;
        this.budget = budget;
        this.consumer = consumer;
    }

    /**
     * Divides the queries of a box, which has a set of classes for each input of the space.
     *
     * @param states the state of each row
     */
    void divideBox(QueryBox box, List<VersionedRow> rows, MatchState[] states) {
        divideFrom(0, box, rows, states);
    }

    private void divideFrom(int position, QueryBox box, List<VersionedRow> rows, MatchState[] states) {
        budget.take(1 + rows.size());
        if (onlyChanged && rows.stream().noneMatch(VersionedRow::isChanged)) {
            return;
        }
        if (position == divided.inputs().length) {
            consumer.acceptBox(box, rows, states);
            return;
        }
        int input = divided.inputs()[position];
        ValueClasses target = onlyChanged ? changedClasses(input, box.classesOf(input), rows) : box.classesOf(input);
        if (target.isEmpty()) {
            return;
        }
        BitSet narrow = narrowRows(input, target, rows);
        groupClasses(input, target, rows, states, narrow).forEach((signature, set) -> {
            int[] kept = IntStream.range(0, rows.size())
                    .filter(i -> !narrow.get(i) || signature.stateOf(i) != MatchState.OUT)
                    .toArray();
            MatchState[] newStates = new MatchState[kept.length];
            List<VersionedRow> newRows = new ArrayList<>(kept.length);
            for (int i = 0; i < kept.length; i++) {
                newRows.add(rows.get(kept[i]));
                newStates[i] = narrow.get(kept[i]) ? signature.stateOf(kept[i]) : states[kept[i]];
            }
            divideFrom(position + 1, box.withClasses(input, set), newRows, newStates);
        });
    }

    /** Returns the indexes of the rows that do not admit all classes of an input. */
    private static BitSet narrowRows(int input, ValueClasses target, List<VersionedRow> rows) {
        BitSet narrow = new BitSet();
        for (int i = 0; i < rows.size(); i++) {
            ValueClasses set = rows.get(i).classesOf(input);
            narrow.set(i, set != null && !set.contains(target));
        }
        return narrow;
    }

    /** Returns the classes that a changed row admits, or would if another fact were sent. */
    private ValueClasses changedClasses(int input, ValueClasses target, List<VersionedRow> rows) {
        ValueClasses touched = ValueClasses.EMPTY;
        for (VersionedRow row : rows) {
            if (row.isChanged()) {
                ValueClasses set = row.classesOf(input);
                if (set == null) {
                    return target;
                }
                touched = ValueClasses.union(
                        List.of(touched, set.intersectionWith(target), divided.widenedClasses(input, set, target)));
            }
        }
        return touched;
    }

    /** The states of the narrow rows for a class, each in {@link MatchState#BITS} bits. */
    private record StateSignature(BitSet bits, int atom) {

        MatchState stateOf(int row) {
            int first = MatchState.BITS * row;
            return MatchState.ofOrdinal((bits.get(first) ? 1 : 0) + (bits.get(first + 1) ? 2 : 0));
        }

        void setState(int row, MatchState state) {
            int first = MatchState.BITS * row;
            bits.set(first, (state.ordinal() & 1) != 0);
            bits.set(first + 1, (state.ordinal() & 2) != 0);
        }
    }

    private Map<StateSignature, ValueClasses> groupClasses(
            int input, ValueClasses target, List<VersionedRow> rows, MatchState[] states, BitSet narrow) {
        Map<Integer, StateSignature> byClass = new LinkedHashMap<>();
        target.streamClasses()
                .forEach(
                        number -> byClass.put(number, new StateSignature(new BitSet(), divided.atomOf(input, number))));
        narrow.stream().forEach(i -> {
            ValueClasses set = rows.get(i).classesOf(input);
            ValueClasses admitted = set.intersectionWith(target);
            budget.take(1 + admitted.size());
            admitted.streamClasses()
                    .forEach(number -> signatureOf(byClass, number).setState(i, states[i]));
            divided.widenedClasses(input, set, target).streamClasses().forEach(number -> {
                StateSignature signature = signatureOf(byClass, number);
                signature.setState(i, MatchState.WIDE);
                // Callers that left the fact out are told that it may matter, so their queries form a group of their
                // own.
                signature.setState(rows.size(), MatchState.WIDE);
            });
        });
        return joinClasses(byClass);
    }

    private static Map<StateSignature, ValueClasses> joinClasses(Map<Integer, StateSignature> byClass) {
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
            throw new IllegalStateException("Class " + number + " is not among those that are divided.");
        }
        return signature;
    }
}
