package support.entitlement.contract;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A version of a customer's contract. Immutable: each change creates a new version.
 *
 * @param customer the customer's id
 * @param version counts from 1 for each customer
 * @param stored the time of storage
 * @param author the name of who stored it
 * @param ended the time of an early end; null if there is none
 * @param agreement the signed content
 */
public record Contract(
        String customer,
        long version,
        Instant stored,
        String author,
        @Nullable Instant ended,
        Agreement agreement) {

    /**
     * Finds the version that is in force at an instant.
     *
     * @param versions newest first
     */
    public static Optional<Contract> findInForce(List<Contract> versions, Instant at) {
        return versions.stream()
                .filter(contract -> contract.isDecisiveAt(at))
                .findFirst()
                .filter(contract -> contract.isInForceAt(at));
    }

    /**
     * Returns whether this version decides an instant, even if it says that nothing is in force. A version that has not
     * begun by then leaves the decision to earlier ones, so that a contract signed for next year does not end this
     * year's.
     */
    boolean isDecisiveAt(Instant instant) {
        return !instant.isBefore(decidesFrom());
    }

    /** Returns the first instant that it decides. */
    Instant decidesFrom() {
        return ended != null && ended.isBefore(startInstant()) ? ended : startInstant();
    }

    /** Returns the start of its first day. */
    Instant startInstant() {
        return startOfDay(agreement.validFrom());
    }

    /** Returns the first instant after its last day; null if unlimited. */
    @Nullable
    Instant endInstant() {
        LocalDate last = agreement.validUntil();
        return last == null ? null : startOfDay(last.plusDays(1));
    }

    /** Returns whether this version is in force at an instant, unless a later version decides otherwise. */
    public boolean isInForceAt(Instant instant) {
        return (ended == null || instant.isBefore(ended)) && agreement.holdsOn(dayOf(instant));
    }

    /** Returns the terms that apply at an instant at which the contract is in force. */
    public List<Term> termsAt(Instant instant) {
        for (Term term : agreement.terms()) {
            if (term.hasDates()) {
                return termsOn(dayOf(instant));
            }
        }
        return agreement.terms();
    }

    private List<Term> termsOn(LocalDate day) {
        return agreement.terms().stream().filter(term -> term.holdsOn(day)).toList();
    }

    /** Returns every instant at which its content may change. */
    public Stream<Instant> changeInstants() {
        return Stream.concat(
                Stream.of(Optional.of(startInstant()), Optional.ofNullable(endInstant()), Optional.ofNullable(ended))
                        .flatMap(Optional::stream),
                termChangeInstants());
    }

    /** Returns every instant at which a term begins or has ended. */
    public Stream<Instant> termChangeInstants() {
        return agreement.terms().stream()
                .flatMap(term -> Stream.concat(
                        Stream.ofNullable(term.validFrom()),
                        Stream.ofNullable(term.validUntil()).map(last -> last.plusDays(1))))
                .map(this::startOfDay);
    }

    private Instant startOfDay(LocalDate day) {
        return day.atStartOfDay(agreement.zone()).toInstant();
    }

    private LocalDate dayOf(Instant instant) {
        return instant.atZone(agreement.zone()).toLocalDate();
    }
}
