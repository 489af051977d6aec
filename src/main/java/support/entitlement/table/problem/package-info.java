/** Problems of tables, with their place, their code and their remedy. */
@NullMarked
package support.entitlement.table.problem;

import org.jspecify.annotations.NullMarked;
