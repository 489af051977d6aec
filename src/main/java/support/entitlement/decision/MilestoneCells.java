package support.entitlement.decision;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The cells of one row that describe a milestone. */
final class MilestoneCells {

    @Nullable
    String milestone;

    @Nullable
    Within within;

    @Nullable
    String calendar;

    @Nullable
    String startsAt;

    @Nullable
    String startsDuring;

    @Nullable
    String endsAt;

    @Nullable
    List<String> pausedBy;

    @Nullable
    List<String> resumedBy;

    @Nullable
    Within every;

    List<String> repeatedUntil = List.of();

    @Nullable
    Strength strength;

    /** Returns true if the row says of every milestone how its clock starts or is paused, and promises none itself. */
    boolean areOfEveryMilestone() {
        return milestone == null && (startsDuring != null || pauses() != null);
    }

    /** Returns the events that pause the clock; null if the row does not name both those that begin a pause and those that end it. */
    Milestone.@Nullable PauseEvents pauses() {
        return pausedBy == null || resumedBy == null ? null : new Milestone.PauseEvents(pausedBy, resumedBy);
    }

    /** Returns the milestone that the row promises; empty if it names none, or no calendar. */
    Optional<Milestone> toMilestone() {
        if (milestone == null || calendar == null) {
            return Optional.empty();
        }
        return Optional.of(new Milestone(
                milestone,
                within,
                Verdict.isNotStated(calendar) ? null : calendar,
                Basis.PUBLISHED,
                startsAt == null ? Milestone.OPENED : startsAt,
                endsAt,
                every,
                strength == null ? Strength.GUARANTEED : strength,
                startsDuring,
                pauses(),
                repeatedUntil));
    }
}
