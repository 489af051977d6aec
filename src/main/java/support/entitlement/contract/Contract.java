package support.entitlement.contract;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A customer's contract as it was stored once. Immutable: a change is a version of its own.
 *
 * @param customer whose it is
 * @param version counts from 1, for each customer
 * @param stored when it was stored
 * @param author who stored it
 * @param ended when somebody ended it before its time; null if nobody has
 * @param agreement what was signed
 */
public record Contract(
        String customer,
        long version,
        Instant stored,
        String author,
        @Nullable Instant ended,
        Agreement agreement) {

    /**
     * Whether it says what holds at an instant, be it that nothing does. A version that has not begun by then leaves that to those
     * before it, so that what is signed for next year does not end what holds this year.
     */
    boolean isDecisiveAt(Instant instant) {
        return ended != null && !instant.isBefore(ended) || !dayOf(instant).isBefore(agreement.validFrom());
    }

    /** Where its first day begins. */
    Instant startInstant() {
        return startOfDay(agreement.validFrom());
    }

    /** The first instant after its last day; null if it has no end. */
    @Nullable
    Instant endInstant() {
        LocalDate last = agreement.validUntil();
        return last == null ? null : startOfDay(last.plusDays(1));
    }

    /** Whether it is in force at an instant, as far as no later version speaks of it. */
    public boolean isInForceAt(Instant instant) {
        return (ended == null || instant.isBefore(ended)) && agreement.holdsOn(dayOf(instant));
    }

    /** The terms that hold at an instant at which the contract is in force. */
    public List<Term> termsAt(Instant instant) {
        LocalDate day = dayOf(instant);
        return agreement.terms().stream().filter(term -> term.holdsOn(day)).toList();
    }

    /** Every instant at which what it says may change. */
    public Stream<Instant> changeInstants() {
        Stream<Instant> ofTerms = agreement.terms().stream()
                .flatMap(term -> Stream.concat(
                        Stream.ofNullable(term.validFrom()),
                        Stream.ofNullable(term.validUntil()).map(last -> last.plusDays(1))))
                .map(this::startOfDay);
        return Stream.concat(
                Stream.of(Optional.of(startInstant()), Optional.ofNullable(endInstant()), Optional.ofNullable(ended))
                        .flatMap(Optional::stream),
                ofTerms);
    }

    private Instant startOfDay(LocalDate day) {
        return day.atStartOfDay(agreement.zone()).toInstant();
    }

    private LocalDate dayOf(Instant instant) {
        return instant.atZone(agreement.zone()).toLocalDate();
    }
}
