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
import support.entitlement.decision.Strength;
import support.entitlement.decision.Within;
import support.entitlement.policy.calendar.ChannelHours;
import support.entitlement.scenario.PromiseValues.PromiseValue;
import support.entitlement.sla.CaseClock;

/** A decision, with the opening and the calendars that its due times need. */
record ScenarioAnswer(Decision decision, @Nullable OffsetDateTime openedAt, Calendars calendars) {

    /** Returns the hours of the channels at the opening, if the scenario has one. */
    ChannelHours hours() {
        return new ChannelHours(decision, calendars, openedAt == null ? null : openedAt.toInstant());
    }

    /** Returns the time of each milestone that has one. */
    List<PromiseValue> times() {
        return list(Milestone::within, ScenarioAnswer::normalTime, Within::inWords);
    }

    /** Returns the interval of each milestone that is repeated. */
    List<PromiseValue> intervals() {
        return list(Milestone::every, ScenarioAnswer::normalTime, Within::inWords);
    }

    /** Returns the due time of each milestone that has one by now. */
    List<PromiseValue> dueTimes() {
        return listInstants(calendars::dueAt);
    }

    /** Returns the near end of each range that ends with such a due time. */
    List<PromiseValue> nearEnds() {
        return listInstants(calendars::dueFrom);
    }

    /** Returns how firmly each milestone is promised. */
    List<PromiseValue> strengths() {
        return list(Milestone::strength, Strength::toString, Strength::toString);
    }

    /** Returns each milestone. */
    List<PromiseValue> milestones() {
        return list(milestone -> "", Function.identity(), Function.identity());
    }

    private static String normalTime(Within time) {
        return time.inDays().toString();
    }

    private List<PromiseValue> listInstants(BiFunction<Milestone, OffsetDateTime, @Nullable OffsetDateTime> end) {
        return list(
                milestone -> openedAt == null || !CaseClock.startsAtOpening(milestone)
                        ? null
                        : end.apply(milestone, openedAt),
                instant -> instant.toInstant().toString(),
                OffsetDateTime::toString);
    }

    private <T> List<PromiseValue> list(
            Function<Milestone, @Nullable T> value, Function<T, String> normal, Function<T, String> shown) {
        List<PromiseValue> values = new ArrayList<>();
        for (Milestone milestone : decision.milestones()) {
            T stated = value.apply(milestone);
            if (stated != null) {
                values.add(new PromiseValue(milestone, normal.apply(stated), shown.apply(stated)));
            }
        }
        return values;
    }
}
