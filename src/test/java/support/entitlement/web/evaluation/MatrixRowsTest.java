package support.entitlement.web.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static support.entitlement.Queries.query;
import static support.entitlement.Queries.withCategory;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import support.entitlement.EditedTables;
import support.entitlement.policy.Policy;
import support.entitlement.web.evaluation.MatrixRow.StatedPart;

/** The statements of rows about channels that do not name the channel. */
class MatrixRowsTest {

    private static final String CHANNELS = "channels.csv";

    private EditedTables tables;

    @BeforeEach
    void copyTheShippedTables(@TempDir Path directory) {
        tables = EditedTables.in(directory);
    }

    @Test
    void aRowForEveryChannelStatesSomethingOfNoChannelInParticular() {
        Policy policy = tables.addRow(CHANNELS, Map.of("Terms", "in English"))
                .hitPolicy(CHANNELS, "collect")
                .compileUnchecked();

        assertThat(statedParts(policy)).contains(new StatedPart("channels", null, "C"));
    }

    @Test
    void aRowForAllChannelsButOneStatesNothingOfTheOneThatItExcludes() {
        Policy policy = tables.replaceEverywhere(CHANNELS, "name ==", "name !=").compileUnchecked();

        assertThat(statedParts(policy)).extracting(StatedPart::of).isNotEmpty().containsOnlyNulls();
    }

    private static List<StatedPart> statedParts(Policy policy) {
        return MatrixRows.of(
                        policy.decide(withCategory(query("Enterprise Premium", "API outage"), "1"))
                                .because(),
                        policy)
                .stream()
                .filter(row -> row.file().equals(CHANNELS))
                .flatMap(row -> row.states().stream())
                .toList();
    }
}
