package support.entitlement.contract.impact;

import java.util.UUID;

class CustomerImpactOnH2Test extends CustomerImpactOracleTest {

    @Override
    String newDatabase() {
        return "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    }
}
