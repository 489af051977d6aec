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
import support.entitlement.decision.Within;
import support.entitlement.sla.CaseClock;
import support.entitlement.web.http.FieldReader;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.Quote;

/** Refuses terms whose events of a clock are not complete together, as the checks of tables do. Not thread-safe. */
final class ClockTermChecks {

    private static final Within ANY_INTERVAL = Within.parse("PT1H");

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
        if (!term.clock().repeatedUntil().isEmpty() && !isRepeated) {
            refuse(
                    pointer + "/repeatedUntil",
                    textOrNull(term.clock().repeatedUntil()),
                    "This ends a repetition, and neither a row of the tables nor a term repeats the milestone. Set every, or leave this"
                            + " out.");
        }
    }

    /** Refuses an event that both reaches a milestone and ends its repetition, one of which may be published or of another term. */
    void refuseEndThatReaches(Term term, List<Term> all, String pointer) {
        TermClock clock = term.clock();
        String milestone = term.scope().milestone();
        if (milestone == null || clock.repeatedUntil().isEmpty() && clock.endsAt() == null) {
            return;
        }
        List<Milestone> promises = published.promisesOf(milestone);
        for (Milestone promise : promises.isEmpty() ? List.of(ownPromise(milestone)) : promises) {
            List<String> ends = clock.repeatedUntil().isEmpty() ? promise.repeatedUntil() : clock.repeatedUntil();
            Stream<Milestone> signed = clock.endsAt() != null
                    ? Stream.of(repeatedPromise(promise, clock.endsAt()))
                    : Stream.concat(
                            Stream.of(repeatedPromise(promise, promise.endsAt())),
                            endsOfOthers(term, all).map(end -> repeatedPromise(promise, end)));
            String event = signed.flatMap(
                            each -> ends.stream().filter(end -> CaseClock.endsItsOwnRepetition(each, end)))
                    .findFirst()
                    .orElse(null);
            if (event != null) {
                refuse(
                        pointer + (clock.repeatedUntil().isEmpty() ? "/endsAt" : "/repeatedUntil"),
                        event,
                        "This event both reaches the milestone and ends its repetition, so that it would never be repeated. Name another"
                                + " event, or leave out every.");
                return;
            }
        }
    }

    private static Milestone ownPromise(String name) {
        return new Milestone(name, null, Calendars.ALWAYS_OPEN_NAME, Basis.CONTRACT);
    }

    /** Returns a promise that is repeated and reached by an event; null for the one that its name suggests. */
    private static Milestone repeatedPromise(Milestone promise, @Nullable String end) {
        return promise.withTerms(null, ANY_INTERVAL, promise.calendar(), promise.strength())
                .withClock(promise.startsAt(), null, end, null, List.of());
    }

    /** Returns the ends that other terms set where this one says when the repetition ends. */
    private static Stream<String> endsOfOthers(Term term, List<Term> all) {
        return all.stream()
                .filter(other -> other.scope().matchesQueriesOf(term.scope())
                        && TermScope.namesOverlap(
                                other.scope().bareMilestone(), term.scope().bareMilestone()))
                .flatMap(other -> Stream.ofNullable(other.clock().endsAt()));
    }

    private static @Nullable String textOrNull(List<String> events) {
        return events.isEmpty() ? null : String.join(", ", events);
    }

    private void refuse(String pointer, @Nullable String value, String detail) {
        fields.addProblem(ProblemCode.BAD_TERM, pointer, value == null ? null : Quote.of(value), detail);
    }
}
