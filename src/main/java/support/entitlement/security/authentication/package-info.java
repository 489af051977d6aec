/** Authenticates callers by their tokens, and checks the security settings. */
@NullMarked
package support.entitlement.security.authentication;

import org.jspecify.annotations.NullMarked;
