package support.entitlement.change.impact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import support.entitlement.DecisionVariants;
import support.entitlement.DecisionVariants.DecisionVariant;
import support.entitlement.decision.Basis;
import support.entitlement.decision.Milestone;
import support.entitlement.decision.Strength;
import support.entitlement.decision.Within;

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

    /** Without a time of its own, the first repetition is due after the interval. */
    @ParameterizedTest
    @CsvSource({
        ", 4 hours, 8 hours, 4 hours, WORSE",
        ", 4 hours, 2 hours, 4 hours, BETTER",
        "8 hours, 4 hours, , 4 hours, BETTER",
        "2 hours, 4 hours, , 4 hours, WORSE",
        ", , 8 hours, , BETTER"
    })
    void theFirstTimeOfARepetitionIsComparedWithTheInterval(
            @Nullable String within,
            @Nullable String every,
            @Nullable String newWithin,
            @Nullable String newEvery,
            Direction direction) {
        PartChanges changes = new PartChanges();

        new MilestoneDiff(changes).compareMilestones(updates(within, every), updates(newWithin, newEvery));

        assertThat(changes.all())
                .singleElement()
                .extracting(PartChange::part, PartChange::direction)
                .containsExactly("Update", direction);
    }

    private static List<Milestone> updates(@Nullable String within, @Nullable String every) {
        return List.of(new Milestone(
                "Update",
                within == null ? null : Within.parse(within),
                "24x7",
                Basis.PUBLISHED,
                Milestone.OPENED,
                null,
                every == null ? null : Within.parse(every),
                Strength.GUARANTEED));
    }

    @Test
    void equalDecisionsDoNotDiffer() {
        assertThat(DecisionDiff.compareDecisions(DecisionVariants.FULL, DecisionVariants.FULL))
                .isEmpty();
    }
}
