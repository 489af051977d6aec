/** The filter chain, the rights of each handler, and the answers to callers who are refused. */
@NullMarked
package support.entitlement.web.security;

import org.jspecify.annotations.NullMarked;
