package support.entitlement.database;

/** Has tables of its own in the database. */
public interface DatabaseTables extends AutoCloseable {

    /** Returns the access to these tables. */
    Database database();

    /** Closes the connections beside the pool. */
    @Override
    default void close() {
        database().close();
    }
}
