package support.entitlement.web.query;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import support.entitlement.query.QueryAssembler;
import support.entitlement.table.FactField;
import support.entitlement.text.Names;
import support.entitlement.web.http.FieldReader;
import support.entitlement.web.http.Pointer;
import support.entitlement.web.http.ProblemCode;
import tools.jackson.databind.JsonNode;

/** Reads the JSON fields of a query into an assembler, and reports their problems with pointers. Single use. */
final class QueryFieldReader {

    private static final Names IMPACT = EvaluationRequest.fieldsOf(EvaluationRequest.EvaluationImpact.class);

    private final QueryAssembler query;
    private final FieldReader fields;

    QueryFieldReader(QueryAssembler query, FieldReader fields) {
        this.query = query;
        this.fields = fields;
    }

    /** Reads a field at the top of a request. */
    void readName(JsonNode request, FactField field) {
        readName(request.get(field.toString()), "/" + field, field);
    }

    private void readName(@Nullable JsonNode node, String pointer, FactField field) {
        String sent = fields.readText(node, pointer);
        if (node != null && sent != null) {
            query.setName(field, sent, new PointerProblems(fields, pointer, node));
        }
    }

    /** Reads the impact, and the category that may be sent in place of it. */
    void readImpactOrCategory(JsonNode request) {
        JsonNode impact = fields.readObject(request, "impact");
        if (impact != null) {
            fields.refuseUnknown(impact, "/impact", IMPACT);
            readName(impact.get("productionUse"), "/impact/productionUse", FactField.PRODUCTION_USE);
            Boolean workaround = fields.readFlag(impact.get("workaround"), "/impact/workaround");
            if (workaround != null) {
                query.setWorkaround(workaround);
            }
        }
        readName(request, FactField.SLA_CATEGORY);
        if (query.hasCategoryBesideImpact()) {
            fields.addProblem(
                    ProblemCode.IMPACT_AND_CATEGORY,
                    "/slaCategory",
                    query.nameOf(FactField.SLA_CATEGORY),
                    "Send either slaCategory or the impact (productionUse, workaround).");
        }
    }

    /** Reads the attributes. Those that no table compares are checked too, but affect no answer. */
    void readAttributes(JsonNode request) {
        JsonNode attributes = fields.readObject(request, "attributes");
        if (attributes == null) {
            return;
        }
        if (attributes.size() > QueryReader.MAX_ATTRIBUTES) {
            fields.addProblem(
                    ProblemCode.TOO_MANY_ATTRIBUTES,
                    "/attributes",
                    attributes.size(),
                    "At most " + QueryReader.MAX_ATTRIBUTES + " are looked at; send those that tables ask for.");
            return;
        }
        for (Map.Entry<String, JsonNode> entry : attributes.properties()) {
            if (fields.isFull()) {
                return;
            }
            readAttribute(entry.getKey(), entry.getValue());
        }
    }

    private void readAttribute(String name, JsonNode node) {
        String pointer = Pointer.toMember("/attributes", name);
        PointerProblems problems = new PointerProblems(fields, pointer, node);
        if (node.isString()) {
            query.setTextAttribute(name, node.stringValue(), problems);
        } else if (node.isNumber()) {
            query.setNumberAttribute(name, node.doubleValue(Double.NaN), problems);
        } else if (node.isBoolean()) {
            query.setFlagAttribute(name, node.booleanValue(), problems);
        } else if (!node.isNull()) {
            fields.addWrongType(pointer, node, "text, a number, true or false");
        }
    }
}
