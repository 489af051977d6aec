package support.entitlement.database;

import java.io.Serial;

/** Tables of the database lack migrations, and this service may not make them. */
final class MigrationPendingException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    MigrationPendingException() {
        super("Run the command migrate of this version, or set entitlement.database.migrate to true.");
    }
}
