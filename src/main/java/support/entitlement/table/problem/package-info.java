/** Problems of tables, with their place, their code and what would be right. */
@NullMarked
package support.entitlement.table.problem;

import org.jspecify.annotations.NullMarked;
