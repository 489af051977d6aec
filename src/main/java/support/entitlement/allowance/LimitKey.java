package support.entitlement.allowance;

import org.jspecify.annotations.Nullable;

/**
 * Identifies one limit of an issue type through all time.
 *
 * @param issueType the issue type
 * @param limitName the name of the limit; null if it has none
 */
record LimitKey(String issueType, @Nullable String limitName) {}
