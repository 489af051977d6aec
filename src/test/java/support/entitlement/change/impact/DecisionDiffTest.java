package support.entitlement.change.impact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import support.entitlement.DecisionVariants;
import support.entitlement.DecisionVariants.DecisionVariant;

class DecisionDiffTest {

    @ParameterizedTest
    @MethodSource("comparedVariants")
    void aDifferenceInAnyPartIsFound(DecisionVariant variant) {
        assertThat(DecisionDiff.compareDecisions(DecisionVariants.FULL, variant.decision()))
                .isNotEmpty();
    }

    /** The reason is compared only if neither is entitled; the others explain an answer, or follow from another part. */
    static List<DecisionVariant> comparedVariants() {
        return DecisionVariants.variantsWithout(
                "reason",
                "slaCategory.derived",
                "slaCategory.sent",
                "channelAllowed",
                "noRowIn",
                "because",
                "milestones.basis");
    }

    @Test
    void equalDecisionsDoNotDiffer() {
        assertThat(DecisionDiff.compareDecisions(DecisionVariants.FULL, DecisionVariants.FULL))
                .isEmpty();
    }
}
