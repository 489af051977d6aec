package support.entitlement.web.contract;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.calendar.Calendars;
import support.entitlement.contract.Term;
import support.entitlement.contract.TermClock;
import support.entitlement.contract.TermScope;
import support.entitlement.decision.Basis;
import support.entitlement.decision.Milestone;
import support.entitlement.sla.CaseClock;
import support.entitlement.web.http.FieldReader;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.Quote;

/** Refuses terms whose events of a clock are not complete together, as the checks of tables do. Not thread-safe. */
final class ClockTermChecks {

    private final FieldReader fields;
    private final PublishedTimes published;

    /** Creates checks that add their errors to a reader. */
    ClockTermChecks(FieldReader fields, PublishedTimes published) {
        this.fields = fields;
        this.published = published;
    }

    /** Refuses half a pause, and what can only be said of one milestone where none is named. */
    void refuseIncomplete(Term term, String pointer) {
        TermClock clock = term.clock();
        if (term.scope().milestone() == null) {
            refuseWithoutMilestone("every", term.every(), pointer, "repeat every one");
            refuseWithoutMilestone("startsAt", clock.startsAt(), pointer, "start every clock");
            refuseWithoutMilestone("endsAt", clock.endsAt(), pointer, "reach every one");
            refuseWithoutMilestone("repeatedUntil", textOrNull(clock.repeatedUntil()), pointer, "end every repetition");
        }
        if (clock.pausedBy().isEmpty() != clock.resumedBy().isEmpty()) {
            Map.Entry<String, List<String>> said = clock.pausedBy().isEmpty()
                    ? Map.entry("resumedBy", clock.resumedBy())
                    : Map.entry("pausedBy", clock.pausedBy());
            refuse(
                    pointer + "/" + said.getKey(),
                    textOrNull(said.getValue()),
                    "A pause needs the events that begin it and those that end it. Set both pausedBy and resumedBy.");
        }
    }

    private void refuseWithoutMilestone(String field, @Nullable String value, String pointer, String effect) {
        if (value != null) {
            refuse(
                    pointer + "/" + field,
                    value,
                    "Without a milestone in its scope this would " + effect + ". Name the milestone that is meant.");
        }
    }

    /** Refuses an end of a repetition where neither a row nor a term repeats the milestone. */
    void refuseEndOfNoRepetition(Term term, List<Term> all, String pointer) {
        boolean isRepeated =
                !published.promisedIntervals(term.scope().milestone()).isEmpty()
                        || all.stream()
                                .anyMatch(each -> each.every() != null
                                        && TermScope.namesOverlap(
                                                term.scope().bareMilestone(),
                                                each.scope().bareMilestone()));
        String milestone = term.scope().milestone();
        if (milestone != null) {
            refuseEndThatReaches(term, milestone, pointer);
        }
        if (!term.clock().repeatedUntil().isEmpty() && !isRepeated) {
            refuse(
                    pointer + "/repeatedUntil",
                    textOrNull(term.clock().repeatedUntil()),
                    "This ends a repetition, and neither a row of the tables nor a term repeats the milestone. Set every, or leave this"
                            + " out.");
        }
    }

    /** Refuses an end of a repetition that reaches the milestone, too. */
    private void refuseEndThatReaches(Term term, String milestone, String pointer) {
        List<Milestone> promises = published.promisesOf(milestone);
        Stream<Milestone> meant = promises.isEmpty()
                ? Stream.of(new Milestone(milestone, null, Calendars.ALWAYS_OPEN_NAME, Basis.CONTRACT))
                : promises.stream();
        List<Milestone> signed = meant.map(promise -> promise.withClock(
                        promise.startsAt(),
                        null,
                        term.clock().endsAt() == null
                                ? promise.endsAt()
                                : term.clock().endsAt(),
                        null,
                        List.of()))
                .toList();
        term.clock().repeatedUntil().stream()
                .filter(event -> signed.stream().anyMatch(each -> CaseClock.endsItsOwnRepetition(each, event)))
                .findFirst()
                .ifPresent(
                        event -> refuse(
                                pointer + "/repeatedUntil",
                                event,
                                "This event reaches the milestone, so it would never be repeated. Name another event, or leave out every."));
    }

    private static @Nullable String textOrNull(List<String> events) {
        return events.isEmpty() ? null : String.join(", ", events);
    }

    private void refuse(String pointer, @Nullable String value, String detail) {
        fields.addProblem(ProblemCode.BAD_TERM, pointer, value == null ? null : Quote.of(value), detail);
    }
}
