/** HTTP of releases, tables, publishing and proposals. */
@NullMarked
package support.entitlement.web.release;

import org.jspecify.annotations.NullMarked;
