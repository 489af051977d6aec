package support.entitlement.allowance;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import support.entitlement.allowance.UsageEntry.CountedAmount;
import support.entitlement.allowance.UsageEntry.EntryKind;
import support.entitlement.allowance.UsageEntry.Overuse;
import support.entitlement.decision.Amounts;
import support.entitlement.decision.allowance.Counting;
import support.entitlement.decision.allowance.Fee;

/** Reads entries of the ledger from the rows of its table. */
final class UsageRows {

    /** The beginning of a query of entries, which names the columns that {@link #readEntry} reads. */
    static final String SELECT = """
            SELECT id, kind, COALESCE(settles, corrects), issue_type, unit, amount, used_at, expires_at, reference,
                recorded_at, author, left_after, request_hash, counted, counting, over_after, chargeable, fee
            FROM usage_entry""";

    /** The column of a query of entries with the hash of the request that made them. */
    static final int HASH_COLUMN = 13;

    private UsageRows() {}

    /** Reads an entry, whatever number its row has in the result. */
    static UsageEntry readEntry(ResultSet row, int number) throws SQLException {
        BigDecimal amount = Amounts.toPlainAmount(row.getBigDecimal(6));
        return new UsageEntry(
                row.getLong(1),
                EntryKind.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
                row.getObject(3, Long.class),
                row.getString(4),
                row.getString(5),
                amount,
                readCounted(row, amount),
                readInstant(row, 7),
                readInstantOrNull(row, 8),
                row.getString(9),
                readInstant(row, 10),
                row.getString(11),
                Amounts.toPlainAmount(row.getBigDecimal(12)),
                readOveruse(row));
    }

    /** Reads what an amount counts for; entries of earlier versions of the service count as they are. */
    private static CountedAmount readCounted(ResultSet row, BigDecimal amount) throws SQLException {
        BigDecimal counted = row.getBigDecimal(14);
        String rule = row.getString(15);
        return new CountedAmount(
                counted == null ? amount : Amounts.toPlainAmount(counted),
                rule == null ? null : Counting.parseStored(rule));
    }

    private static Overuse readOveruse(ResultSet row) throws SQLException {
        BigDecimal over = row.getBigDecimal(16);
        BigDecimal chargeable = row.getBigDecimal(17);
        String fee = row.getString(18);
        return over == null || chargeable == null
                ? Overuse.NONE
                : new Overuse(
                        Amounts.toPlainAmount(over),
                        Amounts.toPlainAmount(chargeable),
                        fee == null ? null : Fee.parseStored(fee));
    }

    /** Reads an instant that every row has. */
    static Instant readInstant(ResultSet row, int column) throws SQLException {
        return Objects.requireNonNull(readInstantOrNull(row, column));
    }

    private static @Nullable Instant readInstantOrNull(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
