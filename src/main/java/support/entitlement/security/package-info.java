/** Roles, access rules and tokens. */
@NullMarked
package support.entitlement.security;

import org.jspecify.annotations.NullMarked;
