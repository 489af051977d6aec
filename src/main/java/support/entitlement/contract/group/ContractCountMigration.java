package support.entitlement.contract.group;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.flywaydb.core.api.migration.Context;
import support.entitlement.database.CodeMigration;

/**
 * Creates the counts of contracts in PostgreSQL, which triggers keep whoever writes, also a replica of the version before. All stored
 * contracts are counted once; writers wait meanwhile. A migration that was cut short has changed nothing.
 */
public final class ContractCountMigration extends CodeMigration {

    private static final String SCRIPT = "/db/postgresql/contract_count.sql";

    /** Creates the migration. */
    public ContractCountMigration() {
        super("8", "counts of contracts");
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

    private static String readScript() {
        try (InputStream script =
                Objects.requireNonNull(ContractCountMigration.class.getResourceAsStream(SCRIPT), SCRIPT)) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
