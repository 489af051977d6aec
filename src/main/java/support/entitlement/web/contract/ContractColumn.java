package support.entitlement.web.contract;

import java.util.Arrays;
import java.util.Optional;
import support.entitlement.decision.WrittenNumber;
import support.entitlement.text.NormalForm;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The columns of a table of contracts: what each cell is in JSON. The first ones are of a contract, the others of a term of it. */
enum ContractColumn {
    CUSTOMER("customer", "/customer", CellForm.TEXT, false),
    VERSION("version", "/version", CellForm.VALUE, false),
    PLAN("plan", "/plan", CellForm.TEXT, false),
    ZONE("zone", "/zone", CellForm.TEXT, false),
    VALID_FROM("valid from", "/validFrom", CellForm.TEXT, false),
    VALID_UNTIL("valid until", "/validUntil", CellForm.TEXT, false),
    CLAUSE("clause", "/clause", CellForm.TEXT, true),
    ISSUE_TYPE("issue type", "/scope/issueType", CellForm.TEXT, true),
    SLA_CATEGORY("SLA category", "/scope/slaCategory", CellForm.TEXT, true),
    MILESTONE("milestone", "/scope/milestone", CellForm.TEXT, true),
    CHANNEL("channel", "/scope/channel", CellForm.TEXT, true),
    ALLOWANCE("allowance", "/scope/allowance", CellForm.TEXT, true),
    TERM_FROM("term from", "/validFrom", CellForm.TEXT, true),
    TERM_UNTIL("term until", "/validUntil", CellForm.TEXT, true),
    WITHIN("within", "/within", CellForm.TEXT, true),
    CALENDAR("calendar", "/calendar", CellForm.TEXT, true),
    STRENGTH("strength", "/strength", CellForm.TEXT, true),
    ADD("add channels", "/channels/add", CellForm.LIST, true),
    REMOVE("remove channels", "/channels/remove", CellForm.LIST, true),
    REPLACE("replace channels", "/channels/replace", CellForm.LIST, true),
    GUARANTEE("guarantee", "/guarantee/kind", CellForm.TEXT, true),
    GUARANTEE_TEXT("guarantee text", "/guarantee/text", CellForm.TEXT, true),
    AMOUNT("amount", "/allowance/amount", CellForm.NUMBER, true),
    UNIT("unit", "/allowance/unit", CellForm.TEXT, true),
    PER("per", "/allowance/per", CellForm.TEXT, true),
    CARRY_OVER("carry over", "/allowance/carryOver", CellForm.TEXT, true),
    LIMIT("limit", "/allowance/limit", CellForm.TEXT, true),
    TERMS("terms", "/terms", CellForm.VALUE, true);

    private static final JsonMapper JSON = JsonMapper.shared();

    private final String title;
    private final String pointer;
    private final CellForm sort;
    private final boolean ofTerm;

    ContractColumn(String title, String pointer, CellForm sort, boolean ofTerm) {
        this.title = title;
        this.pointer = pointer;
        this.sort = sort;
        this.ofTerm = ofTerm;
    }

    private enum CellForm {
        /** The cell is the text. */
        TEXT,
        /** Names with commas between them, or an array in JSON. */
        LIST,
        /** A number with a decimal point or a decimal comma; what is none is a text. */
        NUMBER,
        /** A number or an object, as in JSON; what is neither is a text. */
        VALUE
    }

    /** What stands in the first row. */
    String title() {
        return title;
    }

    /** Where its cells belong, in the contract or in the term. */
    String pointer() {
        return pointer;
    }

    /** Whether it says something of a term, so that a contract may have several such cells. */
    boolean isOfTerm() {
        return ofTerm;
    }

    /** The column in which a field of a contract or of a term stands; empty if none does. */
    static Optional<ContractColumn> findColumn(String pointer, boolean ofTerm) {
        return Arrays.stream(values())
                .filter(column -> column.ofTerm == ofTerm
                        && (pointer.equals(column.pointer) || pointer.startsWith(column.pointer + "/")))
                .findFirst();
    }

    /**
     * A cell in JSON.
     *
     * @throws IllegalArgumentException if it has two readings; the message is a sentence that names them
     */
    JsonNode readCell(String cell) {
        if (sort == CellForm.NUMBER) {
            return readNumber(cell);
        }
        boolean json =
                sort == CellForm.VALUE || sort == CellForm.LIST && cell.strip().startsWith("[");
        if (json) {
            try {
                return JSON.readTree(cell);
            } catch (JacksonException e) {
                return JsonNodeFactory.instance.stringNode(cell); // Whoever checks it says what would be right.
            }
        }
        if (sort == CellForm.TEXT) {
            return JsonNodeFactory.instance.stringNode(cell);
        }
        ArrayNode names = JsonNodeFactory.instance.arrayNode();
        for (String name : cell.split(",")) {
            names.add(NormalForm.of(name));
        }
        return names;
    }

    private static JsonNode readNumber(String cell) {
        try {
            return JsonNodeFactory.instance.numberNode(WrittenNumber.parse(cell));
        } catch (WrittenNumber.AmbiguousNumberException e) {
            throw new IllegalArgumentException(e.getMessage() + " " + e.remedy(), e);
        } catch (IllegalArgumentException e) {
            return JsonNodeFactory.instance.stringNode(cell); // Whoever checks it says what would be right.
        }
    }

    /** A value as a cell that {@link #readCell} reads as the same. */
    String writeCell(JsonNode value) {
        if (value.isNull() || value.isMissingNode() || this == TERMS && value.isEmpty()) {
            return "";
        }
        if (sort == CellForm.LIST) {
            boolean plain = !value.isEmpty()
                    && value.valueStream()
                            .noneMatch(name -> name.stringValue().contains(",")
                                    || name.stringValue().startsWith("["));
            return plain
                    ? String.join(
                            ", ", value.valueStream().map(JsonNode::stringValue).toList())
                    : value.toString();
        }
        if (sort == CellForm.NUMBER) {
            return WrittenNumber.formatUnambiguously(value.decimalValue());
        }
        return sort == CellForm.TEXT ? value.asString() : value.toString();
    }
}
