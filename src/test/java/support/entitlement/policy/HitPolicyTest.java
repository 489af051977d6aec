package support.entitlement.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static support.entitlement.Queries.query;
import static support.entitlement.Queries.withAttributes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import support.entitlement.EditedTables;
import support.entitlement.decision.Decision;
import support.entitlement.decision.Decision.OfferedChannel;
import support.entitlement.decision.MatchedRow;
import support.entitlement.decision.Query;

/** Tests that the hit policy of a table decides how many of the matching rows count. */
class HitPolicyTest {

    private static final Query FREE = query("Free", "Issue reports");
    private static final String SIZE = "entitlement.term(\"size\", \"$param\")";
    private static final String SEATS = "attribute[\"seats\"] >= $param";

    private EditedTables tables;

    @BeforeEach
    void copyTheShippedTables(@TempDir Path directory) {
        tables = EditedTables.in(directory);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Query", "Coverage"})
    void ofFirstTheTopmostRowThatMatchesIsTheOnlyOneThatCounts(String fact) {
        Policy policy = tables.addTable(
                        "seats.csv",
                        fact,
                        SEATS,
                        SIZE,
                        List.of(List.of("100", "company"), List.of("10", "team"), List.of("", "any")))
                .hitPolicy("seats.csv", "first")
                .compile();

        assertThat(sizeAndRows(policy, 500)).containsExactly("company", 8);
        assertThat(sizeAndRows(policy, 100)).containsExactly("company", 8);
        assertThat(sizeAndRows(policy, 99)).containsExactly("team", 9);
        assertThat(sizeAndRows(policy, 1)).containsExactly("any", 10);
    }

    @Test
    void ofFirstARowThatListsSeveralValuesCountsOnce() {
        tables.addTable(
                        "listed.csv",
                        "Coverage",
                        "attribute[\"region\"] in ($param)",
                        "entitlement.commitment(\"$param\")",
                        List.of(List.of("EU, UK", "here"), List.of("UK, US", "there"), List.of("", "elsewhere")))
                .hitPolicy("listed.csv", "first");
        Policy policy = tables.compile();

        assertThat(policy.decide(withAttributes(FREE, Map.of("region", "UK"))).commitments())
                .containsExactly("here");
        assertThat(policy.decide(withAttributes(FREE, Map.of("region", "US"))).commitments())
                .containsExactly("there");
        assertThat(policy.decide(FREE).commitments()).containsExactly("elsewhere");
    }

    @Test
    void ofFirstEachChannelIsDescribedByTheTopmostRowThatMatchesIt() {
        tables.replaceEverywhere("channels.csv", "Hit policy,unique", "Hit policy,first")
                .addRow("channels.csv", Map.of("Medium", "other", "Terms", "on request"))
                .replaceInRow(
                        "support-matrix.csv",
                        List.of("Basic", "Issue reports"),
                        "Support channels",
                        "Chat, Support Portal, Fax")
                .addFirstRow("channels.csv", Map.of("Channel", "Chat", "Medium", "chat"));

        assertThat(tables.compileUnchecked().decide(FREE).channels())
                .containsExactly(
                        new OfferedChannel("Chat", "chat", null),
                        new OfferedChannel("Support Portal", "portal", null),
                        new OfferedChannel("Fax", "other", "on request"));
    }

    @Test
    void twoTablesWithHitPolicyFirstCountARowEach() {
        for (String file : List.of("one.csv", "two.csv")) {
            tables.addTable(
                            file,
                            "Coverage",
                            SEATS,
                            "entitlement.term(\"" + file + "\", \"$param\")",
                            List.of(List.of("10", "many"), List.of("", "few")))
                    .hitPolicy(file, "first");
        }

        assertThat(tables.compile()
                        .decide(withAttributes(FREE, Map.of("seats", 20.0)))
                        .terms())
                .isEqualTo(Map.of("one.csv", "many", "two.csv", "many"));
    }

    @Test
    void ofCollectAllRowsThatMatchCountInTheirOrder() {
        tables.addTable(
                        "seats.csv",
                        "Coverage",
                        SEATS,
                        "entitlement.commitment(\"$param\")",
                        List.of(List.of("100", "third"), List.of("10", "second"), List.of("", "first")))
                .hitPolicy("seats.csv", "collect");

        assertThat(tables.compile()
                        .decide(withAttributes(FREE, Map.of("seats", 100.0)))
                        .commitments())
                .containsExactly("third", "second", "first");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void ofFirstDroolsUsesTheRowThatReadingFromTheTopFinds(long seed) {
        Random random = new Random(seed);
        List<List<String>> rows = new ArrayList<>();
        IntStream.range(0, 12)
                .forEach(row -> rows.add(List.of(random.nextInt(6) == 0 ? "" : "" + random.nextInt(20), "row " + row)));
        Policy policy = tables.addTable("seats.csv", "Coverage", SEATS, SIZE, rows)
                .hitPolicy("seats.csv", "first")
                .compileUnchecked();

        for (double seats = -1; seats < 21; seats += 0.5) {
            double sent = seats;
            String expected = rows.stream()
                    .filter(row -> row.get(0).isEmpty() || sent >= Integer.parseInt(row.get(0)))
                    .map(row -> row.get(1))
                    .findFirst()
                    .orElse("none");
            assertThat(policy.decide(withAttributes(FREE, Map.of("seats", sent)))
                            .terms()
                            .getOrDefault("size", "none"))
                    .isEqualTo(expected);
        }
    }

    private static List<Object> sizeAndRows(Policy policy, double seats) {
        Decision decision = policy.decide(withAttributes(FREE, Map.of("seats", seats)));
        List<Object> found = new ArrayList<>(List.of(decision.terms().get("size")));
        decision.because().stream()
                .filter(row -> row.file().equals("seats.csv"))
                .map(MatchedRow::row)
                .forEach(found::add);
        return found;
    }
}
