package support.entitlement.release.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import support.entitlement.Postgres;
import support.entitlement.release.tables.TableFiles;

class ProposalsOnPostgresTest extends ProposalsTest {

    @Override
    String newDatabase() {
        return Postgres.newDatabase();
    }

    @Test
    void tablesThatAnotherServiceIsJustKeepingAreProposedToo() throws SQLException {
        Service service = start();
        TableFiles files = saying("Support Portal");
        byte[] changed = files.contents().get("support-matrix.csv");
        try (Connection other = DriverManager.getConnection(database);
                PreparedStatement keep = other.prepareStatement("INSERT INTO policy_file VALUES (?, ?)")) {
            other.setAutoCommit(false);
            keep.setString(1, TableFiles.hashOf(changed));
            keep.setBytes(2, changed);
            keep.execute();
            CompletableFuture<Object> proposed = CompletableFuture.supplyAsync(() -> propose(service, files, 1));
            await().until(this::somebodyWaits);
            other.commit();

            assertThat(proposed.join()).isInstanceOf(ProposalResult.Proposed.class);
        }
    }

    private boolean somebodyWaits() {
        return JdbcClient.create(new DriverManagerDataSource(database))
                        .sql("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                                + " AND wait_event_type = 'Lock'")
                        .query(Integer.class)
                        .single()
                > 0;
    }
}
