package support.entitlement.table.value;

import java.util.Optional;
import java.util.Set;
import support.entitlement.text.NormalForm;

/** A cell of a condition that asks whether a fact was sent, in place of a value. Immutable. */
public sealed interface SentCell {

    /** The word for a fact that was sent and has none of the values that its column names. */
    String OTHERWISE = "otherwise";

    /** The words for a fact that was not sent. */
    String NOT_SENT = "not sent";

    /** The cell {@value #NOT_SENT}: the condition holds if the fact was not sent. */
    record NotSent() implements SentCell {}

    /**
     * The cell {@value #OTHERWISE}: the condition holds if the fact was sent and is none of these.
     *
     * @param named the values that other rows name in the column
     */
    record Otherwise(Set<Object> named) implements SentCell {

        /** Copies the set. */
        public Otherwise {
            named = Set.copyOf(named);
        }
    }

    /** Reads the text of a cell, in any case; empty if it is a value. An {@link Otherwise} names nothing yet. */
    static Optional<SentCell> findByText(String text) {
        return NormalForm.areSame(NOT_SENT, text)
                ? Optional.of(new NotSent())
                : NormalForm.areSame(OTHERWISE, text) ? Optional.of(new Otherwise(Set.of())) : Optional.empty();
    }
}
