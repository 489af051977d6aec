package support.entitlement.allowance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sends each request of a random history twice, as callers do whose answer was lost, and counts the answers. */
final class LedgerCaller {

    private int recorded;
    private int refused;

    /** Returns the entry of a request; null if it is refused. */
    @Nullable
    UsageEntry record(UsageLedger ledger, String customer, UsageRequest request) {
        String key = UUID.randomUUID().toString();
        try {
            UsageEntry entry = ledger.recordUsage(customer, request, key, "ada");
            recorded++;
            assertThat(ledger.recordUsage(customer, request, key, "bob")).isEqualTo(entry);
            return entry;
        } catch (UsageRefusedException e) {
            refused++;
            return null;
        }
    }

    int recorded() {
        return recorded;
    }

    int refused() {
        return refused;
    }
}
