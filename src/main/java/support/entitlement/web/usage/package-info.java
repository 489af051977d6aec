/** HTTP of allowances and their use. */
@NullMarked
package support.entitlement.web.usage;

import org.jspecify.annotations.NullMarked;
