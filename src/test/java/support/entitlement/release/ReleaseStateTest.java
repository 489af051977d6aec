package support.entitlement.release;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import org.junit.jupiter.api.Test;

/** The locking rule of the releases. */
class ReleaseStateTest {

    private final ReleaseState state =
            new ReleaseState(new CurrentPolicy(event -> {}, Clock.systemUTC()), Clock.systemUTC());

    @Test
    void theLogIsNotAccessedWithTheStateLock() {
        assertThatThrownBy(() -> state.makeChange(state::requireNoStateLock))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("state lock");
    }

    @Test
    void theLogIsAccessedWithThePublishingLockOrNone() {
        assertThatNoException().isThrownBy(() -> state.runInPublishingTurn(state::requireNoStateLock));
        assertThatNoException().isThrownBy(state::requireNoStateLock);
    }
}
