/** The REST layer. Each feature has a package of its own; this one connects them. */
@NullMarked
package support.entitlement.web;

import org.jspecify.annotations.NullMarked;
