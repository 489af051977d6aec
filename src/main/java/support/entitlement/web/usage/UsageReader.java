package support.entitlement.web.usage;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.allowance.UsageEntry.EntryKind;
import support.entitlement.allowance.UsageRequest;
import support.entitlement.text.Names;
import support.entitlement.text.NormalForm;
import support.entitlement.web.http.FieldProblem;
import support.entitlement.web.http.FieldReader;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.Quote;
import support.entitlement.web.query.EvaluationRequest;
import tools.jackson.databind.JsonNode;

/** Parses the body of a usage request, and collects all its errors. Single use. */
final class UsageReader {

    private static final Names NEW = EvaluationRequest.fieldsOf(UsageResponse.Booking.class);
    private static final Names ABOUT = EvaluationRequest.fieldsOf(UsageResponse.Commit.class);
    private static final Names REFERENCE = new Names(List.of("reference"));

    private final FieldReader fields = new FieldReader("");

    List<FieldProblem> errors() {
        return fields.errors();
    }

    /** Reads a use or a reservation; returns null if it has errors. */
    @Nullable
    UsageRequest readBooking(JsonNode body) {
        if (!isObject(body, NEW)) {
            return null;
        }
        String issueType = readText(body, "issueType", UsageRequest.MAX_NAME_LENGTH, true);
        BigDecimal amount = readPositiveAmount(body, NEW);
        Instant at = readInstant(body, "at");
        Instant until = readInstant(body, "reservedUntil");
        String reference = readText(body, "reference", UsageRequest.MAX_REFERENCE_LENGTH, false);
        String channel = readText(body, "channel", UsageRequest.MAX_NAME_LENGTH, false);
        return fields.errors().isEmpty()
                ? new UsageRequest(
                        until == null ? EntryKind.USE : EntryKind.RESERVE,
                        null,
                        issueType,
                        amount,
                        at,
                        until,
                        orEmpty(reference),
                        channel)
                : null;
    }

    /** Reads a follow-up of an entry; returns null if it has errors. */
    @Nullable
    UsageRequest readFollowUp(JsonNode body, EntryKind kind, long entry) {
        if (!isObject(body, kind == EntryKind.RELEASE ? REFERENCE : ABOUT)) {
            return null;
        }
        BigDecimal amount = fields.readAmount(body.get("amount"), "/amount");
        if (kind == EntryKind.CORRECTION && FieldReader.isAbsent(body.get("amount"))) {
            fields.addMissingField("amount", ABOUT);
        }
        String reference = readText(body, "reference", UsageRequest.MAX_REFERENCE_LENGTH, false);
        return fields.errors().isEmpty()
                ? new UsageRequest(kind, entry, null, amount, null, null, orEmpty(reference))
                : null;
    }

    /** Reads the idempotency key of the request; null if it is absent or invalid. */
    @Nullable
    String readIdempotencyKey(@Nullable String header) {
        if (header != null && !header.isBlank() && header.length() <= UsageRequest.MAX_NAME_LENGTH) {
            return header;
        }
        fields.addProblem(
                header == null ? ProblemCode.MISSING_FIELD : ProblemCode.WRONG_TYPE,
                "/Idempotency-Key",
                header == null ? null : Quote.of(header),
                "Send a header Idempotency-Key of up to " + UsageRequest.MAX_NAME_LENGTH
                        + " characters that names this request, and the same one if you send it again.");
        return null;
    }

    private boolean isObject(JsonNode body, Names known) {
        if (!body.isObject()) {
            fields.addWrongType("", body, "an object such as {\"amount\": …}");
            return false;
        }
        fields.refuseUnknown(body, "", known);
        return true;
    }

    private @Nullable BigDecimal readPositiveAmount(JsonNode body, Names known) {
        JsonNode node = body.get("amount");
        if (FieldReader.isAbsent(node)) {
            fields.addMissingField("amount", known);
            return null;
        }
        BigDecimal amount = fields.readAmount(node, "/amount");
        if (amount != null && amount.signum() == 0) {
            fields.addWrongType("/amount", node, "more than 0");
        }
        return amount;
    }

    private @Nullable Instant readInstant(JsonNode body, String field) {
        JsonNode node = body.get(field);
        OffsetDateTime instant = FieldReader.isAbsent(node) ? null : fields.readInstant(node, "/" + field);
        return instant == null ? null : instant.toInstant();
    }

    private @Nullable String readText(JsonNode body, String field, int longest, boolean required) {
        JsonNode node = body.get(field);
        if (FieldReader.isAbsent(node)) {
            if (required) {
                fields.addMissingField(field, NEW);
            }
            return null;
        }
        if (!node.isString() || node.stringValue().length() > longest || !FieldReader.isStorable(node.stringValue())) {
            fields.addWrongType(
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
