/** Answers what support a customer is entitled to, from decision tables. */
@NullMarked
package support.entitlement;

import org.jspecify.annotations.NullMarked;
