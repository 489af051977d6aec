package support.entitlement.database;

/** Has tables of its own in the database. */
public interface DatabaseTables {

    /** Returns the access to these tables. */
    Database database();
}
