package support.entitlement.draft;

import support.entitlement.Postgres;

class DraftsOnPostgresTest extends DraftsTest {

    @Override
    String newDatabase() {
        return Postgres.newDatabase();
    }
}
