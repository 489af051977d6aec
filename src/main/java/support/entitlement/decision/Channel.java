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
    private final Sources sources;
    private @Nullable String medium;
    private @Nullable String terms;
    private int mediumRow = -1;
    private int termsRow = -1;

    Channel(String name, Sources sources) {
        this.name = Objects.requireNonNull(name);
        this.sources = sources;
    }

    /** The name, as the support matrix spells it. */
    public String name() {
        return name;
    }

    /** Says by what means the channel is reached: forum, portal, phone, email, call … */
    @Action
    public void medium(String words) {
        medium = words;
        mediumRow = sources.say();
    }

    /** Says on which terms the channel may be used. */
    @Action
    public void terms(String words) {
        terms = words;
        termsRow = sources.say();
    }

    /** Notes that what rows said of the channel is in the answer. */
    void countSources() {
        sources.count(mediumRow);
        sources.count(termsRow);
    }

    Decision.OfferedChannel offered() {
        return new Decision.OfferedChannel(name, medium, terms);
    }
}
