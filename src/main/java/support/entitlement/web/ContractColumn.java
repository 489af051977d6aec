package support.entitlement.web;

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
    CUSTOMER("customer", "/customer", Sort.TEXT, false),
    VERSION("version", "/version", Sort.VALUE, false),
    PLAN("plan", "/plan", Sort.TEXT, false),
    ZONE("zone", "/zone", Sort.TEXT, false),
    VALID_FROM("valid from", "/validFrom", Sort.TEXT, false),
    VALID_UNTIL("valid until", "/validUntil", Sort.TEXT, false),
    CLAUSE("clause", "/clause", Sort.TEXT, true),
    ISSUE_TYPE("issue type", "/scope/issueType", Sort.TEXT, true),
    SLA_CATEGORY("SLA category", "/scope/slaCategory", Sort.TEXT, true),
    MILESTONE("milestone", "/scope/milestone", Sort.TEXT, true),
    CHANNEL("channel", "/scope/channel", Sort.TEXT, true),
    ALLOWANCE("allowance", "/scope/allowance", Sort.TEXT, true),
    TERM_FROM("term from", "/validFrom", Sort.TEXT, true),
    TERM_UNTIL("term until", "/validUntil", Sort.TEXT, true),
    WITHIN("within", "/within", Sort.TEXT, true),
    CALENDAR("calendar", "/calendar", Sort.TEXT, true),
    STRENGTH("strength", "/strength", Sort.TEXT, true),
    ADD("add channels", "/channels/add", Sort.LIST, true),
    REMOVE("remove channels", "/channels/remove", Sort.LIST, true),
    REPLACE("replace channels", "/channels/replace", Sort.LIST, true),
    GUARANTEE("guarantee", "/guarantee/kind", Sort.TEXT, true),
    GUARANTEE_TEXT("guarantee text", "/guarantee/text", Sort.TEXT, true),
    AMOUNT("amount", "/allowance/amount", Sort.NUMBER, true),
    UNIT("unit", "/allowance/unit", Sort.TEXT, true),
    PER("per", "/allowance/per", Sort.TEXT, true),
    CARRY_OVER("carry over", "/allowance/carryOver", Sort.TEXT, true),
    LIMIT("limit", "/allowance/limit", Sort.TEXT, true),
    TERMS("terms", "/terms", Sort.VALUE, true);

    private static final JsonMapper JSON = JsonMapper.shared();

    private final String title;
    private final String pointer;
    private final Sort sort;
    private final boolean ofTerm;

    ContractColumn(String title, String pointer, Sort sort, boolean ofTerm) {
        this.title = title;
        this.pointer = pointer;
        this.sort = sort;
        this.ofTerm = ofTerm;
    }

    private enum Sort {
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
    static Optional<ContractColumn> at(String pointer, boolean ofTerm) {
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
    JsonNode read(String cell) {
        if (sort == Sort.NUMBER) {
            return number(cell);
        }
        boolean json = sort == Sort.VALUE || sort == Sort.LIST && cell.strip().startsWith("[");
        if (json) {
            try {
                return JSON.readTree(cell);
            } catch (JacksonException e) {
                return JsonNodeFactory.instance.stringNode(cell); // Whoever checks it says what would be right.
            }
        }
        if (sort == Sort.TEXT) {
            return JsonNodeFactory.instance.stringNode(cell);
        }
        ArrayNode names = JsonNodeFactory.instance.arrayNode();
        for (String name : cell.split(",")) {
            names.add(NormalForm.of(name));
        }
        return names;
    }

    private static JsonNode number(String cell) {
        try {
            return JsonNodeFactory.instance.numberNode(WrittenNumber.parse(cell));
        } catch (WrittenNumber.AmbiguousNumberException e) {
            throw new IllegalArgumentException(e.getMessage() + " " + e.remedy(), e);
        } catch (IllegalArgumentException e) {
            return JsonNodeFactory.instance.stringNode(cell); // Whoever checks it says what would be right.
        }
    }

    /** A value as a cell that {@link #read} reads as the same. */
    String write(JsonNode value) {
        if (value.isNull() || value.isMissingNode() || this == TERMS && value.isEmpty()) {
            return "";
        }
        if (sort == Sort.LIST) {
            boolean plain = !value.isEmpty()
                    && value.valueStream()
                            .noneMatch(name -> name.stringValue().contains(",")
                                    || name.stringValue().startsWith("["));
            return plain
                    ? String.join(
                            ", ", value.valueStream().map(JsonNode::stringValue).toList())
                    : value.toString();
        }
        if (sort == Sort.NUMBER) {
            return WrittenNumber.format(value.decimalValue());
        }
        return sort == Sort.TEXT ? value.asString() : value.toString();
    }
}
