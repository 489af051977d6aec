package support.entitlement.web.query;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import support.entitlement.query.ValueProblems;
import support.entitlement.table.CellType;
import support.entitlement.table.FactField;
import support.entitlement.table.value.ChosenThing;
import support.entitlement.text.Names;
import support.entitlement.web.http.FieldReader;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.Quote;
import tools.jackson.databind.JsonNode;

/**
 * Reports the problems of one JSON value with its pointer.
 *
 * @param fields the reader to which they are added
 */
record PointerProblems(FieldReader fields, String pointer, JsonNode node) implements ValueProblems {

    @Override
    public void reportUnknownName(FactField field, String name, Names known) {
        fields.addUnknownName(codeOfUnknown(field), pointer, name, known);
    }

    private static ProblemCode codeOfUnknown(FactField field) {
        return switch (field) {
            case PLAN -> ProblemCode.UNKNOWN_PLAN;
            case ISSUE_TYPE -> ProblemCode.UNKNOWN_ISSUE_TYPE;
            case PRODUCTION_USE -> ProblemCode.UNKNOWN_PRODUCTION_USE;
            case SLA_CATEGORY -> ProblemCode.UNKNOWN_SLA_CATEGORY;
            case CHANNEL -> ProblemCode.UNKNOWN_CHANNEL;
            case SUPPORT_LEVEL, NAME, WORKAROUND, OPENED_DURING, OPENED_AT ->
                throw new IllegalArgumentException("Queries name no " + field);
        };
    }

    @Override
    public void reportUnknownChoice(ChosenThing thing, String text, Names known) {
        if (thing == ChosenThing.CALENDAR) {
            fields.addUnknownName(ProblemCode.UNKNOWN_CALENDAR, pointer, text, known);
        } else {
            fields.addProblem(
                    ProblemCode.BAD_ZONE,
                    pointer,
                    Quote.of(node),
                    "There is no such time zone. Send a region and a city, such as Europe/Zurich"
                            + known.findNearest(text)
                                    .map(nearest -> "; the nearest is “" + nearest + "”.")
                                    .orElse("."));
        }
    }

    @Override
    public void reportWrongType(Set<CellType> right) {
        String types = right.stream().map(PointerProblems::describeInJson).collect(Collectors.joining(" or "));
        addWrongAttributeType("Tables compare this attribute with " + types
                + (isQuoted(right) ? ". In JSON that is not a text: send it without quotes." : "."));
    }

    /** Returns true if the value would be right without its quotes. */
    private boolean isQuoted(Set<CellType> right) {
        return node.isString()
                && (right.contains(CellType.FLAG) && Set.of("true", "false").contains(node.stringValue())
                        || right.contains(CellType.NUMBER) && CellType.NUMBER.canParse(node.stringValue()));
    }

    private static String describeInJson(CellType type) {
        return switch (type) {
            case FLAG -> "true or false";
            case DATE -> "a date such as 2018-09-17";
            default -> type.describeContent();
        };
    }

    /** Reports nothing: callers may send all they know, and tables ask for what they need. */
    @Override
    public void reportUnknownAttribute(String name, Collection<String> known) {}

    @Override
    public void reportRepeatedAttribute(String attribute) {
        fields.addProblem(
                ProblemCode.MALFORMED_REQUEST,
                pointer,
                Quote.of(node),
                "“" + Quote.of(attribute) + "” is the same attribute. Send it once.");
    }

    @Override
    public void reportTooLargeNumber() {
        addWrongAttributeType("This number is too large to be compared.");
    }

    private void addWrongAttributeType(String detail) {
        fields.addProblem(ProblemCode.WRONG_ATTRIBUTE_TYPE, pointer, Quote.of(node), detail);
    }
}
