/**
 * Threads that work beside the requests: their restart after a failure, the report of a stalled thread, and informative
 * tasks that may fail without harm.
 */
@NullMarked
package support.entitlement.background;

import org.jspecify.annotations.NullMarked;
