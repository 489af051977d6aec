/** What is kept in a database, H2 or PostgreSQL: how it is reached, made and changed. */
@NullMarked
package support.entitlement.database;

import org.jspecify.annotations.NullMarked;
