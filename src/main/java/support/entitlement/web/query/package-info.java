/** Parses queries from requests. */
@NullMarked
package support.entitlement.web.query;

import org.jspecify.annotations.NullMarked;
