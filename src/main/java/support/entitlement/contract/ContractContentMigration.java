package support.entitlement.contract;

import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.api.migration.Context;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import support.entitlement.database.CodeMigration;
import tools.jackson.databind.json.JsonMapper;

/** Adds what versions say that were stored before {@link ContractContentIndex} was used; a million take a minute or two. */
final class ContractContentMigration extends CodeMigration {

    private static final int MAX_AT_ONCE = 1_000;

    private final JsonMapper json;
    private final RowMapper<Contract> contract;

    ContractContentMigration(JsonMapper json, RowMapper<Contract> contract) {
        super("5", "content of contracts");
        this.json = json;
        this.contract = contract;
    }

    @Override
    public void migrate(Context context) {
        DataSource same = new SingleConnectionDataSource(context.getConnection(), true);
        JdbcTemplate jdbc = new JdbcTemplate(same);
        List<Contract> some = findAfter("", 0, jdbc);
        while (!some.isEmpty()) {
            ContractContentIndex.insertContents(jdbc, json, some);
            Contract last = some.get(some.size() - 1);
            some = findAfter(last.customer(), last.version(), jdbc);
        }
    }

    private List<Contract> findAfter(String customer, long version, JdbcTemplate jdbc) {
        return jdbc.query(
                "SELECT customer, version, stored, author, ended, body FROM customer_contract"
                        + " WHERE (customer, version) > (?, ?) ORDER BY customer, version LIMIT ?",
                contract,
                customer,
                version,
                MAX_AT_ONCE);
    }
}
