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
 * @param opensAt the next instant at which it opens after having been closed; null if there is none within ten years
 * @param openUntil the instant at which the stretch ends that is open now, or else the next one; null if it does not
 *     end, or does not begin, within ten years
 */
public record OpenState(
        boolean open, @Nullable Instant opensAt, @Nullable Instant openUntil) {

    private static final Duration HORIZON = Duration.ofDays(3_660);

    /** Returns the state of a calendar. */
    public static OpenState of(Calendar calendar, Instant instant) {
        Instant horizon = instant.plus(HORIZON);
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

    /** Returns the next instant at which the calendar opens or closes; empty if there is none within ten years. */
    public Optional<Instant> nextChange() {
        return Optional.ofNullable(open ? openUntil : opensAt);
    }
}
