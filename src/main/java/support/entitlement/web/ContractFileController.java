package support.entitlement.web;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedInputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import support.entitlement.customer.ConcurrentImportException;
import support.entitlement.customer.Contract;
import support.entitlement.customer.Contracts;
import support.entitlement.security.Access;
import support.entitlement.table.CsvOutput;
import support.entitlement.table.Names;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Hands out all contracts as one file, and stores those of a file, all or none. Memory does not grow with their number. */
@RestController
class ContractFileController {

    static final String CSV = "text/csv";

    private static final String CONTRACTS = "/v1/contracts";
    private static final int AT_ONCE = 1_000;
    private static final int MOST_IMPORTS = 2;
    private static final Names PARAMETERS = new Names(List.of("format", "uses"));
    private static final Names FORMATS = new Names(List.of("ndjson", "csv"));

    private final Contracts contracts;
    private final Evaluations evaluations;
    private final AnswerWriter answers;
    private final JsonMapper json;
    private final FewAtATime few = new FewAtATime(
            MOST_IMPORTS, "Other files of contracts are being stored. Send this one again in a few seconds.");

    ContractFileController(Contracts contracts, Evaluations evaluations, AnswerWriter answers, JsonMapper json) {
        this.contracts = contracts;
        this.evaluations = evaluations;
        this.answers = answers;
        this.json = json;
    }

    /**
     * What became of the contracts of a file.
     *
     * @param stored how many were stored as a new version
     * @param unchanged how many were there already, word by word
     * @param warnings what was guessed at to read the file
     */
    record StoredContracts(long stored, long unchanged, List<String> warnings) {}

    @Operation(
            summary = "Every contract as it was stored last, but for those that were ended",
            description =
                    "A file that can be changed and sent back. What is stored while it is read may be in it or not.")
    @Asks({ApiParameter.FILE_FORMAT, ApiParameter.USES})
    @Answers(
            value = String.class,
            says = "A contract a line, or a term a row",
            as = {MediaType.APPLICATION_NDJSON_VALUE, CSV})
    @Refuses(406)
    @Needs(Access.CONTRACTS)
    @GetMapping(path = CONTRACTS)
    void listContracts(
            @RequestParam MultiValueMap<String, String> parameters,
            @RequestHeader(name = HttpHeaders.ACCEPT, required = false, defaultValue = "") String accept,
            HttpServletResponse response)
            throws IOException {
        List<FieldProblem> errors = Parameters.errorsIn(parameters, PARAMETERS);
        String format = parameters.getFirst("format");
        if (format != null && FORMATS.find(format).isEmpty()) {
            errors.add(FieldProblem.unknown(ProblemCode.NOT_ACCEPTABLE, "/format", format, FORMATS));
        }
        String uses = parameters.getFirst("uses");
        if (uses != null && uses.indexOf('\0') >= 0) {
            errors.add(new FieldProblem(ProblemCode.WRONG_TYPE, "/uses", Quote.of(uses), "This must be a name."));
        }
        if (!errors.isEmpty()) {
            answers.write(ProblemResponse.of(errors), response);
            return;
        }
        boolean table = format == null
                ? accept.contains(CSV)
                : FORMATS.find(format).orElseThrow().equals("csv");
        List<Contract> first = after("", uses); // Before anything is answered: the database may be away.
        response.setContentType(table ? CSV + ";charset=UTF-8" : MediaType.APPLICATION_NDJSON_VALUE);
        // Never closed: a file that ends early, because the database goes away, must not look like a whole one.
        Writer out = new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8));
        if (table) {
            CsvOutput rows = new CsvOutput(out);
            rows.write(Arrays.stream(ContractColumn.values())
                    .map(ContractColumn::title)
                    .toList());
            forEach(first, uses, contract -> writeRows(contract, rows));
            rows.flush();
        } else {
            forEach(
                    first,
                    uses,
                    contract -> out.append(json.writeValueAsString(contract)).append('\n'));
        }
        out.flush();
    }

    private List<Contract> after(String customer, @Nullable String uses) {
        return uses == null ? contracts.after(customer, AT_ONCE) : contracts.usersAfter(customer, uses, AT_ONCE);
    }

    /** Does something that may fail as writing does. */
    @FunctionalInterface
    private interface Write {

        void write(ObjectNode contract) throws IOException;
    }

    private void forEach(List<Contract> first, @Nullable String uses, Write write) throws IOException {
        List<Contract> some = first;
        while (!some.isEmpty()) {
            for (Contract contract : some) {
                write.write(form(contract));
            }
            some = after(some.get(some.size() - 1).customer(), uses);
        }
    }

    /** A contract as it can be sent back. */
    private ObjectNode form(Contract contract) {
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
                cells.add(column.write(holder.at(column.pointer())));
            }
            rows.write(cells);
        }
    }

    @Operation(
            summary = "Stores every contract of a file, or none",
            description =
                    "A line of JSON for each contract, or a row of a table for each term. Where there is a contract"
                            + " already, version must be the one that it replaces.")
    @Takes(
            value = String.class,
            as = {MediaType.APPLICATION_NDJSON_VALUE, CSV})
    @Answers(value = StoredContracts.class, says = "How many were stored, and how many were there already")
    @Refuses(409)
    @Needs(Access.CONTRACTS)
    @PostMapping(
            path = CONTRACTS,
            consumes = {MediaType.APPLICATION_NDJSON_VALUE, CSV},
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> storeContracts(HttpServletRequest request, Principal caller) throws IOException {
        Path file = Files.createTempFile("contracts", null);
        try {
            // First all of it, so that nobody who sends slowly keeps the database, or others, waiting.
            Files.copy(request.getInputStream(), file, StandardCopyOption.REPLACE_EXISTING);
            Object answer = few.run(() -> store(file, isTable(request), caller.getName()));
            return answer instanceof ProblemResponse problem ? problem.toEntity() : ResponseEntity.ok(answer);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static boolean isTable(HttpServletRequest request) {
        return MediaType.parseMediaType(request.getContentType()).getSubtype().equals("csv");
    }

    /** A {@link StoredContracts}, or a {@link ProblemResponse}. */
    private Object store(Path file, boolean table, String author) throws IOException {
        try (ContractTable rows = table ? new ContractTable(file) : null;
                InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            Iterator<ContractLine> lines = rows == null ? new ContractJsonLines(in, json) : rows;
            ContractImport incoming = new ContractImport(lines, evaluations.policy());
            long stored = contracts.putAll(author, incoming);
            return incoming.isSound()
                    ? new StoredContracts(stored, incoming.unchanged(), rows == null ? List.of() : rows.warnings())
                    : ProblemResponse.refused(incoming);
        } catch (ConcurrentImportException e) {
            return ProblemResponse.of(ProblemCode.CONFLICT, String.valueOf(e.getMessage()))
                    .asRetryable();
        }
    }
}
