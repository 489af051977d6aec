/** Connections and bodies: receives requests, limits them, and closes connections that are too slow. */
@NullMarked
package support.entitlement.web.server;

import org.jspecify.annotations.NullMarked;
