/** Roles, rights and tokens. */
@NullMarked
package support.entitlement.security;

import org.jspecify.annotations.NullMarked;
