package support.entitlement.release;

import java.util.function.Consumer;

/**
 * That somebody approves of what another proposed.
 *
 * @param by who
 * @param note notes the release that the proposal has become, while it is added to the log
 */
record Approval(String by, Consumer<Release> note) {}
