/** Authenticates callers by the tokens of an OpenID Connect issuer. */
@NullMarked
package support.entitlement.security.issuer;

import org.jspecify.annotations.NullMarked;
