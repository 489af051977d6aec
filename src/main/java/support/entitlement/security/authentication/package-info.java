/** Recognises callers by their tokens, and checks the settings of security. */
@NullMarked
package support.entitlement.security.authentication;

import org.jspecify.annotations.NullMarked;
