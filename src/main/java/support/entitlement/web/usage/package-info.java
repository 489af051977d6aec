/** HTTP of allowances and their usage. */
@NullMarked
package support.entitlement.web.usage;

import org.jspecify.annotations.NullMarked;
