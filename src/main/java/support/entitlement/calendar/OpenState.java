package support.entitlement.calendar;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The state of a calendar at an instant.
 *
 * @param open true if it is open then
 * @param opensAt the next instant at which it opens after having been closed; null if there is none within ten years, or within
 *     the time for which its holidays are known
 * @param openUntil the instant at which the stretch ends that is open now, or else the next one; null if it does not
 *     end, or does not begin, within that time
 */
public record OpenState(
        boolean open, @Nullable Instant opensAt, @Nullable Instant openUntil) {

    private static final Duration HORIZON = Duration.ofDays(3_660);

    /** Returns the state of a calendar. */
    public static OpenState of(Calendar calendar, Instant instant) {
        Instant horizon = horizonOf(calendar, instant);
        List<Stretch> stretches = calendar.openStretches(instant, horizon, 2);
        boolean open = calendar.isOpenAt(instant);
        int next = open ? 1 : 0;
        return new OpenState(
                open,
                stretches.size() > next ? stretches.get(next).from() : null,
                stretches.stream()
                        .findFirst()
                        .map(Stretch::to)
                        .filter(horizon::isAfter)
                        .orElse(null));
    }

    /** Returns the instant until which it is followed: ten years later, or where its holidays are no longer known. */
    private static Instant horizonOf(Calendar calendar, Instant instant) {
        Instant later = instant.plus(HORIZON);
        return calendar.endOfKnownTime().filter(later::isAfter).orElse(later);
    }

    /**
     * Returns the next instant from which the state may differ: at which the calendar opens or closes, or from which its
     * holidays are not known. Empty if there is none within ten years.
     */
    public static Optional<Instant> nextChange(Calendar calendar, Instant instant) {
        Instant horizon = horizonOf(calendar, instant);
        return of(calendar, instant)
                .nextChange()
                .or(() -> calendar.endOfKnownTime().filter(horizon::equals));
    }

    /** Returns the next instant at which the calendar opens or closes; empty if there is none within ten years. */
    public Optional<Instant> nextChange() {
        return Optional.ofNullable(open ? openUntil : opensAt);
    }
}
