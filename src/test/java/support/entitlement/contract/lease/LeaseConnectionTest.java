package support.entitlement.contract.lease;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import support.entitlement.Postgres;
import support.entitlement.contract.ContractStores;
import support.entitlement.contract.Contracts;

class LeaseConnectionTest {

    private final HikariDataSource pool = new HikariDataSource();
    private JdbcTemplate sql;
    private Contracts contracts;
    private LeaseConnection connection;

    @BeforeEach
    void connect() throws Exception {
        pool.setJdbcUrl(Postgres.newDatabase());
        sql = new JdbcTemplate(pool);
        contracts = ContractStores.openStore(pool, Clock.systemUTC());
        contracts.findVersions("creates the tables");
        connection = LeaseConnection.open(contracts.database());
    }

    @AfterEach
    void close() throws Exception {
        connection.close();
        contracts.close();
        pool.close();
    }

    /** Stores changes of this many customers. */
    private void storeChanges(long first, int count) {
        sql.update(
                "INSERT INTO contract_change (transaction, customer, changed)"
                        + " SELECT CAST(CAST(? AS TEXT) AS XID8), n, now() - INTERVAL '1 hour' FROM generate_series(1, ?) n",
                first,
                count);
    }

    private long countChanges() {
        return sql.queryForObject("SELECT COUNT(*) FROM contract_change", Long.class);
    }

    @Test
    void changesAreRemovedSomeAtATimeSoThatALeaseIsRenewedInBetween() {
        storeChanges(3, 10_001);

        connection.removeSeenChanges();
        assertThat(countChanges()).isOne();
        connection.removeSeenChanges();
        assertThat(countChanges()).isZero();
    }

    @Test
    void changesOfAServerFromWhichADumpCameAreNoChangesHereAndAreRemoved() {
        String seen = connection.registerHolder().orElseThrow();
        storeChanges(9_000_000_000_000L, 3);

        assertThat(connection.readChangesSince(seen).customers()).isEmpty();
        connection.removeSeenChanges();
        assertThat(countChanges()).isZero();
    }
}
