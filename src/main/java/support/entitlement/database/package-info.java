/** Access to databases, H2 or PostgreSQL: connections, transactions and migrations. */
@NullMarked
package support.entitlement.database;

import org.jspecify.annotations.NullMarked;
