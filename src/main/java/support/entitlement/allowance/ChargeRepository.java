package support.entitlement.allowance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import support.entitlement.allowance.StandingCharges.ChargeSum;
import support.entitlement.database.Database;
import support.entitlement.decision.Amounts;
import support.entitlement.decision.allowance.Fee;
import support.entitlement.text.NormalForm;

/** Executes the SQL that sums up charges, within the accesses and transactions of {@link UsageRepository}. */
final class ChargeRepository {

    private static final String OF_ENTRY = """
            SELECT unit, fee, SUM(chargeable) FROM usage_entry WHERE fee IS NOT NULL AND customer = ? AND (id = ? OR corrects = ?)
            GROUP BY unit, fee ORDER BY MAX(id) DESC""";
    private static final String OF_PERIOD = """
            SELECT unit, fee, SUM(chargeable) FROM usage_entry
            WHERE fee IS NOT NULL AND customer = ? AND issue_key IN (KEYS) AND used_at >= ? AND used_at < ?
            GROUP BY unit, fee ORDER BY MAX(id) DESC""";

    private final Database database;

    ChargeRepository(Database database) {
        this.database = database;
    }

    /** Sums up what a use and its corrections were charged for. */
    StandingCharges sumOfEntry(String customer, UsageEntry use) {
        return sumUp(OF_ENTRY, List.of(customer, use.id(), use.id()), use.unit());
    }

    /** Sums up what the use of issue types was charged for between two instants. */
    StandingCharges sumBetween(String customer, List<String> issueTypes, String unit, Instant from, Instant until) {
        List<Object> parameters = new ArrayList<>(List.of(customer));
        issueTypes.forEach(issueType -> parameters.add(NormalForm.key(issueType)));
        parameters.add(UsageRepository.toTimestamp(from));
        parameters.add(UsageRepository.toTimestamp(until));
        return sumUp(
                OF_PERIOD.replace("KEYS", String.join(", ", Collections.nCopies(issueTypes.size(), "?"))),
                parameters,
                unit);
    }

    private StandingCharges sumUp(String sql, List<?> parameters, String unit) {
        return StandingCharges.of(database
                .jdbcClient()
                .sql(sql)
                .params(parameters)
                .query((row, number) -> NormalForm.areSame(row.getString(1), unit)
                        ? Stream.of(new ChargeSum(
                                Fee.parseStored(row.getString(2)),
                                Amounts.toPlainAmount(Objects.requireNonNull(row.getBigDecimal(3)))))
                        : Stream.<ChargeSum>empty())
                .list()
                .stream()
                .flatMap(sum -> sum)
                .toList());
    }
}
