/** The REST layer. Each feature has a package of its own; this one ties them together. */
@NullMarked
package support.entitlement.web;

import org.jspecify.annotations.NullMarked;
