package support.entitlement.decision;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A way to reach support: the fact that the channel table matches and that its actions complete.
 *
 * <p>Not thread-safe; it lives for one evaluation. The finished value is an {@link Decision.OfferedChannel}.
 */
public final class Channel {

    private final String name;
    private final CitedRows sources;
    private @Nullable String medium;
    private @Nullable String terms;
    private @Nullable String calendar;
    private int calendarRow = -1;
    private int mediumRow = -1;
    private int termsRow = -1;

    Channel(String name, CitedRows sources) {
        this.name = Objects.requireNonNull(name);
        this.sources = sources;
    }

    /** The name, as the support matrix spells it. */
    public String name() {
        return name;
    }

    /** Sets the medium of the channel: forum, portal, phone, email, call … */
    @ActionMethod
    public void medium(String words) {
        medium = words;
        mediumRow = sources.noteStatement();
    }

    /** Sets the terms of use of the channel. */
    @ActionMethod
    public void terms(String words) {
        terms = words;
        termsRow = sources.noteStatement();
    }

    /** Sets the calendar of its hours; without one it is always open. */
    @ActionMethod
    public void openDuring(String name) {
        calendar = name;
        calendarRow = sources.noteStatement();
    }

    /** Cites the rows that set the medium, the terms and the hours, because they are in the answer. */
    void citeRows() {
        sources.citeRow(calendarRow);
        sources.citeRow(mediumRow);
        sources.citeRow(termsRow);
    }

    Decision.OfferedChannel toOfferedChannel() {
        return new Decision.OfferedChannel(name, medium, terms, calendar);
    }
}
