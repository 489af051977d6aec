package support.entitlement.contract.impact;

/** Counts customers by the effect that a change has on them. Not thread-safe. */
final class EffectTally {

    private long changed;
    private long better;
    private long worse;
    private long otherwise;

    /** Adds customers on whom the change has the same effect. */
    void add(long customers, AnswerEffect effect) {
        if (effect.changed()) {
            changed += customers;
            better += effect.better() ? customers : 0;
            worse += effect.worse() ? customers : 0;
            otherwise += effect.better() || effect.worse() ? 0 : customers;
        }
    }

    long changed() {
        return changed;
    }

    long better() {
        return better;
    }

    long worse() {
        return worse;
    }

    long otherwise() {
        return otherwise;
    }
}
