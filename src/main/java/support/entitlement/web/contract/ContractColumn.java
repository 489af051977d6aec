package support.entitlement.web.contract;

import java.util.Arrays;
import java.util.Optional;
import support.entitlement.text.NormalForm;
import support.entitlement.text.WrittenNumber;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The columns of a table of contracts, with the JSON form of their cells. The first ones describe a contract, the
 * others a term of it.
 */
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
    EVERY("every", "/every", CellForm.TEXT, true),
    CALENDAR("calendar", "/calendar", CellForm.TEXT, true),
    STRENGTH("strength", "/strength", CellForm.TEXT, true),
    STARTS_AT("starts at", "/startsAt", CellForm.TEXT, true),
    STARTS_DURING("starts during", "/startsDuring", CellForm.TEXT, true),
    ENDS_AT("ends at", "/endsAt", CellForm.TEXT, true),
    PAUSED_BY("paused by", "/pausedBy", CellForm.LIST, true),
    RESUMED_BY("resumed by", "/resumedBy", CellForm.LIST, true),
    REPEATED_UNTIL("repeated until", "/repeatedUntil", CellForm.LIST, true),
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
    POOL("pool", "/allowance/pool", CellForm.TEXT, true),
    COUNTS("counts", "/allowance/counts", CellForm.TEXT, true),
    FEE("fee", "/allowance/fee", CellForm.TEXT, true),
    TERMS("terms", "/terms", CellForm.VALUE, true);

    private static final JsonMapper JSON = JsonMapper.shared();

    private final String title;
    private final JsonPointer pointer;
    private final CellForm sort;
    private final boolean ofTerm;

    ContractColumn(String title, String pointer, CellForm sort, boolean ofTerm) {
        this.title = title;
        this.pointer = JsonPointer.compile(pointer);
        this.sort = sort;
        this.ofTerm = ofTerm;
    }

    private enum CellForm {
        /** The cell is a text. */
        TEXT,
        /** The cell has names separated by commas; an array in JSON. */
        LIST,
        /** The cell is a number with a decimal point or comma; anything else is read as a text. */
        NUMBER,
        /** The cell is a number or an object as in JSON; anything else is read as a text. */
        VALUE
    }

    /** Returns the title in the first row. */
    String title() {
        return title;
    }

    /** Returns the JSON pointer of its cells in the contract or in the term. */
    JsonPointer pointer() {
        return pointer;
    }

    /** Returns whether it describes a term, so that a contract may have several such cells. */
    boolean isOfTerm() {
        return ofTerm;
    }

    /** Finds the column of a field of a contract or of a term; empty if there is none. */
    static Optional<ContractColumn> findColumn(JsonPointer field, boolean ofTerm) {
        return Arrays.stream(values())
                .filter(column -> column.ofTerm == ofTerm && (field + "/").startsWith(column.pointer + "/"))
                .findFirst();
    }

    /**
     * Converts a cell to JSON.
     *
     * @throws IllegalArgumentException if the cell is ambiguous; the message is a sentence that names both readings
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
                return JsonNodeFactory.instance.stringNode(cell); // The check of the contract reports it.
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
            return JsonNodeFactory.instance.stringNode(cell); // The check of the contract reports it.
        }
    }

    /** Converts a value to a cell that {@link #readCell} converts back to the same value. */
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
