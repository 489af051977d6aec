/** The one normal form of names and texts, wherever they come from. */
@NullMarked
package support.entitlement.text;

import org.jspecify.annotations.NullMarked;
