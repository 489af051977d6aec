package support.entitlement.security;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The setting {@code open-reading}: how much callers without a token may read. */
public enum OpenReading {
    /** The policy and queries by plan, but nothing that names a customer or an author. */
    PLANS,
    /** Every request that changes nothing, including queries by customer. */
    ALL,
    /** Only health. */
    NONE;

    /**
     * Finds the value of this name. {@code true} and {@code false}, from older settings, mean {@link #ALL} and {@link
     * #NONE}.
     */
    public static Optional<OpenReading> fromName(String name) {
        return switch (name) {
            case "true" -> Optional.of(ALL);
            case "false" -> Optional.of(NONE);
            default ->
                Arrays.stream(values())
                        .filter(value -> value.toString().equals(name))
                        .findFirst();
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
