package support.entitlement.web.contract;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import support.entitlement.contract.Term;
import support.entitlement.contract.TermClock;
import support.entitlement.contract.TermScope;
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
        if (!term.clock().repeatedUntil().isEmpty() && !isRepeated) {
            refuse(
                    pointer + "/repeatedUntil",
                    textOrNull(term.clock().repeatedUntil()),
                    "This ends a repetition, and neither a row of the tables nor a term repeats the milestone. Set every, or leave this"
                            + " out.");
        }
    }

    private static @Nullable String textOrNull(List<String> events) {
        return events.isEmpty() ? null : String.join(", ", events);
    }

    private void refuse(String pointer, @Nullable String value, String detail) {
        fields.addProblem(ProblemCode.BAD_TERM, pointer, value == null ? null : Quote.of(value), detail);
    }
}
