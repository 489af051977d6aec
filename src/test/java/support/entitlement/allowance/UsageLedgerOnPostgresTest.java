package support.entitlement.allowance;

class UsageLedgerOnPostgresTest extends UsageLedgerTest {

    @Override
    String newDatabase() {
        return support.entitlement.Postgres.newDatabase();
    }
}
