/** The filter chain, the access checks of handlers, and the answers to callers who are refused. */
@NullMarked
package support.entitlement.web.security;

import org.jspecify.annotations.NullMarked;
