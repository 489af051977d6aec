package support.entitlement.contract.terms;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import support.entitlement.contract.Term;
import support.entitlement.contract.TermClock;
import support.entitlement.decision.Milestone;
import support.entitlement.decision.Milestone.PauseEvents;

/** Puts the starts, ends, pauses and ends of repetitions of terms in the place of those of promises. Not thread-safe; for one answer. */
final class ClockTerms {

    private final AnswerClaims claims;

    ClockTerms(AnswerClaims claims) {
        this.claims = claims;
    }

    /** Claims the clock of a promise for a term. */
    void addTerm(String promise, Term term) {
        TermClock clock = term.clock();
        if (clock.startsAt() != null) {
            claims.starts.addTerm(promise, term, TermValue.ofName(clock.startsAt()));
        }
        if (clock.startsDuring() != null) {
            claims.startHours.addTerm(promise, term, TermValue.ofName(clock.startsDuring()));
        }
        if (clock.endsAt() != null) {
            claims.ends.addTerm(promise, term, TermValue.ofName(clock.endsAt()));
        }
        if (!clock.pausedBy().isEmpty()) {
            claims.pauses.addTerm(promise, term, TermValue.ofPauses(pausesOf(clock)));
        }
        if (!clock.repeatedUntil().isEmpty()) {
            claims.repetitionEnds.addTerm(promise, term, TermValue.ofEvents(clock.repeatedUntil()));
        }
    }

    private static PauseEvents pausesOf(TermClock clock) {
        return new PauseEvents(clock.pausedBy(), clock.resumedBy());
    }

    /** Claims what is published of the clock of a promise. */
    void addPublished(String promise, Milestone published) {
        claims.starts.addPublished(promise);
        if (published.startsDuring() != null) {
            claims.startHours.addPublished(promise);
        }
        if (published.endsAt() != null) {
            claims.ends.addPublished(promise);
        }
        if (published.pauses() != null) {
            claims.pauses.addPublished(promise);
        }
        if (!published.repeatedUntil().isEmpty()) {
            claims.repetitionEnds.addPublished(promise);
        }
    }

    /**
     * Applies the terms to a promise; returns empty if they change nothing of its clock. What ends a repetition is of promises
     * that are repeated.
     *
     * @param published the promise as it is published; null if only the contract promises it
     * @param promise the promise with its signed times
     * @param place the place of the promise among those of the answer
     */
    Optional<Milestone> applyTo(@Nullable Milestone published, Milestone promise, String name, int place) {
        Optional<TermClock> start = find(claims.starts, name, published == null ? null : published.startsAt(), place);
        Optional<TermClock> hours =
                find(claims.startHours, name, published == null ? null : published.startsDuring(), place);
        Optional<TermClock> end = find(claims.ends, name, published == null ? null : published.endsAt(), place);
        Optional<TermClock> pauses = find(claims.pauses, name, pausesText(published), place);
        Optional<TermClock> ends = promise.every() == null
                ? Optional.empty()
                : find(claims.repetitionEnds, name, repetitionText(published), place);
        if (start.isEmpty() && hours.isEmpty() && end.isEmpty() && pauses.isEmpty() && ends.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(promise.withClock(
                start.map(TermClock::startsAt).orElse(promise.startsAt()),
                hours.map(TermClock::startsDuring).orElse(promise.startsDuring()),
                end.map(TermClock::endsAt).orElse(promise.endsAt()),
                pauses.map(ClockTerms::pausesOf).orElse(promise.pauses()),
                ends.map(TermClock::repeatedUntil).orElse(promise.repeatedUntil())));
    }

    private static Optional<TermClock> find(ClaimedParts<?> parts, String name, @Nullable String replaced, int place) {
        return parts.applyTo(name, replaced, place).map(claim -> claim.term().clock());
    }

    private static @Nullable String pausesText(@Nullable Milestone published) {
        return published == null || published.pauses() == null ? null : TermValue.pausesText(published.pauses());
    }

    private static @Nullable String repetitionText(@Nullable Milestone published) {
        List<String> ends = published == null ? List.of() : published.repeatedUntil();
        return ends.isEmpty() ? null : TermValue.inWords(ends);
    }
}
