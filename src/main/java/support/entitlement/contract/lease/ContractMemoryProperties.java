package support.entitlement.contract.lease;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The memory for contracts.
 *
 * @param heapPercent the part of the heap that remembered contracts may take; 0 if none are remembered
 */
@ConfigurationProperties("entitlement.contracts")
public record ContractMemoryProperties(
        @DefaultValue(DEFAULT_PERCENT) int heapPercent) {

    private static final String DEFAULT_PERCENT = "20";
    private static final int MAX_PERCENT = 60;

    /** Refuses parts that leave too little for everything else. */
    public ContractMemoryProperties {
        if (heapPercent < 0 || heapPercent > MAX_PERCENT) {
            throw new IllegalArgumentException("entitlement.contracts.heap-percent is " + heapPercent
                    + " and must be between 0 and " + MAX_PERCENT + ", since the rest is needed for other things.");
        }
    }

    /** Returns the number of bytes that remembered contracts may take. */
    public long maxBytes() {
        return Runtime.getRuntime().maxMemory() / 100 * heapPercent;
    }
}
