package support.entitlement.web.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import support.entitlement.policy.Policy;
import support.entitlement.policy.PolicyCompiler;
import support.entitlement.table.check.LogicTables;
import tools.jackson.databind.json.JsonMapper;

/** Tests that a decision for now is not remembered longer than its rows are valid. */
class PassingClockTest {

    private static final Policy POLICY = PolicyCompiler.compileChecked(LogicTables.tables(LogicTables.sheet(
            "matrix.csv",
            "unique",
            "Query",
            "Plan: plan == \"$param\" | Type: issueType == \"$param\" | From: openedAt[\"Europe/Zurich\"] >= $param"
                    + " | Before: openedAt[\"Europe/Zurich\"] < $param | Words: entitlement.words(\"$param\")",
            "Gold | Fault | | 2027-01-01 | old",
            "Gold | Fault | 2027-01-01 | | new")));

    private static String wordsAt(String now) {
        ParsedQuery read = QueryReader.readQuery(
                JsonMapper.shared().readTree("{\"plan\": \"Gold\", \"issueType\": \"Fault\"}"),
                "",
                POLICY,
                (customer, at, asOf) -> Optional.empty(),
                Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
        return POLICY.decide(((ParsedQuery.ValidQuery) read).query())
                .guarantee()
                .text();
    }

    @Test
    void theAnswerChangesWhenTheClockPassesTheDateAndNotBefore() {
        assertThat(wordsAt("2026-12-31T22:59:59.999Z")).isEqualTo("old");
        assertThat(wordsAt("2026-12-31T23:00:00Z")).isEqualTo("new");
        assertThat(wordsAt("2026-12-31T23:00:01Z")).isEqualTo("new");
    }
}
