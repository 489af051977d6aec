package support.entitlement.decision;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import support.entitlement.text.NormalForm;

/**
 * Tells the promises of one milestone apart, of which one answer may have several, and finds the same promise in another
 * answer.
 *
 * @param name the name of the milestone, in normal form
 * @param number 0 for the first promise of that name
 */
public record PromiseKey(String name, int number) {

    /** The parts by which promises of one milestone differ that hold together. */
    private record PromiseKind(
            String name,
            String startsAt,
            @Nullable String startsDuring,
            String endsAt,
            boolean recurs,
            Strength strength) {

        static PromiseKind of(Milestone milestone) {
            return new PromiseKind(
                    NormalForm.key(milestone.name()),
                    NormalForm.key(milestone.startsAt()),
                    milestone.startsDuring() == null ? null : NormalForm.key(milestone.startsDuring()),
                    NormalForm.key(milestone.endsAt() == null ? milestone.name() : milestone.endsAt()),
                    milestone.every() != null,
                    milestone.strength());
        }
    }

    /**
     * Returns the promises of an answer by their keys, in their order. A promise gets the key that an earlier one had with
     * the same start, end, strength and kind of repetition; one that is left gets the first key of its name that is
     * free.
     *
     * @param earlier promises of earlier answers, by the keys that they were given
     */
    public static Map<PromiseKey, Milestone> assignKeys(
            List<Milestone> milestones, Map<PromiseKey, Milestone> earlier) {
        Map<PromiseKind, List<PromiseKey>> known = new HashMap<>();
        earlier.forEach((key, milestone) -> known.computeIfAbsent(PromiseKind.of(milestone), kind -> new ArrayList<>())
                .add(key));
        Map<PromiseKey, Milestone> taken = new HashMap<>();
        List<@Nullable PromiseKey> keys = new ArrayList<>();
        for (Milestone milestone : milestones) {
            PromiseKey key = known.getOrDefault(PromiseKind.of(milestone), List.of()).stream()
                    .filter(each -> !taken.containsKey(each))
                    .findFirst()
                    .orElse(null);
            keys.add(key);
            if (key != null) {
                taken.put(key, milestone);
            }
        }
        Map<PromiseKey, Milestone> assigned = new LinkedHashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            Milestone milestone = milestones.get(i);
            PromiseKey key = Objects.requireNonNullElseGet(keys.get(i), () -> findFree(milestone.name(), taken));
            taken.put(key, milestone);
            assigned.put(key, milestone);
        }
        return assigned;
    }

    private static PromiseKey findFree(String name, Map<PromiseKey, Milestone> taken) {
        PromiseKey key = new PromiseKey(NormalForm.key(name), 0);
        while (taken.containsKey(key)) {
            key = new PromiseKey(key.name(), key.number() + 1);
        }
        return key;
    }
}
