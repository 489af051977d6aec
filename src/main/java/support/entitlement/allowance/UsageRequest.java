package support.entitlement.allowance;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Amounts;

/**
 * What somebody wants recorded.
 *
 * @param kind what happened
 * @param of the reservation or the use that it is about; null if it is a new one
 * @param issueType what was used; null if {@code of} says it
 * @param amount how much; null for all that was reserved. Of a correction, how much it should have been
 * @param at when; null for now, or if {@code of} says it
 * @param expires when the reservation ends by itself; null of all else
 * @param reference the caller's own words
 */
public record UsageRequest(
        UsageEntry.EntryKind kind,
        @Nullable Long of,
        @Nullable String issueType,
        @Nullable BigDecimal amount,
        @Nullable Instant at,
        @Nullable Instant expires,
        String reference) {

    /** How long an id of a customer, an issue type or an idempotency key may be. */
    public static final int MAX_NAME_LENGTH = 200;

    /** How long a reference may be. */
    public static final int MAX_REFERENCE_LENGTH = 500;

    /** The same for equal requests, and else different; 8 and 8.0 are equal. */
    String requestHash() {
        String text = Stream.of(
                        kind,
                        of,
                        issueType,
                        amount == null ? null : Amounts.toPlainAmount(amount).toPlainString(),
                        at,
                        expires,
                        reference)
                .map(part -> part == null ? "-" : part.toString().length() + ":" + part)
                .collect(Collectors.joining("|"));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    /** The same with an instant, as exact as a database keeps it: now if it has none. */
    UsageRequest withInstantOr(Instant now) {
        Instant when = at == null ? now : at.truncatedTo(ChronoUnit.MICROS);
        return new UsageRequest(kind, of, issueType, amount, when, expires, reference);
    }

    /** The amount, which its kind requires. */
    BigDecimal amountOr(BigDecimal usual) {
        return Objects.requireNonNullElse(amount, usual);
    }
}
