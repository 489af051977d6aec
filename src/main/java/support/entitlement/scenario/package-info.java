/** The analysts' own tests: queries with the expected parts of their answers. They run in every check. */
@NullMarked
package support.entitlement.scenario;

import org.jspecify.annotations.NullMarked;
