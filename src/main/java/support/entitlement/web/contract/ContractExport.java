package support.entitlement.web.contract;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.contract.Contract;
import support.entitlement.contract.Contracts;
import support.entitlement.table.sheet.CsvOutput;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes contracts in a form that can be sent back, a thousand at a time, so that memory does not grow with their number. Single use. */
final class ContractExport {

    private static final int AT_ONCE = 1_000;

    private final Contracts contracts;
    private final JsonMapper json;
    private final @Nullable String uses;
    private List<Contract> next;

    /**
     * Reads the first contracts.
     *
     * @param uses the name that all contracts must use; null for all
     */
    ContractExport(Contracts contracts, JsonMapper json, @Nullable String uses) {
        this.contracts = contracts;
        this.json = json;
        this.uses = uses;
        this.next = findContractsAfter(contracts, "", uses);
    }

    private static List<Contract> findContractsAfter(Contracts contracts, String customer, @Nullable String uses) {
        return uses == null
                ? contracts.findUnendedAfter(customer, AT_ONCE)
                : contracts.nameUses().findContractsAfter(customer, uses, AT_ONCE);
    }

    /** Writes a row of titles, and one row for each term. */
    void writeTable(Writer out) throws IOException {
        CsvOutput rows = new CsvOutput(out);
        rows.writeRow(Arrays.stream(ContractColumn.values())
                .map(ContractColumn::title)
                .toList());
        writeAll(contract -> writeRows(contract, rows));
        rows.flush();
    }

    /** Writes a line of JSON for each contract. */
    void writeLines(Writer out) throws IOException {
        writeAll(contract -> out.append(json.writeValueAsString(contract)).append('\n'));
    }

    /** A step of the export that may throw as writing does. */
    @FunctionalInterface
    private interface ContractWriter {

        void writeContract(ObjectNode contract) throws IOException;
    }

    private void writeAll(ContractWriter writer) throws IOException {
        while (!next.isEmpty()) {
            for (Contract contract : next) {
                writer.writeContract(toSendableForm(contract));
            }
            next = findContractsAfter(contracts, next.get(next.size() - 1).customer(), uses);
        }
    }

    private ObjectNode toSendableForm(Contract contract) {
        ObjectNode form =
                json.createObjectNode().put("customer", contract.customer()).put("version", contract.version());
        form.setAll((ObjectNode) json.valueToTree(contract.agreement()));
        return form;
    }

    private static void writeRows(ObjectNode contract, CsvOutput rows) {
        List<JsonNode> terms = contract.get("terms").valueStream().toList();
        for (int i = 0; i < Math.max(1, terms.size()); i++) {
            List<String> cells = new ArrayList<>();
            for (ContractColumn column : ContractColumn.values()) {
                boolean said = i > 0 && column != ContractColumn.CUSTOMER;
                JsonNode holder = column.isOfTerm()
                        ? terms.isEmpty() ? MissingNode.getInstance() : terms.get(i)
                        : said ? MissingNode.getInstance() : contract;
                cells.add(column.writeCell(holder.at(column.pointer())));
            }
            rows.writeRow(cells);
        }
    }
}
