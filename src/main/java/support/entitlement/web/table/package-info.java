/** Shows the tables of releases, and what their rows say, for readers. */
@NullMarked
package support.entitlement.web.table;

import org.jspecify.annotations.NullMarked;
