package support.entitlement.web.contract;

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
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.NativeWebRequest;
import support.entitlement.contract.ConcurrentImportException;
import support.entitlement.contract.Contracts;
import support.entitlement.security.Access;
import support.entitlement.security.RequiresAccess;
import support.entitlement.text.Names;
import support.entitlement.web.documentation.annotation.ApiParameter;
import support.entitlement.web.documentation.annotation.DocumentedAnswer;
import support.entitlement.web.documentation.annotation.DocumentedBody;
import support.entitlement.web.documentation.annotation.DocumentedParameters;
import support.entitlement.web.documentation.annotation.DocumentedProblems;
import support.entitlement.web.http.AcceptedType;
import support.entitlement.web.http.ConcurrencyLimit;
import support.entitlement.web.http.ConcurrencyLimits;
import support.entitlement.web.http.FieldProblem;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemException;
import support.entitlement.web.http.ProblemResponse;
import support.entitlement.web.http.QueryParameters;
import support.entitlement.web.http.Quote;
import support.entitlement.web.http.SharedCapacity;
import support.entitlement.web.query.RequestPolicy;
import tools.jackson.databind.json.JsonMapper;

/**
 * Exports all contracts as one file, and imports those of a file, all or none. Memory does not grow with their number.
 */
@RestController
public class ContractFileController {

    static final String CSV = "text/csv";

    private static final MediaType TABLE = new MediaType("text", "csv", StandardCharsets.UTF_8);
    private static final String CONTRACTS = "/v1/contracts";
    private static final int MAX_CONCURRENT_IMPORTS = 2;
    private static final int MAX_RECEIVED_AT_A_TIME = 4;
    private static final Names PARAMETERS = new Names(List.of("format", "uses"));
    private static final Names FORMATS = new Names(List.of("ndjson", "csv"));

    private final Contracts contracts;
    private final RequestPolicy requested;
    private final JsonMapper json;
    private final SharedCapacity receiving = new SharedCapacity(
            MAX_RECEIVED_AT_A_TIME,
            0,
            Duration.ZERO,
            MAX_RECEIVED_AT_A_TIME + " files of contracts are being received already. Send this one again later.");
    private final ConcurrencyLimit few;

    ContractFileController(Contracts contracts, RequestPolicy requested, JsonMapper json, ConcurrencyLimits tasks) {
        this.few = tasks.createLimit(
                "contract-imports",
                MAX_CONCURRENT_IMPORTS,
                "Other files of contracts are being stored. Send this one again in a few seconds.");
        this.contracts = contracts;
        this.requested = requested;
        this.json = json;
    }

    /**
     * The result of importing a file of contracts.
     *
     * @param stored how many were stored as a new version
     * @param unchanged how many were equal to the existing version
     * @param warnings assumptions that were made to read the file
     */
    record StoredContracts(long stored, long unchanged, List<String> warnings) {}

    @Operation(
            summary = "Every contract as it was stored last, but for those that were ended",
            description =
                    "A file that can be changed and sent back. Contracts that are stored while it is read may be missing from it.")
    @DocumentedParameters({ApiParameter.FILE_FORMAT, ApiParameter.USES})
    @DocumentedAnswer(
            value = String.class,
            says = "One contract in each line, or one term in each row",
            as = {MediaType.APPLICATION_NDJSON_VALUE, CSV})
    @DocumentedProblems(406)
    @RequiresAccess(Access.CONTRACTS)
    @GetMapping(path = CONTRACTS)
    void listContracts(
            @RequestParam MultiValueMap<String, String> parameters,
            NativeWebRequest request,
            HttpServletResponse response)
            throws IOException {
        List<FieldProblem> errors = QueryParameters.errorsIn(parameters, PARAMETERS);
        String format = parameters.getFirst("format");
        if (format != null && FORMATS.findSpelling(format).isEmpty()) {
            errors.add(FieldProblem.unknownName(ProblemCode.NOT_ACCEPTABLE, "/format", format, FORMATS));
        }
        String uses = parameters.getFirst("uses");
        if (uses != null && uses.indexOf('\0') >= 0) {
            errors.add(new FieldProblem(ProblemCode.WRONG_TYPE, "/uses", Quote.of(uses), "This must be a name."));
        }
        ProblemException.throwIfAny(errors);
        MediaType type = chooseType(format, request);
        ContractExport export =
                new ContractExport(contracts, json, uses); // Before the answer begins: the database may fail.
        response.setContentType(type.toString());
        // Not closed on failure: a file that ends early, because the database fails, must not look complete.
        Writer out = new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8));
        if (type.equals(TABLE)) {
            export.writeTable(out);
        } else {
            export.writeLines(out);
        }
        out.flush();
    }

    private static MediaType chooseType(@Nullable String format, NativeWebRequest request) {
        if (format == null) {
            return AcceptedType.choose(request, List.of(MediaType.APPLICATION_NDJSON, TABLE))
                    .orElse(MediaType.APPLICATION_NDJSON);
        }
        return FORMATS.findSpelling(format).orElseThrow().equals("csv") ? TABLE : MediaType.APPLICATION_NDJSON;
    }

    @Operation(
            summary = "Stores every contract of a file, or none",
            description =
                    "A line of JSON for each contract, or a row of a table for each term. Where there is a contract"
                            + " already, version must be the one that it replaces.")
    @DocumentedBody(
            value = String.class,
            as = {MediaType.APPLICATION_NDJSON_VALUE, CSV})
    @DocumentedAnswer(says = "How many were stored, and how many were unchanged")
    @DocumentedProblems(409)
    @RequiresAccess(Access.CONTRACTS)
    @PostMapping(
            path = CONTRACTS,
            consumes = {MediaType.APPLICATION_NDJSON_VALUE, CSV},
            produces = MediaType.APPLICATION_JSON_VALUE)
    StoredContracts storeContracts(HttpServletRequest request, Principal caller) throws IOException {
        SharedCapacity.Share turn = receiving.takeShare(1);
        try {
            return storeReceived(request, caller);
        } finally {
            turn.close();
        }
    }

    private StoredContracts storeReceived(HttpServletRequest request, Principal caller) throws IOException {
        Path file = Files.createTempFile("contracts", null);
        try {
            // Receives the whole file first, so that a slow sender holds up neither the database nor other requests.
            Files.copy(request.getInputStream(), file, StandardCopyOption.REPLACE_EXISTING);
            return few.runInTurn(() -> storeFile(file, isTable(request), caller.getName()));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static boolean isTable(HttpServletRequest request) {
        return TABLE.equalsTypeAndSubtype(MediaType.parseMediaType(request.getContentType()));
    }

    private StoredContracts storeFile(Path file, boolean table, String author) throws IOException {
        try (ContractTable rows = table ? new ContractTable(file) : null;
                InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            Iterator<ContractLine> lines = rows == null ? new ContractJsonLines(in, json) : rows;
            ContractImport incoming = new ContractImport(lines, requested.readPolicy());
            long stored = contracts.storeAll(author, incoming);
            if (!incoming.isSound()) {
                throw new ProblemException(incoming.toProblem());
            }
            return new StoredContracts(stored, incoming.countUnchanged(), rows == null ? List.of() : rows.warnings());
        } catch (ConcurrentImportException e) {
            throw new ProblemException(ProblemResponse.of(ProblemCode.CONFLICT, String.valueOf(e.getMessage()))
                    .asRetryable());
        }
    }
}
