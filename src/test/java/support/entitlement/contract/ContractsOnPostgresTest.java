package support.entitlement.contract;

import support.entitlement.Postgres;

class ContractsOnPostgresTest extends ContractsTest {

    @Override
    String newDatabase() {
        return Postgres.newDatabase();
    }
}
