package support.entitlement.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class NamesTest {

    @ParameterizedTest
    @CsvFileSource(resources = "/names/nearest.csv", useHeadersInDisplayName = true)
    void theNearestNameIsOneThatSomebodyCouldHaveMeant(String sent, String known, @Nullable String nearest) {
        assertThat(new Names(List.of(known.split(";"))).findNearest(sent).orElse(null))
                .isEqualTo(nearest);
    }

    @Test
    void ofNamesThatAreAsNearTheFirstIsNamed() {
        assertThat(new Names(List.of("Plan A", "Plan B")).findNearest("Plan C")).contains("Plan A");
    }

    @Test
    void nothingIsNearestWhereNoNameIsKnown() {
        assertThat(new Names(List.of()).findNearest("Free")).isEmpty();
    }
}
