package support.entitlement.contract;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import support.entitlement.contract.ContractTimeline.Period;

/**
 * Makes timelines from rows of customer, content, begin and end, which are sorted by customer and version. Each version ends where the next
 * one begins. Call {@link #finish} after the last row. Not thread-safe.
 */
final class TimelineCollector implements RowCallbackHandler {

    private final Instant from;
    private final Consumer<ContractTimeline> reader;
    private final List<Period> periods = new ArrayList<>();
    private String customer = "";

    /**
     * Creates a collector.
     *
     * @param from periods that have ended by this instant are left out
     */
    TimelineCollector(Instant from, Consumer<ContractTimeline> reader) {
        this.from = from;
        this.reader = reader;
    }

    @Override
    public void processRow(ResultSet row) throws SQLException {
        String next = row.getString(1);
        Instant start = row.getObject(3, OffsetDateTime.class).toInstant();
        if (next.equals(customer)) {
            int last = periods.size() - 1;
            periods.set(last, periods.get(last).endBy(start));
        } else {
            finish();
            customer = next;
        }
        periods.add(new Period(row.getObject(2, UUID.class), start, toInstant(row.getObject(4, OffsetDateTime.class))));
    }

    private static @Nullable Instant toInstant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    /** Passes on the periods of the customer of the last row. */
    void finish() {
        if (!periods.isEmpty()) {
            List<Period> remaining =
                    periods.stream().filter(period -> period.lastsAfter(from)).toList();
            periods.clear();
            reader.accept(new ContractTimeline(customer, remaining));
        }
    }
}
