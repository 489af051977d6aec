package support.entitlement.release.proposal;

import java.util.UUID;

class ProposalsOnH2Test extends ProposalsTest {

    @Override
    String newDatabase() {
        return "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    }
}
