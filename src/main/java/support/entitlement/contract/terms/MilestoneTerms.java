package support.entitlement.contract.terms;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
import support.entitlement.sla.PromiseName;
import support.entitlement.text.Names;

/**
 * Puts what terms say of milestones in the place of what is published. A term that names a milestone is of all promises of it; one that
 * names traits, too, of those that have them. Not thread-safe; for one answer.
 */
final class MilestoneTerms {

    private final MatchingTerms matching;
    private final AnswerClaims claims;
    private final ClockTerms clocks;
    private final List<Milestone> published;
    /** The published promises by the names that tell them apart, in their order. */
    private final Map<String, Milestone> byName = new LinkedHashMap<>();

    private final Set<String> ownNames = new LinkedHashSet<>();

    MilestoneTerms(MatchingTerms matching, AnswerClaims claims) {
        this.matching = matching;
        this.claims = claims;
        this.clocks = new ClockTerms(claims);
        this.published = matching.published().milestones();
    }

    /** Claims the promises of the terms. A term that names no milestone sets every one. */
    void addClaims() {
        List<Term> terms =
                matching.terms().stream().filter(Term::setsMilestones).toList();
        if (terms.isEmpty()) {
            return;
        }
        published.forEach(promise -> byName.putIfAbsent(nameOf(promise), promise));
        terms.forEach(term -> findOwnName(term).ifPresent(ownNames::add));
        terms.forEach(this::addClaimsOf);
        byName.forEach(this::addPublished);
    }

    private String nameOf(Milestone promise) {
        return PromiseName.of(promise, published, null).text();
    }

    /** Returns the name of the milestone that a term may promise by itself; empty if it is of published promises. */
    private Optional<String> findOwnName(Term term) {
        String name = term.scope().milestone();
        if (name == null || !new PromiseName(name).findMeant(published).isEmpty()) {
            return Optional.empty();
        }
        Names known = matching.policy().vocabulary().milestones();
        String bare = new PromiseName(name).milestone();
        boolean isOfKnown = !bare.equals(name) && known.findSpelling(bare).isPresent();
        return isOfKnown
                ? Optional.empty()
                : Optional.of(known.findSpelling(name).orElse(name));
    }

    private void addClaimsOf(Term term) {
        String scope = term.scope().milestone();
        Set<Milestone> meant = scope == null ? Set.copyOf(published) : new PromiseName(scope).findMeant(published);
        byName.forEach((name, promise) -> {
            if (meant.contains(promise)) {
                addTerm(name, term, isRepeatedBy(scope, promise));
            }
        });
        ownNames.stream().filter(name -> MatchingTerms.isAnyOr(scope, name)).forEach(name -> addTerm(name, term, true));
    }

    /**
     * Returns true if the interval of a term applies to a promise that it means: if its scope tells the promise from others by traits, or
     * the promise is repeated or, if none of its milestone is, to all.
     */
    private boolean isRepeatedBy(@Nullable String scope, Milestone promise) {
        return promise.every() != null
                || !MatchingTerms.isAnyOr(scope, promise.name())
                || published.stream()
                        .noneMatch(
                                other -> other.every() != null && other.name().equals(promise.name()));
    }

    private void addTerm(String name, Term term, boolean repeats) {
        if (term.within() != null) {
            claims.times.addTerm(name, term, TermValue.ofText(term.within(), Within::parse));
        }
        if (term.every() != null && repeats) {
            claims.intervals.addTerm(name, term, TermValue.ofText(term.every(), Within::parse));
        }
        if (term.calendar() != null) {
            claims.calendars.addTerm(name, term, TermValue.ofName(term.calendar()));
        }
        if (term.strength() != null) {
            claims.strengths.addTerm(name, term, TermValue.ofText(term.strength(), Strength::parse));
        }
        clocks.addTerm(name, term);
    }

    private void addPublished(String name, Milestone promise) {
        if (promise.within() != null) {
            claims.times.addPublished(name);
        }
        if (promise.every() != null) {
            claims.intervals.addPublished(name);
        }
        claims.calendars.addPublished(name);
        claims.strengths.addPublished(name);
        clocks.addPublished(name, promise);
    }

