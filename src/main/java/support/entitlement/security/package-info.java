/** Tokens by which callers show who they are. */
@NullMarked
package support.entitlement.security;

import org.jspecify.annotations.NullMarked;
