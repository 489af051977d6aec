@NullMarked
package support.entitlement.deployment;

import org.jspecify.annotations.NullMarked;
