package support.entitlement.decision;

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
    Within every;

    @Nullable
    Strength strength;

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
                startsDuring));
    }
}
