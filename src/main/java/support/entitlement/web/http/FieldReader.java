package support.entitlement.web.http;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Amounts;
import support.entitlement.text.InstantText;
import support.entitlement.text.Names;
import tools.jackson.databind.JsonNode;

/**
 * Reads the fields of one request and collects their errors, up to more than are listed. Pointers are relative to the
 * request. Not thread-safe.
 */
public final class FieldReader {

    public static final int LAST_YEAR = 2300;

    private final String base;
    private final List<FieldProblem> errors = new ArrayList<>(0);

    /**
     * Creates a reader without errors.
     *
     * @param base the JSON pointer to the request in the body; empty if it is the whole body
     */
    public FieldReader(String base) {
        this.base = base;
    }

    public List<FieldProblem> errors() {
        return errors;
    }

    /** Returns whether there are more errors than are listed, so that further ones would not be shown. */
    public boolean isFull() {
        return errors.size() > ProblemResponse.MAX_ERRORS;
    }

    /**
     * Returns whether every database can store a text: it has no control characters but line ends and tabs, and no
     * unpaired surrogate.
     */
    public static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
            int sign = text.codePointAt(i);
            if (Character.isISOControl(sign) && "\n\r\t".indexOf(sign) < 0
                    || Character.getType(sign) == Character.SURROGATE) {
                return false;
            }
        }
        return true;
    }

    public static boolean isAbsent(@Nullable JsonNode node) {
        return node == null || node.isNull();
    }

    public @Nullable String readName(@Nullable JsonNode node, String pointer, Names known, ProblemCode unknown) {
        String sent = readText(node, pointer);
        if (sent == null) {
            return null;
        }
        String spelling = known.findSpelling(sent).orElse(null);
        if (spelling == null) {
            addUnknownName(unknown, pointer, sent, known);
        }
        return spelling;
    }

    public @Nullable String readText(@Nullable JsonNode node, String pointer) {
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isString()) {
            addWrongType(pointer, node, "text");
            return null;
        }
        return node.stringValue();
    }

    public @Nullable Boolean readFlag(@Nullable JsonNode node, String pointer) {
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isBoolean()) {
            addWrongType(
                    pointer, node, node.isString() ? "not a text but true or false, without quotes" : "true or false");
            return null;
        }
        return node.booleanValue();
    }

    /** Reads an exact amount, at least 0, that every database stores unchanged; null if it is absent or invalid. */
    public @Nullable BigDecimal readAmount(@Nullable JsonNode node, String pointer) {
        if (node == null || node.isNull()) {
            return null;
        }
        BigDecimal amount = node.isNumber() ? node.decimalValueOpt().orElse(null) : null;
        if (amount == null || !Amounts.isValid(amount)) {
            addWrongType(pointer, node, Amounts.FORMS);
            return null;
        }
        return amount;
    }

    /**
     * Reads an instant that is early enough for calendars to be followed to everything due after it; null if invalid.
     */
    public @Nullable OffsetDateTime readInstant(JsonNode node, String pointer) {
        if (!node.isString()) {
            addWrongType(pointer, node, "text");
            return null;
        }
        try {
            OffsetDateTime instant = InstantText.parse(node.stringValue());
            if (instant.getYear() <= LAST_YEAR) {
                return instant;
            }
            addProblem(
                    ProblemCode.BAD_INSTANT,
                    pointer,
                    Quote.of(node),
                    "This must be " + InstantText.FORM + ", up to the year " + LAST_YEAR + ".");
        } catch (IllegalArgumentException e) {
            addProblem(ProblemCode.BAD_INSTANT, pointer, Quote.of(node), String.valueOf(e.getMessage()));
        }
        return null;
    }

    public @Nullable JsonNode readObject(JsonNode request, String field) {
        JsonNode node = request.get(field);
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isObject()) {
            addWrongType("/" + field, node, "an object");
            return null;
        }
        return node;
    }

    public void refuseUnknown(JsonNode object, String pointer, Names known) {
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            if (isFull()) {
                return;
            }
            if (!known.all().contains(entry.getKey())) {
                errors.add(FieldProblem.unknownField(
                        base + pointer, entry.getKey(), Quote.of(entry.getValue()), "field", known));
            }
        }
    }

    public void addUnknownName(ProblemCode code, String pointer, String sent, Names known) {
        errors.add(FieldProblem.unknownName(code, base + pointer, sent, known));
    }

    public void addMissingField(String field, Names known) {
        errors.add(FieldProblem.missingField(base + "/" + field, known));
    }

    public void addWrongType(String pointer, JsonNode node, String right) {
        addProblem(ProblemCode.WRONG_TYPE, pointer, Quote.of(node), "This must be " + right + ".");
    }

    public void addProblem(ProblemCode code, String pointer, @Nullable Object value, String detail) {
        errors.add(new FieldProblem(code, base + pointer, value, detail));
    }
}
