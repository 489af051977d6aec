/** Where policies come from, and which one is in force. */
@NullMarked
package support.entitlement.release;

import org.jspecify.annotations.NullMarked;
