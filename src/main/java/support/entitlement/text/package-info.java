/** The one normal form of names and texts from every source. */
@NullMarked
package support.entitlement.text;

import org.jspecify.annotations.NullMarked;
