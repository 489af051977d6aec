package support.entitlement.web;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Amounts;
import support.entitlement.table.Names;
import support.entitlement.text.InstantText;
import tools.jackson.databind.JsonNode;

/**
 * Reads the fields of one request and collects what is wrong with them: every one, up to more than are listed. Pointers
 * are relative to the request. Not thread-safe.
 */
final class FieldReader {

    static final int LAST_YEAR = 2300;

    private final String base;
    private final List<FieldProblem> errors = new ArrayList<>(0);

    /**
     * A reader without errors.
     *
     * @param base the pointer to the request in the body, empty if it is the whole body
     */
    FieldReader(String base) {
        this.base = base;
    }

    List<FieldProblem> errors() {
        return errors;
    }

    /** Whether there are more errors than are listed, so that nobody would read another. */
    boolean isFull() {
        return errors.size() > ProblemResponse.MOST_ERRORS;
    }

    /** Returns whether every database takes a text: no control characters but line ends and tabs, and no half of a character. */
    static boolean isStorable(String text) {
        return text.codePoints()
                .noneMatch(sign -> Character.isISOControl(sign) && "\n\r\t".indexOf(sign) < 0
                        || Character.getType(sign) == Character.SURROGATE);
    }

    static boolean isAbsent(@Nullable JsonNode node) {
        return node == null || node.isNull();
    }

    @Nullable
    String name(@Nullable JsonNode node, String pointer, Names known, ProblemCode unknown) {
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isString()) {
            wrongType(pointer, node, "text");
            return null;
        }
        String sent = node.stringValue();
        String spelling = known.find(sent).orElse(null);
        if (spelling == null) {
            errors.add(FieldProblem.unknown(unknown, base + pointer, sent, known));
        }
        return spelling;
    }

    @Nullable
    Boolean flag(@Nullable JsonNode node, String pointer) {
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isBoolean()) {
            wrongType(pointer, node, "true or false");
            return null;
        }
        return node.booleanValue();
    }

    /** An exact amount, from 0, that every database keeps as it is; null if it is not sent, or none. */
    @Nullable
    BigDecimal amount(@Nullable JsonNode node, String pointer) {
        if (node == null || node.isNull()) {
            return null;
        }
        BigDecimal amount = node.isNumber() ? node.decimalValueOpt().orElse(null) : null;
        if (amount == null || !Amounts.isOne(amount)) {
            wrongType(pointer, node, Amounts.FORMS);
            return null;
        }
        return amount;
    }

    /** An instant early enough for calendars to be followed to whatever falls due after it; null if it is none. */
    @Nullable
    OffsetDateTime instant(JsonNode node, String pointer) {
        if (!node.isString()) {
            wrongType(pointer, node, "text");
            return null;
        }
        try {
            OffsetDateTime instant = InstantText.parse(node.stringValue());
            if (instant.getYear() <= LAST_YEAR) {
                return instant;
            }
            add(
                    ProblemCode.BAD_INSTANT,
                    pointer,
                    Quote.of(node),
                    "This must be " + InstantText.FORM + ", up to the year " + LAST_YEAR + ".");
        } catch (IllegalArgumentException e) {
            add(ProblemCode.BAD_INSTANT, pointer, Quote.of(node), String.valueOf(e.getMessage()));
        }
        return null;
    }

    @Nullable
    JsonNode object(JsonNode request, String field) {
        JsonNode node = request.get(field);
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isObject()) {
            wrongType("/" + field, node, "an object");
            return null;
        }
        return node;
    }

    void refuseUnknown(JsonNode object, String pointer, Names known) {
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

    void missing(String field, Names known) {
        errors.add(FieldProblem.missing(base + "/" + field, known));
    }

    void wrongType(String pointer, JsonNode node, String right) {
        add(ProblemCode.WRONG_TYPE, pointer, Quote.of(node), "This must be " + right + ".");
    }

    void add(ProblemCode code, String pointer, @Nullable Object value, String detail) {
        errors.add(new FieldProblem(code, base + pointer, value, detail));
    }
}
