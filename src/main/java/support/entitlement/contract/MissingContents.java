package support.entitlement.contract;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import support.entitlement.database.Database;

/**
 * Adds versions to the {@link ContractContentIndex} that a replica has stored which does not know the index yet: one of an older
 * version of the service, during an upgrade. Thread-safe, also across services. Use it within {@link Database#accessDatabase} only.
 */
final class MissingContents {

    private static final int MAX_AT_ONCE = 1_000;

    /**
     * Both numbers at one moment. Of a million versions PostgreSQL counts both in 0.2 seconds, and needs three to look for each version in
     * the index.
     */
    private static final String IS_COMPLETE =
            "SELECT (SELECT COUNT(*) FROM customer_contract) = (SELECT COUNT(*) FROM customer_contract_content)";

    private static final String FIND = """
            SELECT customer, version, stored, author, ended, body FROM customer_contract c
            WHERE (customer, version) > (?, ?) AND NOT EXISTS (SELECT 1 FROM customer_contract_content k
                WHERE k.customer = c.customer AND k.version = c.version)
            ORDER BY customer, version LIMIT ?""";

    private final Database database;
    private final ContractContentIndex index;
    private final RowMapper<Contract> contract;

    MissingContents(Database database, ContractContentIndex index, RowMapper<Contract> contract) {
        this.database = database;
        this.index = index;
        this.contract = contract;
    }

    /**
     * Adds all versions that are missing. What was added stays if the time does not suffice for the rest.
     *
     * @throws QueryTimeoutException at the limit
     */
    void addAll(Duration limit) {
        long start = System.nanoTime();
        Position position = isComplete(limit) ? null : new Position("", 0);
        while (position != null) {
            Duration left = limit.minusNanos(System.nanoTime() - start);
            if (left.isNegative()) {
                throw new QueryTimeoutException("Contracts that are not in the index were not all added in time");
            }
            position = addAfter(position, left);
        }
    }

    private boolean isComplete(Duration limit) {
        return Boolean.TRUE.equals(createTemplate(limit).queryForObject(IS_COMPLETE, Boolean.class));
    }

    private JdbcTemplate createTemplate(Duration limit) {
        JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
        jdbc.setQueryTimeout((int) Math.max(1, limit.toSeconds()));
        return jdbc;
    }

    /** A version of a contract, after which others follow in the order of the database. */
    private record Position(String customer, long version) {}

    /** Adds the first missing versions after a position. Returns the last of them; null if there are no others. */
    private @Nullable Position addAfter(Position start, Duration limit) {
        List<Contract> found = findAfter(start, limit);
        if (found.isEmpty()) {
            return null;
        }
        Contract last = found.get(found.size() - 1);
        return tryInsert(found) ? new Position(last.customer(), last.version()) : start;
    }

    private List<Contract> findAfter(Position start, Duration limit) {
        return createTemplate(limit).query(FIND, contract, start.customer(), start.version(), MAX_AT_ONCE);
    }

    /**
     * Returns false if another service adds some of them at the same time, or a transaction stores many. Writers wait meanwhile, since a later version that they store
     * would be counted without these.
     */
    private boolean tryInsert(List<Contract> versions) {
        try {
            return database.inTransaction(() -> {
                if (database.isPostgres() && !keepWritersOut()) {
                    return false;
                }
                index.insertContents(versions);
                return true;
            });
        } catch (DuplicateKeyException | ConcurrencyFailureException e) {
            return false;
        }
    }

    private boolean keepWritersOut() {
        return database.jdbcClient()
                .sql("SELECT keep_contract_writers_out()")
                .query(Boolean.class)
                .single();
    }
}