    /** Applies the terms to every published promise, and adds the contract's own milestones, which need a time or an interval. */
    List<Milestone> applyTerms() {
        if (byName.isEmpty() && ownNames.isEmpty()) {
            return published;
        }
        List<Milestone> signed = new ArrayList<>();
        published.forEach(promise -> signed.add(applyTo(promise, nameOf(promise), signed.size())));
        Stream.of(claims.times, claims.intervals)
                .flatMap(parts -> parts.partsOfTerms().stream())
                .map(part -> Objects.requireNonNull(part.name()))
                .filter(ownNames::contains)
                .distinct()
                .toList()
                .forEach(name -> signed.add(createMilestone(name, signed.size())));
        return signed;
    }

    private Milestone applyTo(Milestone before, String name, int place) {
        Optional<Within> within = find(claims.times, name, inWords(before.within()), place);
        Optional<Within> every = find(claims.intervals, name, inWords(before.every()), place);
        Optional<String> calendar = claims.calendars
                .applyTo(name, before.calendar(), place)
                .map(claim -> claim.value().text());
        Optional<Strength> strength =
                find(claims.strengths, name, before.strength().toString(), place);
        boolean isSet = within.isPresent() || every.isPresent() || calendar.isPresent() || strength.isPresent();
        Milestone signed = before.withTerms(
                within.orElse(before.within()),
                every.orElse(before.every()),
                calendar.orElse(before.calendar()),
                strength.orElse(before.strength()));
        Optional<Milestone> withClock = clocks.applyTo(before, signed, name, place);
        if (!isSet && withClock.isEmpty()) {
            return before;
        }
        return requireCountable(withClock.orElse(signed));
    }

    private static <T> Optional<T> find(ClaimedParts<T> parts, String name, @Nullable String replaced, int place) {
        return parts.applyTo(name, replaced, place).map(claim -> claim.value().readMeaning());
    }

    private static @Nullable String inWords(@Nullable Within time) {
        return time == null ? null : time.inWords();
    }

    private Milestone createMilestone(String name, int place) {
        Milestone signed = new Milestone(
                name,
                find(claims.times, name, null, place).orElse(null),
                claims.calendars
                        .applyTo(name, null, place)
                        .map(claim -> claim.value().text())
                        .orElse(Calendars.ALWAYS_OPEN_NAME),
                Basis.CONTRACT,
                Milestone.OPENED,
                null,
                find(claims.intervals, name, null, place).orElse(null),
                find(claims.strengths, name, null, place).orElse(Strength.GUARANTEED));
        return requireCountable(clocks.applyTo(null, signed, name, place).orElse(signed));
    }

    /** Requires calendars in which the times can be counted: the policy may have changed since the contract was stored. */
    private Milestone requireCountable(Milestone promise) {
        requireKnown(promise.startsDuring(), "starts the clock of “" + promise.name() + "” during");
        String calendar = requireKnown(promise.calendar(), "counts “" + promise.name() + "” in");
        if (calendar != null) {
            requireEnd(calendar, promise.within(), "“" + promise.name() + "” within");
            requireEnd(calendar, promise.every(), "“" + promise.name() + "” again every");
        }
        return promise;
    }

    /** Returns the name of a calendar, also of one that the query chooses. */
    private @Nullable String requireKnown(@Nullable String cell, String use) {
        if (cell == null) {
            return null;
        }
        String calendar = matching.policy()
                .calendarChoices()
                .resolve(cell, matching.published().query());
        if (!matching.policy().calendars().hasCalendar(calendar)) {
            throw new UnusableContractException(
                    "The contract " + use + " the calendar “" + calendar + "”, which the policy has no more.");
        }
        return calendar;
    }

    private void requireEnd(String calendar, @Nullable Within time, String promise) {
        if (time != null && !matching.policy().calendars().get(calendar).hasDueTime(time)) {
            throw new UnusableContractException("The contract promises " + promise + " “" + time.inWords()
                    + "”, which ends more than fifty years later in the calendar “" + calendar + "”.");
        }
    }
}
