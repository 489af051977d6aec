package support.entitlement;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until a test moves it. */
public final class MovableClock extends Clock {

    private volatile Instant now;
    private volatile Runnable meanwhile = () -> {};

    public MovableClock(String now) {
        this.now = Instant.parse(now);
    }

    /** Advances the clock. */
    public void advance(Duration time) {
        now = now.plus(time);
    }

    /** Sets an event that happens once, the next time the clock is read. */
    public void meanwhile(Runnable event) {
        meanwhile = event;
    }

    @Override
    public Instant instant() {
        Runnable event = meanwhile;
        meanwhile = () -> {};
        event.run();
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("This clock has no other zone.");
    }
}
