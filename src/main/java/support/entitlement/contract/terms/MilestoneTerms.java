package support.entitlement.contract.terms;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.calendar.Calendars;
import support.entitlement.contract.Term;
import support.entitlement.decision.Basis;
import support.entitlement.decision.Milestone;
import support.entitlement.decision.Strength;
import support.entitlement.decision.Within;

/** Puts the times, intervals, calendars and strengths of terms in the place of those of published milestones. Not thread-safe; for one answer. */
final class MilestoneTerms {

    private final MatchingTerms matching;
    private final AnswerClaims claims;

    MilestoneTerms(MatchingTerms matching, AnswerClaims claims) {
        this.matching = matching;
        this.claims = claims;
    }

    /** Claims the milestones of the terms. A term that names no milestone sets every one. */
    void addClaims() {
        Set<String> names = milestoneNames();
        matching.terms().stream()
                .filter(Term::setsMilestones)
                .forEach(term -> names.stream()
                        .filter(name -> MatchingTerms.isAnyOr(term.scope().milestone(), name))
                        .forEach(name -> addTerm(name, term)));
        published().forEach(this::addPublished);
    }

    private List<Milestone> published() {
        return matching.published().milestones();
    }

    /** The published milestones, then those of the terms, in the tables' spelling. */
    private Set<String> milestoneNames() {
        Set<String> names = new LinkedHashSet<>();
        published().forEach(milestone -> names.add(milestone.name()));
        matching.terms().stream()
                .flatMap(term -> Stream.ofNullable(term.scope().milestone()))
                .map(name -> matching.policy()
                        .vocabulary()
                        .milestones()
                        .findSpelling(name)
                        .orElse(name))
                .forEach(names::add);
        return names;
    }

    private void addTerm(String name, Term term) {
        if (term.within() != null) {
            claims.times.addTerm(name, term, TermValue.ofText(term.within(), Within::parse));
        }
        if (term.every() != null) {
            claims.intervals.addTerm(name, term, TermValue.ofText(term.every(), Within::parse));
        }
        if (term.calendar() != null) {
            claims.calendars.addTerm(name, term, TermValue.ofName(term.calendar()));
        }
        if (term.strength() != null) {
            claims.strengths.addTerm(name, term, TermValue.ofText(term.strength(), Strength::parse));
        }
    }

    private void addPublished(Milestone milestone) {
        if (milestone.within() != null) {
            claims.times.addPublished(milestone.name());
        }
        if (milestone.every() != null) {
            claims.intervals.addPublished(milestone.name());
        }
        claims.calendars.addPublished(milestone.name());
        claims.strengths.addPublished(milestone.name());
    }

    /** Applies the terms to every published milestone, of which several may have one name, and adds the contract's own, which need a time or an interval. */
    List<Milestone> applyTerms() {
        List<String> names = published().stream().map(Milestone::name).toList();
        return Stream.concat(
                        published().stream().map(this::applyTo),
                        Stream.of(claims.times, claims.intervals)
                                .flatMap(parts -> parts.partsOfTerms().stream())
                                .map(part -> Objects.requireNonNull(part.name()))
                                .filter(name -> !names.contains(name))
                                .distinct()
                                .map(this::createMilestone))
                .toList();
    }

    private Milestone applyTo(Milestone before) {
        Optional<Within> within =
                claims.times.applyTo(before.name(), inWords(before.within())).map(TermValue::readMeaning);
        Optional<Within> every = isRepeatedByTerms(before)
                ? claims.intervals
                        .applyTo(before.name(), inWords(before.every()))
                        .map(TermValue::readMeaning)
                : Optional.empty();
        Optional<String> calendar =
                claims.calendars.applyTo(before.name(), before.calendar()).map(TermValue::text);
        Optional<Strength> strength = claims.strengths
                .applyTo(before.name(), before.strength().toString())
                .map(TermValue::readMeaning);
        if (within.isEmpty() && every.isEmpty() && calendar.isEmpty() && strength.isEmpty()) {
            return before;
        }
        Within time = within.orElse(before.within());
        Within interval = every.orElse(before.every());
        String hours = calendar.orElse(before.calendar());
        requireCountable(hours, time, interval, before.name());
        return before.withTerms(time, interval, hours, strength.orElse(before.strength()));
    }

    private static @Nullable String inWords(@Nullable Within time) {
        return time == null ? null : time.inWords();
    }

    /** Returns true if intervals of terms apply to a promise: to those that are repeated or, if none of its milestone is, to all. */
    private boolean isRepeatedByTerms(Milestone promise) {
        return promise.every() != null
                || published().stream()
                        .noneMatch(
                                other -> other.every() != null && other.name().equals(promise.name()));
    }

    private Milestone createMilestone(String name) {
        Within within =
                claims.times.applyTo(name, null).map(TermValue::readMeaning).orElse(null);
        String calendar =
                claims.calendars.applyTo(name, null).map(TermValue::text).orElse(Calendars.ALWAYS_OPEN_NAME);
        Strength strength =
                claims.strengths.applyTo(name, null).map(TermValue::readMeaning).orElse(Strength.GUARANTEED);
        Within every =
                claims.intervals.applyTo(name, null).map(TermValue::readMeaning).orElse(null);
        requireCountable(calendar, within, every, name);
        return new Milestone(name, within, calendar, Basis.CONTRACT, Milestone.OPENED, null, every, strength);
    }

    /** Requires a calendar in which the times can be counted: the policy may have changed since the contract was stored. */
    private void requireCountable(
            @Nullable String calendar, @Nullable Within within, @Nullable Within every, String milestone) {
        if (calendar == null) {
            return;
        }
        if (!matching.policy().calendars().hasCalendar(calendar)) {
            throw new UnusableContractException("The contract counts “" + milestone + "” in the calendar “" + calendar
                    + "”, which the policy has no more.");
        }
        requireEnd(calendar, within, "“" + milestone + "” within");
        requireEnd(calendar, every, "“" + milestone + "” again every");
    }

    private void requireEnd(String calendar, @Nullable Within time, String promise) {
        if (time != null && !matching.policy().calendars().get(calendar).hasDueTime(time)) {
            throw new UnusableContractException("The contract promises " + promise + " “" + time.inWords()
                    + "”, which ends more than fifty years later in the calendar “" + calendar + "”.");
        }
    }
}
