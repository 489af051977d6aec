/** The REST layer: requests to facts, decisions to responses, failures to RFC 9457 problems. */
@NullMarked
package support.entitlement.web;

import org.jspecify.annotations.NullMarked;
