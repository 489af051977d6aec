package support.entitlement.contract.impact;

import java.util.Collection;
import support.entitlement.change.impact.Direction;

/**
 * The effect of a change of the tables on a customer.
 *
 * @param changed whether an answer changes
 * @param better whether something is better
 * @param worse whether something is worse
 */
record AnswerEffect(boolean changed, boolean better, boolean worse) {

    static final AnswerEffect NONE = new AnswerEffect(false, false, false);

    static AnswerEffect of(Direction direction) {
        boolean mixed = direction == Direction.MIXED;
        return new AnswerEffect(true, mixed || direction == Direction.BETTER, mixed || direction == Direction.WORSE);
    }

    /** Returns the effect of all of these changes. */
    static AnswerEffect ofAll(Collection<Direction> changes) {
        return changes.isEmpty() ? NONE : of(Direction.of(changes));
    }

    AnswerEffect and(AnswerEffect other) {
        return new AnswerEffect(changed || other.changed, better || other.better, worse || other.worse);
    }

    /** Returns whether no further change can add anything. */
    boolean isFull() {
        return better && worse;
    }
}
