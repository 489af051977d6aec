package support.entitlement.change.impact;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A part of an answer that changes.
 *
 * @param part what it is, in words: entitled, channels, a milestone by its name …
 * @param before what it was; null if there was none
 * @param after what it is; null if there is none, and if there was none either, the part says all
 * @param direction what that means to the customer
 */
public record PartChange(
        String part, @Nullable String before, @Nullable String after, Direction direction) {

    /** {@code channels: email → email, phone}. */
    public String describeChange() {
        return before == null && after == null
                ? part
                : part + ": " + Objects.requireNonNullElse(before, "–") + " → "
                        + Objects.requireNonNullElse(after, "–");
    }
}
