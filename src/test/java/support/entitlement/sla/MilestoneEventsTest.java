package support.entitlement.sla;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import support.entitlement.decision.Basis;
import support.entitlement.decision.Milestone;
import support.entitlement.decision.Strength;
import support.entitlement.decision.Within;

/**
 * Tests the events that reach milestones, with the cases in {@code sla/reaching.csv}, and the events that start their
 * clocks.
 */
class MilestoneEventsTest {

    @ParameterizedTest(name = "{0}, ends at {1}: {2}")
    @CsvFileSource(resources = "/sla/reaching.csv", numLinesToSkip = 1, ignoreLeadingAndTrailingWhitespace = false)
    void onlyItsOwnCompletionReachesAMilestone(String name, @Nullable String endsAt, String event, boolean reaches) {
        assertThat(events(name, "opened", endsAt, null).reachedBy(EventName.of(event)))
                .isEqualTo(reaches);
    }

    @ParameterizedTest
    @CsvSource({
        "Status report, updated, true",
        "Status report, update overdue, false",
        "Status report, status report sent, true",
        "Status report, report requested, false"
    })
    void aMilestoneThatRecursIsReachedByUpdatesToo(String name, String event, boolean reaches) {
        assertThat(events(name, "opened", null, Within.parse("2 hours")).reachedBy(EventName.of(event)))
                .isEqualTo(reaches);
    }

    @ParameterizedTest
    @CsvSource({
        "opened, Opening, true",
        "Opening, open, true",
        "opened, reopened, false",
        "acknowledged, Acknowledge, true",
        "acknowledged, acknowledged by customer, false",
        "priority set, priority_set, true",
        "priority set, priority set again, false",
        "last customer reply, customer replied, true",
        "Last Update, updated, true",
        "last update, update overdue, false",
        "re-opened, reopened, true",
        "canceled, cancelled, true"
    })
    void aClockStartsAtTheEventThatItsRowNames(String startsAt, String event, boolean starts) {
        assertThat(events("Response", startsAt, null, null).startAt(EventName.of(event)))
                .isEqualTo(starts);
    }

    private static MilestoneEvents events(
            String name, String startsAt, @Nullable String endsAt, @Nullable Within every) {
        return MilestoneEvents.of(
                new Milestone(name, null, "24x7", Basis.PUBLISHED, startsAt, endsAt, every, Strength.GUARANTEED));
    }
}
