/** Threads that work beside the requests: how they are kept alive, how it shows that one stands still, and what may fail there. */
@NullMarked
package support.entitlement.background;

import org.jspecify.annotations.NullMarked;
