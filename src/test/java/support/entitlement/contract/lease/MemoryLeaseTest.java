package support.entitlement.contract.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MemoryLeaseTest {

    private final AtomicLong nanos = new AtomicLong(-5);
    private final AtomicLong millis = new AtomicLong(1_000_000);
    private final MemoryLease lease = new MemoryLease(nanos::get, millis::get);

    @Test
    void aLeaseIsOverOnceEitherClockSaysSo() {
        assertThat(lease.isValid()).isFalse();
        lease.extendFrom(lease.currentTime());
        assertThat(lease.isValid()).isTrue();

        nanos.addAndGet(2_999_999_999L);
        assertThat(lease.isValid()).isTrue();
        nanos.incrementAndGet();
        assertThat(lease.isValid()).as("by the clock that does not jump").isFalse();

        lease.extendFrom(lease.currentTime());
        millis.addAndGet(2_999);
        assertThat(lease.isValid()).isTrue();
        millis.incrementAndGet();
        assertThat(lease.isValid())
                .as("the machine was suspended, and its other clock stood still")
                .isFalse();

        lease.extendFrom(lease.currentTime());
        millis.decrementAndGet();
        assertThat(lease.isValid()).as("the clock was set back").isFalse();

        lease.extendFrom(lease.currentTime());
        lease.end();
        assertThat(lease.isValid()).isFalse();
    }
}
