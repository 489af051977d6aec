/** Hands out the workbench: the page for people who read, ask and change the policy in a browser. */
@NullMarked
package support.entitlement.web.workbench;

import org.jspecify.annotations.NullMarked;
