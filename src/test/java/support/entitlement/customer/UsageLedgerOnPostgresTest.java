package support.entitlement.customer;

class UsageLedgerOnPostgresTest extends UsageLedgerTest {

    @Override
    String newDatabase() {
        return support.entitlement.Postgres.newDatabase();
    }
}
