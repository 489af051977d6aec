/** Connections and bodies: how requests are received, bounded and given up. */
@NullMarked
package support.entitlement.web.server;

import org.jspecify.annotations.NullMarked;
