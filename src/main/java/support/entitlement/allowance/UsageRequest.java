package support.entitlement.allowance;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Amounts;
import support.entitlement.text.Sha256;

/**
 * A request to record an entry.
 *
 * @param kind the kind of entry
 * @param of the id of the reservation or the use that it is about; null for a new one
 * @param issueType the issue type whose allowance is used; null if {@code of} is set
 * @param amount the amount; null for all that was reserved; of a correction, the amount that was really used
 * @param at the instant of use; null for now, or if {@code of} is set
 * @param expires the instant at which a reservation expires; null for other entries
 * @param reference the caller's own words
 * @param channel the channel on which the amount was used, in any spelling; null if none is named
 */
public record UsageRequest(
        UsageEntry.EntryKind kind,
        @Nullable Long of,
        @Nullable String issueType,
        @Nullable BigDecimal amount,
        @Nullable Instant at,
        @Nullable Instant expires,
        String reference,
        @Nullable String channel) {

    /** Creates a request that names no channel. */
    public UsageRequest(
            UsageEntry.EntryKind kind,
            @Nullable Long of,
            @Nullable String issueType,
            @Nullable BigDecimal amount,
            @Nullable Instant at,
            @Nullable Instant expires,
            String reference) {
        this(kind, of, issueType, amount, at, expires, reference, null);
    }

    /** The length limit of a customer id, an issue type and an idempotency key, in characters. */
    public static final int MAX_NAME_LENGTH = 200;

    /** The length limit of a reference, in characters. */
    public static final int MAX_REFERENCE_LENGTH = 500;

    /** Returns a hash that is the same for equal requests only; the amounts 8 and 8.0 are equal. */
    String requestHash() {
        Stream<@Nullable Object> parts = Stream.of(
                kind,
                of,
                issueType,
                amount == null ? null : Amounts.toPlainAmount(amount).toPlainString(),
                at,
                expires,
                reference);
        // A request without a channel has the hash that versions which knew no channels gave it.
        return Sha256.hashText((channel == null ? parts : Stream.concat(parts, Stream.of(channel)))
                .map(part -> part == null ? "-" : part.toString().length() + ":" + part)
                .collect(Collectors.joining("|")));
    }

    /** Returns this request with an instant of use in microseconds, the precision of the database; now if it has none. */
    UsageRequest withInstantOr(Instant now) {
        Instant when = at == null ? now : at.truncatedTo(ChronoUnit.MICROS);
        return new UsageRequest(kind, of, issueType, amount, when, expires, reference, channel);
    }

    /** Returns the amount, or another if it has none. */
    BigDecimal amountOr(BigDecimal usual) {
        return Objects.requireNonNullElse(amount, usual);
    }
}
