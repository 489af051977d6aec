/** Problems, scenarios and impact as programs read them, and as logs show them. */
@NullMarked
package support.entitlement.report;

import org.jspecify.annotations.NullMarked;
