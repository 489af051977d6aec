package support.entitlement.release;

import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import support.entitlement.policy.Policy;

/** Answers queries by a policy that a test sets, while the service goes on with its own. Thread-safe. */
public final class ReplaceablePolicy extends CurrentPolicy {

    private volatile @Nullable Policy replacement;

    public ReplaceablePolicy() {
        super(event -> {}, Clock.systemUTC());
    }

    public void replaceBy(Policy policy) {
        replacement = policy;
    }

    @Override
    public Optional<Policy> policy() {
        return replacement == null ? super.policy() : Optional.of(replacement);
    }
}
