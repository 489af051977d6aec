/** The analysts' own tests: queries, and what must come out. They run in every check. */
@NullMarked
package support.entitlement.scenario;

import org.jspecify.annotations.NullMarked;
