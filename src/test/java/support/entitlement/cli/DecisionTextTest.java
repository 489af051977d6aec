package support.entitlement.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import support.entitlement.DecisionVariants;
import support.entitlement.DecisionVariants.DecisionVariant;
import support.entitlement.calendar.CalendarBuilder;
import support.entitlement.calendar.Calendars;
import support.entitlement.decision.Decision;
import support.entitlement.policy.calendar.ChannelHours;

class DecisionTextTest {

    @ParameterizedTest
    @MethodSource("shownVariants")
    void everyPartOfADecisionIsShown(DecisionVariant variant) {
        assertThat(tell(variant.decision())).isNotEqualTo(tell(DecisionVariants.FULL));
    }

    private static String tell(Decision decision) {
        Calendars calendars = new Calendars(Map.of(
                "Office",
                        new CalendarBuilder("UTC")
                                .opens(DayOfWeek.MONDAY, "08:00", "09:00")
                                .build(),
                "Office otherwise",
                        new CalendarBuilder("UTC")
                                .opens(DayOfWeek.MONDAY, "08:00", "10:00")
                                .build()));
        return DecisionText.of(
                decision, new ChannelHours(decision, calendars, Instant.parse("2026-03-02T09:30:00Z")), List.of());
    }

    /** The reason, and whether it is open, are shown only of a denial; rows are named by their file; contracts do not apply to the command line. */
    static List<DecisionVariant> shownVariants() {
        return DecisionVariants.variantsWithout("entitledStated", "reason", "because.table", "milestones.basis");
    }
}
