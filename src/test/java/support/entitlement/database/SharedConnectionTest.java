package support.entitlement.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import support.entitlement.Postgres;

/** Tables of different parts share the connection of a transaction, so that transactions never wait for each other's connections. */
class SharedConnectionTest {

    @Test
    void whatIsReadWithinATransactionNeedsNoSecondConnection() {
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl(Postgres.newDatabase());
            pool.setMaximumPoolSize(1);
            pool.setConnectionTimeout(1_000);
            try (Database releases = new Database(pool, schema());
                    Database others = new Database(pool, schema())) {
                assertThat(askBackend(releases)).isEqualTo(askBackend(others));

                List<Long> backends = releases.accessDatabase(
                        () -> releases.inTransaction(() -> List.of(askBackend(releases), askBackend(others))));

                assertThat(backends.get(0)).isEqualTo(backends.get(1));
            }
        }
    }

    private static Schema schema() {
        return new Schema("The tables", "db/usage", "usage_schema", List.of());
    }

    private static long askBackend(Database database) {
        return database.accessDatabase(() -> database.jdbcClient()
                .sql("SELECT pg_backend_pid()")
                .query(Long.class)
                .single());
    }
}
