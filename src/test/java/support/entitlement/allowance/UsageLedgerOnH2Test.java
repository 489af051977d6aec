package support.entitlement.allowance;

class UsageLedgerOnH2Test extends UsageLedgerTest {

    @Override
    String newDatabase() {
        return "jdbc:h2:mem:" + java.util.UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    }
}
