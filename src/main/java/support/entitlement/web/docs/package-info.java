/** The manual of this version, as pages of HTML at {@code /docs}. */
@NullMarked
package support.entitlement.web.docs;

import org.jspecify.annotations.NullMarked;
