package support.entitlement.contract.impact;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The effects of a change on customers with the same plan and terms: on the answers of each line of the impact, on those that no line has,
 * and on all of them, in this order. A search has one instance of equal effects, so that instances are compared by identity.
 */
final class ContractEffects {

    private final List<AnswerEffect> parts;

    ContractEffects(List<AnswerEffect> parts) {
        this.parts = List.copyOf(parts);
    }

    /** Returns whether any answer changes. */
    boolean changesAny() {
        return parts.get(parts.size() - 1).changed();
    }

    /** Returns whether any part of the answers changes that does not by other effects. */
    boolean changesMoreThan(ContractEffects other) {
        return IntStream.range(0, parts.size())
                .anyMatch(part -> part(part).changed() && !other.part(part).changed());
    }

    AnswerEffect part(int number) {
        return parts.get(number);
    }
}
