/** Benchmarks, each with a {@code main} of its own. They measure and never fail: no test runs them. */
@NullMarked
package support.entitlement.benchmark;

import org.jspecify.annotations.NullMarked;
