/** Annotations that document handlers. */
@NullMarked
package support.entitlement.web.documentation.annotation;

import org.jspecify.annotations.NullMarked;
