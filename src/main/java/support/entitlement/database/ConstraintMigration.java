package support.entitlement.database;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.api.migration.Context;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Has all keys of a table begin with, or contain, one column, so that PostgreSQL can partition the table by it. The names of former
 * constraints are looked up, since each database made its own. One that was cut short in H2, where each change is made on its own, goes on
 * where it ended.
 */
public final class ConstraintMigration extends CodeMigration {

    /** The foreign keys come first, since they need the keys of the table. */
    private static final String LACKING = """
            SELECT t.constraint_name FROM information_schema.table_constraints t
            WHERE t.constraint_schema = CURRENT_SCHEMA AND LOWER(t.table_name) = :table
            AND t.constraint_type IN ('PRIMARY KEY', 'UNIQUE', 'FOREIGN KEY')
            AND NOT EXISTS (SELECT 1 FROM information_schema.key_column_usage k
                WHERE k.constraint_schema = t.constraint_schema AND k.constraint_name = t.constraint_name
                AND LOWER(k.table_name) = :table AND LOWER(k.column_name) = :column)
            ORDER BY CASE WHEN t.constraint_type = 'FOREIGN KEY' THEN 0 ELSE 1 END, t.constraint_name""";

    private static final String COUNT = """
            SELECT COUNT(*) FROM information_schema.table_constraints
            WHERE constraint_schema = CURRENT_SCHEMA AND LOWER(table_name) = :table AND LOWER(constraint_name) = :name""";

    private final String table;
    private final String column;
    private final Map<String, String> constraints;
    private final List<String> indexes;

    /**
     * Creates the migration of a table.
     *
     * @param table the name in lower case
     * @param column the column in lower case; constraints without it are dropped
     * @param constraints the constraints to add, by their names in lower case, in this order
     * @param indexes the statements that replace indexes, which can be repeated
     */
    public ConstraintMigration(
            String version, String table, String column, Map<String, String> constraints, List<String> indexes) {
        super(version, "keys by " + column);
        this.table = table;
        this.column = column;
        this.constraints = constraints;
        this.indexes = indexes;
    }

    @Override
    public void migrate(Context context) {
        DataSource same = new SingleConnectionDataSource(context.getConnection(), true);
        JdbcClient jdbc = JdbcClient.create(same);
        List<String> former = jdbc.sql(LACKING)
                .param("table", table)
                .param("column", column)
                .query(String.class)
                .list();
        former.forEach(name -> jdbc.sql("ALTER TABLE " + table + " DROP CONSTRAINT \"" + name + "\"")
                .update());
        indexes.forEach(change -> jdbc.sql(change).update());
        constraints.forEach((name, definition) -> {
            if (!exists(jdbc, name)) {
                jdbc.sql("ALTER TABLE " + table + " ADD CONSTRAINT " + name + " " + definition)
                        .update();
            }
        });
    }

    private boolean exists(JdbcClient jdbc, String name) {
        return jdbc.sql(COUNT)
                        .param("table", table)
                        .param("name", name.toLowerCase(Locale.ROOT))
                        .query(Long.class)
                        .single()
                > 0;
    }
}
