package support.entitlement.database;

import java.util.List;
import org.flywaydb.core.api.migration.JavaMigration;

/**
 * The tables of one feature, which may share a database with those of others.
 *
 * @param content the content of the tables, as the subject of a sentence in the singular
 * @param location the class path location of the SQL migrations
 * @param history the table that records which migrations have run; installed services have it by this name
 * @param migrations migrations that SQL cannot express
 */
public record Schema(String content, String location, String history, List<JavaMigration> migrations) {

    public Schema {
        migrations = List.copyOf(migrations);
    }
}
