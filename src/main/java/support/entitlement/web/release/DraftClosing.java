package support.entitlement.web.release;

import java.util.function.LongConsumer;
import support.entitlement.release.ApprovalClosedException;

/**
 * Closes a draft within the transaction that adds its release or its proposal, which is rolled back by an {@link
 * ApprovalClosedException}.
 *
 * @param published closes it as the release of this number
 * @param proposed closes it as the proposal of this number
 */
public record DraftClosing(LongConsumer published, LongConsumer proposed) {}
