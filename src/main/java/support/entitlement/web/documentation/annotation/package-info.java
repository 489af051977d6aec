/** Annotations with which handlers describe themselves. */
@NullMarked
package support.entitlement.web.documentation.annotation;

import org.jspecify.annotations.NullMarked;
