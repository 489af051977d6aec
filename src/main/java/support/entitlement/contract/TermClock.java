package support.entitlement.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The events at which a term lets the clock of a milestone start, end, pause and stop repeating. A value that is null or empty is not set.
 *
 * @param startsAt the event that starts the clock
 * @param startsDuring the calendar in whose hours the clock starts
 * @param endsAt the event that reaches the milestone
 * @param pausedBy the events that begin a pause
 * @param resumedBy the events that end it
 * @param repeatedUntil the events of which one ends the repetition
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TermClock(
        @Nullable String startsAt,
        @Nullable String startsDuring,
        @Nullable String endsAt,
        List<String> pausedBy,
        List<String> resumedBy,
        List<String> repeatedUntil) {

    /** Sets nothing. */
    public static final TermClock NONE = new TermClock(null, null, null, null, null, null);

    /** Copies the lists, of which stored terms may lack any. */
    public TermClock(
            @Nullable String startsAt,
            @Nullable String startsDuring,
            @Nullable String endsAt,
            @Nullable List<String> pausedBy,
            @Nullable List<String> resumedBy,
            @Nullable List<String> repeatedUntil) {
        this.startsAt = startsAt;
        this.startsDuring = startsDuring;
        this.endsAt = endsAt;
        this.pausedBy = pausedBy == null ? List.of() : List.copyOf(pausedBy);
        this.resumedBy = resumedBy == null ? List.of() : List.copyOf(resumedBy);
        this.repeatedUntil = repeatedUntil == null ? List.of() : List.copyOf(repeatedUntil);
    }

    /** Returns whether it sets nothing. */
    boolean isBlank() {
        return equals(NONE);
    }
}
