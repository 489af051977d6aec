package support.entitlement.release;

import support.entitlement.Postgres;

class ReleasesOnPostgresTest extends ReleasesTest {

    @Override
    String newDatabase() {
        return Postgres.newDatabase();
    }
}
