package support.entitlement.web;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.customer.UsageEntry.Kind;
import support.entitlement.customer.UsageRequest;
import support.entitlement.table.Names;
import support.entitlement.text.NormalForm;
import tools.jackson.databind.JsonNode;

/** Reads what somebody wants recorded, and collects all that is wrong with it. It reads one request and is then of no more use. */
final class UsageReader {

    private static final Names NEW = EvaluationRequest.fieldsOf(UsageResponse.Booking.class);
    private static final Names ABOUT = EvaluationRequest.fieldsOf(UsageResponse.Commit.class);
    private static final Names REFERENCE = new Names(List.of("reference"));

    private final FieldReader fields = new FieldReader("");

    List<FieldProblem> errors() {
        return fields.errors();
    }

    /** A use or a reservation; null if something is wrong. */
    @Nullable
    UsageRequest read(JsonNode body) {
        if (!isObject(body, NEW)) {
            return null;
        }
        String issueType = text(body, "issueType", UsageRequest.LONGEST_NAME, true);
        BigDecimal amount = positive(body, NEW);
        Instant at = instant(body, "at");
        Instant until = instant(body, "reservedUntil");
        String reference = text(body, "reference", UsageRequest.LONGEST_REFERENCE, false);
        return fields.errors().isEmpty()
                ? new UsageRequest(
                        until == null ? Kind.USE : Kind.RESERVE, null, issueType, amount, at, until, orEmpty(reference))
                : null;
    }

    /** What is said about an entry; null if something is wrong. */
    @Nullable
    UsageRequest read(JsonNode body, Kind kind, long entry) {
        if (!isObject(body, kind == Kind.RELEASE ? REFERENCE : ABOUT)) {
            return null;
        }
        BigDecimal amount = fields.amount(body.get("amount"), "/amount");
        if (kind == Kind.CORRECTION && FieldReader.isAbsent(body.get("amount"))) {
            fields.missing("amount", ABOUT);
        }
        String reference = text(body, "reference", UsageRequest.LONGEST_REFERENCE, false);
        return fields.errors().isEmpty()
                ? new UsageRequest(kind, entry, null, amount, null, null, orEmpty(reference))
                : null;
    }

    /** The key that names the request; null if it is not sent, or none. */
    @Nullable
    String key(@Nullable String header) {
        if (header != null && !header.isBlank() && header.length() <= UsageRequest.LONGEST_NAME) {
            return header;
        }
        fields.add(
                header == null ? ProblemCode.MISSING_FIELD : ProblemCode.WRONG_TYPE,
                "/Idempotency-Key",
                header == null ? null : Quote.of(header),
                "Send a header Idempotency-Key of up to " + UsageRequest.LONGEST_NAME
                        + " characters that names this request, and the same one if you send it again.");
        return null;
    }

    private boolean isObject(JsonNode body, Names known) {
        if (!body.isObject()) {
            fields.wrongType("", body, "an object such as {\"amount\": …}");
            return false;
        }
        fields.refuseUnknown(body, "", known);
        return true;
    }

    private @Nullable BigDecimal positive(JsonNode body, Names known) {
        JsonNode node = body.get("amount");
        if (FieldReader.isAbsent(node)) {
            fields.missing("amount", known);
            return null;
        }
        BigDecimal amount = fields.amount(node, "/amount");
        if (amount != null && amount.signum() == 0) {
            fields.wrongType("/amount", node, "more than 0");
        }
        return amount;
    }

    private @Nullable Instant instant(JsonNode body, String field) {
        JsonNode node = body.get(field);
        OffsetDateTime instant = FieldReader.isAbsent(node) ? null : fields.instant(node, "/" + field);
        return instant == null ? null : instant.toInstant();
    }

    private @Nullable String text(JsonNode body, String field, int longest, boolean required) {
        JsonNode node = body.get(field);
        if (FieldReader.isAbsent(node)) {
            if (required) {
                fields.missing(field, NEW);
            }
            return null;
        }
        if (!node.isString() || node.stringValue().length() > longest || !FieldReader.isStorable(node.stringValue())) {
            fields.wrongType(
                    "/" + field,
                    node,
                    "text of up to " + longest + " characters, and none that is a control character");
            return null;
        }
        return NormalForm.of(node.stringValue());
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
