package support.entitlement.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import support.entitlement.DecisionVariants;
import support.entitlement.DecisionVariants.DecisionVariant;

class DecisionTextTest {

    @ParameterizedTest
    @MethodSource("shownVariants")
    void everyPartOfADecisionIsShown(DecisionVariant variant) {
        assertThat(DecisionText.of(variant.decision())).isNotEqualTo(DecisionText.of(DecisionVariants.FULL));
    }

    /** The reason, and whether it is open, are shown only of a denial; rows are named by their file; contracts do not apply to the command line. */
    static List<DecisionVariant> shownVariants() {
        return DecisionVariants.variantsWithout("entitledStated", "reason", "because.table", "milestones.basis");
    }
}
