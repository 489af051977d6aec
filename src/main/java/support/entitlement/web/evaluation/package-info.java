/** HTTP of evaluation: decisions, the support matrix and the vocabulary. */
@NullMarked
package support.entitlement.web.evaluation;

import org.jspecify.annotations.NullMarked;
