package support.entitlement.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.flywaydb.core.api.migration.Context;

/** A change of tables by a script for PostgreSQL. In another database it changes nothing. If it is cut short, nothing has changed. */
public final class PostgresScript extends CodeMigration {

    private final String script;

    /**
     * Creates the migration of a script.
     *
     * @param script the name of a file in {@code db/postgresql}
     * @see CodeMigration#CodeMigration(String, String)
     */
    public PostgresScript(String version, String description, String script) {
        super(version, description);
        this.script = "/db/postgresql/" + script;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        Connection connection = context.getConnection();
        if (connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(readScript());
            }
        }
    }

    private String readScript() {
        try (InputStream text = Objects.requireNonNull(PostgresScript.class.getResourceAsStream(script), script)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
