package support.entitlement.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static support.entitlement.Queries.query;
import static support.entitlement.Queries.withAttributes;
import static support.entitlement.Queries.withImpact;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import support.entitlement.EditedTables;
import support.entitlement.change.impact.PolicyImpact;
import support.entitlement.decision.Decision;
import support.entitlement.decision.Query;
import support.entitlement.table.FactField;
import support.entitlement.table.Input;

/** Tests that an attribute with the name of a field is a different fact than the field. */
class AttributeNamesTest {

    private static final Query PREMIUM = query("Enterprise Premium", "API outage");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "workaround    | in ($param)   | 'by mail, by phone' | by mail",
                "productionUse | == $param     | yes                 | true",
                "productionUse | in ($param)   | '1, 2'              | 1",
                "slaCategory   | == \"$param\" | urgent              | urgent",
                "plan          | >= $param     | 5                   | 7",
                "supportLevel  | != \"$param\" | Basic               | Gold",
                "issueType     | == $param     | no                  | false",
                "channel       | in ($param)   | 'a, b'              | b"
            })
    void bothCanBeUsedSideBySide(String name, String comparison, String cell, String sent) {
        Policy policy = EditedTables.in(directory)
                .addColumn("sla-categories.csv", "CONDITION", "attribute[\"" + name + "\"] " + comparison, "Own")
                .replaceInRow("sla-categories.csv", List.of("not possible", "no"), "Own", cell)
                .compile();
        Query down = withImpact(PREMIUM, "not possible", false);
        Object value =
                sent.matches("\\d+") ? Double.valueOf(sent) : sent.matches("true|false") ? Boolean.valueOf(sent) : sent;

        assertThat(policy.decide(withAttributes(down, Map.of(name, value))).slaCategory())
                .extracting(Decision.SlaCategory::id)
                .isEqualTo("1");
        if (!comparison.startsWith("!=")) {
            assertThat(policy.decide(down).slaCategory()).isNull();
            assertThat(policy.decide(down).missingPointers()).containsExactly("/attributes/" + name);
            assertThat(policy.decide(PREMIUM).missingPointers()).contains("/attributes/" + name, "/impact/workaround");
        }
        assertThat(policy.vocabulary().attributes()).containsOnlyKeys(name);
    }

    @Test
    void aChangeOfOneIsNoChangeOfTheOther() {
        EditedTables tables = EditedTables.in(directory)
                .addColumn("support-matrix.csv", "CONDITION", "attribute[\"productionUse\"] == \"$param\"", "Own")
                .replaceInRow("support-matrix.csv", List.of("Basic", "Issue reports"), "Own", "low");
        Policy before = tables.compile();
        Policy after = tables.replaceInRow("support-matrix.csv", List.of("Basic", "Issue reports"), "Own", "high")
                .compile();

        assertThat(PolicyImpact.between(before, after, Duration.ofMinutes(5)).lines())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.asSentence()).contains("attribute productionUse"));
    }

    @Test
    void inASentenceItIsCalledAnAttribute() {
        assertThat(new Input("workaround", true).displayName()).isEqualTo("attribute workaround");
        assertThat(new Input("Production use", true).displayName()).isEqualTo("attribute Production use");
        assertThat(new Input("region", true).displayName()).isEqualTo("region");
        assertThat(Input.ofField(FactField.PRODUCTION_USE).displayName()).isEqualTo("production use");
    }
}
