package support.entitlement.sla;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Traits of a promise stand in brackets after the name of its milestone, which may have brackets of its own. */
class PromiseNameTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Response                                       | Response           | ",
                "Response (target)                              | Response           | target",
                "Response (target) (starts at call (first))     | Response           | target; starts at call (first)",
                "Response (initial)                             | Response (initial) | ",
                "Response (initial) (Best effort)               | Response (initial) | Best effort",
                "Response (initial) (repeated) (ends at read)   | Response (initial) | repeated; ends at read",
                "Response (target) (initial)                    | Response (target) (initial) | ",
                "(target)                                       | (target)           | ",
                "Response ()                                    | Response ()        | "
            })
    void bracketsThatDescribeNoTraitBelongToTheNameOfTheMilestone(String text, String milestone, String traits) {
        PromiseName name = new PromiseName(text);

        assertThat(name.milestone()).isEqualTo(milestone);
        assertThat(String.join("; ", name.traits())).isEqualTo(traits == null ? "" : traits);
    }
}
