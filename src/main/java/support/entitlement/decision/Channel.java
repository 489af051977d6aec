package support.entitlement.decision;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A way to reach support: the fact that the channel table matches, and that its actions complete.
 *
 * <p>Not thread-safe; it lives for one evaluation. The finished value is an {@link Decision.OfferedChannel}.
 */
public final class Channel {

    private final String name;
    private @Nullable String medium;
    private @Nullable String terms;

    Channel(String name) {
        this.name = Objects.requireNonNull(name);
    }

    /** The name, as the support matrix spells it. */
    public String name() {
        return name;
    }

    /** Says by what means the channel is reached: forum, portal, phone, email, call … */
    @Action
    public void medium(String words) {
        medium = words;
    }

    /** Says on which terms the channel may be used. */
    @Action
    public void terms(String words) {
        terms = words;
    }

    Decision.OfferedChannel offered() {
        return new Decision.OfferedChannel(name, medium, terms);
    }
}
