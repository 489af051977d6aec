/** The OpenAPI description of the HTTP API. */
@NullMarked
package support.entitlement.web.documentation;

import org.jspecify.annotations.NullMarked;
