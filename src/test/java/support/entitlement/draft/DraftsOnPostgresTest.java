package support.entitlement.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import support.entitlement.Postgres;
import support.entitlement.database.Database;
import support.entitlement.release.log.LostTables;

class DraftsOnPostgresTest extends DraftsTest {

    @Override
    String newDatabase() {
        return Postgres.newDatabase();
    }

    @Test
    void ofTwoServicesThatKeepALostReleaseAtTheSameTimeOneDoesAndTheOtherGoesOn() {
        LostTables tables = lostTables(3);
        Database database = service.log().database();
        DraftLog log = new DraftLog(database);

        CompletableFuture<Void> second = database.accessDatabase(() -> database.inTransaction(() -> {
            long first = log.addDraft("Lost release 3", tables.base(), "bob", clock.instant());
            log.markLost(first, tables.release().chainDigest());
            CompletableFuture<Void> keeping = CompletableFuture.runAsync(() -> drafts.keepLostTables(tables));
            await().until(() -> waitsForLock(database));
            return keeping;
        }));

        second.join();
        assertThat(drafts.findDrafts(Long.MAX_VALUE, true, 1_000))
                .filteredOn(draft -> draft.name().equals("Lost release 3"))
                .hasSize(1);
    }

    private static boolean waitsForLock(Database database) {
        return database.jdbcClient()
                .sql("SELECT count(*) > 0 FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND wait_event_type = 'Lock'")
                .query(Boolean.class)
                .single();
    }
}
