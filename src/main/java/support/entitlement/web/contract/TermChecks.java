package support.entitlement.web.contract;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.calendar.Calendar;
import support.entitlement.contract.Agreement;
import support.entitlement.contract.Term;
import support.entitlement.contract.TermScope;
import support.entitlement.contract.terms.TermConflict;
import support.entitlement.contract.terms.TooManyTermsException;
import support.entitlement.decision.Within;
import support.entitlement.policy.Policy;
import support.entitlement.web.http.FieldReader;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.Quote;

/** Refuses terms that are well-formed but set nothing, or that no query could be answered with. Not thread-safe. */
final class TermChecks {

    private final FieldReader fields;
    private final Policy policy;
    private final PublishedTimes published;
    private final ClockTermChecks clocks;
    private final OwnMilestoneChecks names;

    /** Creates checks that add their errors to a reader. */
    TermChecks(FieldReader fields, Policy policy, PublishedTimes published) {
        this.fields = fields;
        this.policy = policy;
        this.published = published;
        this.clocks = new ClockTermChecks(fields, published);
        this.names = new OwnMilestoneChecks(fields, policy.vocabulary().milestones(), published);
    }

    /**
     * Refuses a term that sets nothing. Skips this error if some field was unreadable, since it might have set
     * something.
     *
     * @param whole whether all fields could be read
     */
    void refuseMeaningless(Term term, String pointer, boolean whole) {
        if (whole && !term.saysSomething()) {
            fields.addProblem(
                    ProblemCode.BAD_TERM,
                    pointer,
                    null,
                    "This term sets nothing. It must set one of within, every, calendar, strength, startsAt, startsDuring, endsAt, pausedBy,"
                            + " repeatedUntil, channels, guarantee, allowance and terms.");
        }
        if (whole && term.scope().milestone() != null && !term.setsMilestones()) {
            fields.addProblem(
                    ProblemCode.BAD_TERM,
                    pointer + "/scope/milestone",
                    term.scope().milestone(),
                    "A term with a milestone in its scope must set its within, every, calendar, strength or clock.");
        }
        clocks.refuseIncomplete(term, pointer);
        if (term.allowance() != null
                && (term.scope().slaCategory() != null || term.scope().channel() != null)) {
            fields.addProblem(
                    ProblemCode.BAD_TERM,
                    pointer + "/allowance",
                    null,
                    "Use is counted for an issue type, whatever its category and channel are. Leave slaCategory and"
                            + " channel out of the scope, and set everything else that depends on them in a term of its own.");
        }
        if (term.scope().allowance() != null && term.allowance() == null) {
            fields.addProblem(
                    ProblemCode.BAD_TERM,
                    pointer + "/scope/allowance",
                    term.scope().allowance(),
                    "A term with an allowance in its scope must set an allowance.");
        }
    }

    /** Refuses what is readable but cannot be applied: durations, milestones, and contradictory terms. */
    void refuseWhatCannotBeAnswered(Agreement agreement) {
        List<Term> terms = agreement.terms();
        for (int i = 0; i < terms.size(); i++) {
            refuseUncountable(terms.get(i), terms, "/terms/" + i);
            clocks.refuseEndOfNoRepetition(terms.get(i), terms, "/terms/" + i);
            clocks.refuseEndThatReaches(terms.get(i), terms, "/terms/" + i);
            names.refuseUnknown(terms.get(i), terms, "/terms/" + i);
            names.refuseNeverPromised(terms.get(i), agreement, "/terms/" + i);
        }
        refuseDisagreements(agreement);
    }

    private void refuseDisagreements(Agreement agreement) {
        try {
            for (TermConflict found : TermConflict.findAll(agreement, policy)) {
                fields.addProblem(
                        ProblemCode.AMBIGUOUS_TERMS,
                        "/terms/" + found.second(),
                        Quote.of(agreement.terms().get(found.second()).clause()),
                        "This term and /terms/" + found.first() + " ("
                                + Quote.of(agreement.terms().get(found.first()).clause())
                                + ") disagree on “" + found.part()
                                + "”, and no rule of precedence says which prevails. Name more in the scope of one of them.");
            }
        } catch (TooManyTermsException e) {
            fields.addProblem(
                    ProblemCode.TOO_MANY_TERMS, "/terms", agreement.terms().size(), e.getMessage());
        }
    }

    /**
     * Refuses durations that cannot be counted. As in tables, a duration must fall due, and be unambiguous, in each
     * calendar in which it may be counted.
     */
    private void refuseUncountable(Term term, List<Term> all, String pointer) {
        refuseUncountable(term, term.within(), pointer + "/within", Term::within, all);
        refuseUncountable(term, term.every(), pointer + "/every", Term::every, all);
        if (term.every() != null && Within.parse(term.every()).isImmediate()) {
            fields.addProblem(
                    ProblemCode.BAD_TERM,
                    pointer + "/every",
                    Quote.of(term.every()),
                    "A milestone cannot be repeated without time in between.");
        }
        if (term.calendar() != null) {
            String milestone = term.scope().milestone();
            Stream.concat(
                            term.within() == null ? published.promisedTimes(milestone).stream() : Stream.empty(),
                            term.every() == null ? published.promisedIntervals(milestone).stream() : Stream.empty())
                    .flatMap(time -> Stream.ofNullable(explainUncountable(time, term.calendar()))
                            .map(why -> "The published time is “" + time.inWords() + "”. " + why))
                    .findFirst()
                    .ifPresent(why -> fields.addProblem(
                            ProblemCode.BAD_TERM, pointer + "/calendar", Quote.of(term.calendar()), why));
        }
    }

    /** Refuses a time of a term, if it has one, that cannot be counted in each calendar in which it may be. */
    private void refuseUncountable(
            Term term,
            @Nullable String time,
            String pointer,
            Function<Term, @Nullable String> sameTime,
            List<Term> all) {
        if (time == null) {
            return;
        }
        String milestone = term.scope().milestone();
        Stream<String> calendars = term.calendar() != null
                ? Stream.of(term.calendar())
                : Stream.concat(
                        published.calendarsOf(milestone).stream(),
                        all.stream()
                                .filter(other -> sameTime.apply(other) == null
                                        && TermScope.namesOverlap(
                                                term.scope().bareMilestone(),
                                                other.scope().bareMilestone()))
                                .flatMap(other -> Stream.ofNullable(other.calendar())));
        calendars
                .flatMap(name -> Stream.ofNullable(explainUncountable(Within.parse(time), name)))
                .findFirst()
                .ifPresent(why -> fields.addProblem(ProblemCode.BAD_TERM, pointer, Quote.of(time), why));
    }

    /** Explains why a duration cannot be counted in a calendar; null if it can. */
    private @Nullable String explainUncountable(Within within, String name) {
        Calendar calendar = policy.calendars().get(name);
        String readings = calendar.describeReadings(within);
        if (readings != null) {
            return "In the calendar “" + name + "” this has two readings. " + readings;
        }
        return calendar.hasDueTime(within)
                ? null
                : "In the calendar “" + name + "” this ends more than fifty years later. Write a shorter time.";
    }
}
