/** Health, metrics and notices for operators. */
@NullMarked
package support.entitlement.web.operations;

import org.jspecify.annotations.NullMarked;
