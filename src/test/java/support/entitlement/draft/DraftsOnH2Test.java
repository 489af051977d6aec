package support.entitlement.draft;

import java.util.UUID;

class DraftsOnH2Test extends DraftsTest {

    @Override
    String newDatabase() {
        return "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    }
}
