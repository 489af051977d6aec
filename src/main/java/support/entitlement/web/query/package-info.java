/** Reads a query from a request. */
@NullMarked
package support.entitlement.web.query;

import org.jspecify.annotations.NullMarked;
