package support.entitlement.contract;

import java.util.UUID;

class ContractsOnH2Test extends ContractsTest {

    @Override
    String newDatabase() {
        return "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    }
}
