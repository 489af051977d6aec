package support.entitlement.scenario;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.calendar.Calendars;
import support.entitlement.decision.Decision;
import support.entitlement.decision.Milestone;
import support.entitlement.decision.Query;
import support.entitlement.decision.Strength;
import support.entitlement.decision.Within;
import support.entitlement.policy.calendar.ChannelHours;
import support.entitlement.scenario.FactChanges.ChangedFacts;
import support.entitlement.scenario.PromiseValues.PromiseValue;
import support.entitlement.sla.CaseClock;
import support.entitlement.sla.Event;
import support.entitlement.sla.MilestoneStatus;

/**
 * A decision, and where its case stands.
 *
 * @param decision the decision by the facts of the end of the case
 * @param earlier the decisions by the facts of before
 * @param openedAt the opening of the case, or null
 * @param statuses the status of each milestone; none without an opening, or if nobody asks for them
 */
record ScenarioAnswer(
        Decision decision,
        List<Decision> earlier,
        Calendars calendars,
        @Nullable OffsetDateTime openedAt,
        List<MilestoneStatus> statuses) {

    /** Returns the answer to a query without an opening. */
    static ScenarioAnswer withoutCase(Decision decision, Calendars calendars) {
        return withoutStatuses(decision, calendars, null);
    }

    /** Returns an answer of which nobody asks where its case stands. */
    static ScenarioAnswer withoutStatuses(Decision decision, Calendars calendars, @Nullable OffsetDateTime openedAt) {
        return new ScenarioAnswer(decision, List.of(), calendars, openedAt, List.of());
    }

    /**
     * Returns the answer to a case.
     *
     * @param opening the decision by the facts of the opening
     * @param decider decides by the facts of later
     * @param pausing the events that pause some clock of the policy
     * @throws support.entitlement.sla.ContradictoryEventsException if its events contradict each other
     * @throws java.time.DateTimeException if a calendar does not reach as far as a clock counts
     */
    static ScenarioAnswer ofCase(
            Decision opening,
            Function<Query, Decision> decider,
            Calendars calendars,
            ScenarioCase opened,
            Set<String> pausing) {
        List<Decision> decisions = new ArrayList<>(List.of(opening));
        List<Event> events = new ArrayList<>(opened.events());
        for (ChangedFacts change : opened.changes()) {
            Decision decision = decider.apply(change.query());
            decisions.add(decision);
            events.replaceAll(
                    event -> change.isOf(event) ? new Event(event.type(), event.at(), decision.milestones()) : event);
        }
        Decision last = decisions.remove(decisions.size() - 1);
        return new ScenarioAnswer(
                last,
                decisions,
                calendars,
                opened.openedAt(),
                CaseClock.statusesAt(opening.milestones(), calendars, events, opened.at(), pausing));
    }

    /** Returns the promises of which it is known where they stand. */
    List<Milestone> promisesOfCase() {
        return statuses.isEmpty()
                ? decision.milestones()
                : statuses.stream().map(MilestoneStatus::milestone).toList();
    }

    /** Returns the hours of the channels at the opening, if the scenario has one. */
    ChannelHours hours() {
        return new ChannelHours(decision, calendars, openedAt == null ? null : openedAt.toInstant());
    }

    /** Returns the time of each milestone that has one. */
    List<PromiseValue> times() {
        return listPromised(Milestone::within, ScenarioAnswer::normalTime, Within::inWords);
    }

    /** Returns the interval of each milestone that is repeated. */
    List<PromiseValue> intervals() {
        return listPromised(Milestone::every, ScenarioAnswer::normalTime, Within::inWords);
    }

    /** Returns how firmly each milestone is promised. */
    List<PromiseValue> strengths() {
        return listPromised(Milestone::strength, Strength::toString, Strength::toString);
    }

    /** Returns each milestone. */
    List<PromiseValue> milestones() {
        return listPromised(milestone -> "", Function.identity(), Function.identity());
    }

    private static String normalTime(Within time) {
        return time.inDays().toString();
    }

    private <T> List<PromiseValue> listPromised(
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

    /** Returns the due time of each milestone that has one by now. */
    List<PromiseValue> dueTimes() {
        return listInstants(status -> Stream.ofNullable(status.dueAt()));
    }

    /** Returns the near end of each range that ends with such a due time. */
    List<PromiseValue> nearEnds() {
        return listInstants(status -> Stream.ofNullable(status.dueFrom()));
    }

    /** Returns the due times of intervals and earlier runs that ended late. */
    List<PromiseValue> missed() {
        return listInstants(status -> status.missed().stream().map(MilestoneStatus.MissedRun::dueAt));
    }

    /** Returns the state of each milestone. */
    List<PromiseValue> states() {
        return statuses.stream()
                .map(status -> new PromiseValue(
                        status.milestone(),
                        status.state().toString(),
                        status.state().toString()))
                .toList();
    }

    /** Returns the stretches for which the clock of each milestone was paused. */
    List<PromiseValue> pauses() {
        return listStatuses(status -> status.pauses().stream(), pause -> List.of(pause.from(), pause.to()));
    }

    private List<PromiseValue> listInstants(Function<MilestoneStatus, Stream<Instant>> instants) {
        return listStatuses(instants, List::of);
    }

    private <T> List<PromiseValue> listStatuses(
            Function<MilestoneStatus, Stream<T>> values, Function<T, List<Instant>> ends) {
        return statuses.stream()
                .flatMap(status -> values.apply(status)
                        .map(ends)
                        .map(instants -> new PromiseValue(
                                status.milestone(), join(instants, Instant::toString), join(instants, this::show))))
                .toList();
    }

    private static String join(List<Instant> instants, Function<Instant, String> form) {
        return String.join("/", instants.stream().map(form).toList());
    }

    private String show(Instant instant) {
        return openedAt == null
                ? instant.toString()
                : instant.atOffset(openedAt.getOffset()).toString();
    }
}
