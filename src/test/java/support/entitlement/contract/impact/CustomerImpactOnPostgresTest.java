package support.entitlement.contract.impact;

import support.entitlement.Postgres;

class CustomerImpactOnPostgresTest extends CustomerImpactOracleTest {

    @Override
    String newDatabase() {
        return Postgres.newDatabase();
    }
}
