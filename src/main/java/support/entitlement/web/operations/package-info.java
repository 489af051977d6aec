/** Health, metrics and log notices for operators. */
@NullMarked
package support.entitlement.web.operations;

import org.jspecify.annotations.NullMarked;
