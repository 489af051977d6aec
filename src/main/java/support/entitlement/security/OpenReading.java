package support.entitlement.security;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How much of what can be read is open to callers without a token. */
public enum OpenReading {
    /** The policy, and queries by plan; nothing that names a customer or an author. */
    PLANS,
    /** Whatever can be asked for without changing anything, by customer too. */
    ALL,
    /** Nothing but health. */
    NONE;

    /** The value of this name. {@code true} and {@code false}, which older settings have, stand for {@link #ALL} and {@link #NONE}. */
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
