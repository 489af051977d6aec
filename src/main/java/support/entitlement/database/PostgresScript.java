package support.entitlement.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.migration.Context;
import org.springframework.core.io.ClassPathResource;

/** A change of tables by a script for PostgreSQL. In another database it changes nothing. If it is cut short, nothing has changed. */
public final class PostgresScript extends CodeMigration {

    private final ClassPathResource script;

    /**
     * Creates the migration of a script.
     *
     * @param script the name of a file in {@code db/postgresql}
     * @see CodeMigration#CodeMigration(String, String)
     */
    public PostgresScript(String version, String description, String script) {
        super(version, description);
        this.script = new ClassPathResource("/db/postgresql/" + script, PostgresScript.class);
    }

    @Override
    public void migrate(Context context) throws SQLException, IOException {
        Connection connection = context.getConnection();
        if (connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(script.getContentAsString(StandardCharsets.UTF_8));
            }
        }
    }
}
