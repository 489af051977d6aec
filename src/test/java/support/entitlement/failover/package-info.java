@NullMarked
package support.entitlement.failover;

import org.jspecify.annotations.NullMarked;
