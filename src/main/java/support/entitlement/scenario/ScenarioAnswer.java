package support.entitlement.scenario;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import support.entitlement.calendar.Calendars;
import support.entitlement.decision.Decision;
import support.entitlement.decision.Milestone;
import support.entitlement.decision.Within;
import support.entitlement.policy.calendar.ChannelHours;
import support.entitlement.sla.CaseClock;

/** A decision, with the opening and the calendars that its due times need. */
record ScenarioAnswer(Decision decision, @Nullable OffsetDateTime openedAt, Calendars calendars) {

    /** Returns the hours of the channels at the opening, if the scenario has one. */
    ChannelHours hours() {
        return new ChannelHours(decision, calendars, openedAt == null ? null : openedAt.toInstant());
    }

    List<String> dueAfter(Function<Within, String> form) {
        return decision.milestones().stream()
                .filter(milestone -> milestone.within() != null)
                .map(milestone -> milestone.name() + ": " + form.apply(milestone.within()))
                .toList();
    }

    List<String> dueAt(Function<OffsetDateTime, String> form) {
        return instants(calendars::dueAt, form);
    }

    List<String> dueFrom(Function<OffsetDateTime, String> form) {
        return instants(calendars::dueFrom, form);
    }

    private List<String> instants(
            BiFunction<Milestone, OffsetDateTime, @Nullable OffsetDateTime> end,
            Function<OffsetDateTime, String> form) {
        List<String> due = new ArrayList<>();
        for (Milestone milestone : decision.milestones()) {
            boolean fromOpening = CaseClock.startsAtOpening(milestone);
            OffsetDateTime instant = openedAt == null || !fromOpening ? null : end.apply(milestone, openedAt);
            if (instant != null) {
                due.add(milestone.name() + ": " + form.apply(instant));
            }
        }
        return due;
    }
}
