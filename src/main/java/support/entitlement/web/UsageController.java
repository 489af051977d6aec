package support.entitlement.web;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import support.entitlement.customer.UsageEntry;
import support.entitlement.customer.UsageEntry.Kind;
import support.entitlement.customer.UsageLedger;
import support.entitlement.customer.UsageRefusedException;
import support.entitlement.customer.UsageRequest;
import support.entitlement.security.Access;
import support.entitlement.table.Names;
import support.entitlement.text.NormalForm;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Records what customers use of their allowances, and says what is left. What a customer uses is nobody else's to read. */
@RestController
class UsageController {

    private static final String KEY = "Idempotency-Key";
    private static final Names AT = new Names(List.of("at"));
    private static final Names PAGE = new Names(List.of("after", "limit"));

    private final UsageLedger ledger;
    private final Clock clock;
    private final JsonMapper json;

    UsageController(UsageLedger ledger, Clock clock, JsonMapper json) {
        this.ledger = ledger;
        this.clock = clock;
        this.json = json;
    }

    @Operation(summary = "What is granted, used, reserved and left of each allowance of a customer")
    @Asks(ApiParameter.AT)
    @Answers(value = UsageResponse.Allowances.class, says = "The allowances at that instant, or now")
    @Needs(Access.USAGE)
    @GetMapping(path = "/v1/customers/{id}/allowances", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> listAllowances(
            @PathVariable String id, @RequestParam MultiValueMap<String, String> parameters) {
        List<FieldProblem> errors = Parameters.errorsIn(parameters, AT);
        FieldReader fields = new FieldReader("");
        Instant at = at(parameters.getFirst("at"), fields);
        errors.addAll(fields.errors());
        if (!errors.isEmpty()) {
            return ProblemResponse.of(errors).toEntity();
        }
        return ledger.balances(NormalForm.of(id), at)
                .<ResponseEntity<Object>>map(balances -> ResponseEntity.ok(new UsageResponse.Allowances(
                        NormalForm.of(id),
                        at,
                        balances.stream().map(BalanceResponse::of).toList())))
                .orElseGet(() -> unknown(
                        ProblemCode.UNKNOWN_CUSTOMER,
                        id,
                        "This customer has no contract that is in force at " + at + "."));
    }

    private Instant at(@Nullable String text, FieldReader fields) {
        OffsetDateTime sent = text == null ? null : fields.instant(JsonNodeFactory.instance.stringNode(text), "/at");
        return sent == null ? clock.instant().truncatedTo(ChronoUnit.MICROS) : sent.toInstant();
    }

    @Operation(summary = "Every entry of a customer, in the order in which they were recorded")
    @Asks({ApiParameter.AFTER, ApiParameter.LIMIT})
    @Answers(value = UsageResponse.Page.class, says = "Some of them, and how to ask for those that follow")
    @Needs(Access.USAGE)
    @GetMapping(path = "/v1/customers/{id}/usage", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> listUsage(@PathVariable String id, @RequestParam MultiValueMap<String, String> parameters) {
        List<FieldProblem> errors = Parameters.errorsIn(parameters, PAGE);
        long after = Parameters.number(parameters, "after", 0, Long.MAX_VALUE, errors);
        long limit = Parameters.number(parameters, "limit", Parameters.USUAL_PAGE, Parameters.LONGEST_PAGE, errors);
        if (!errors.isEmpty()) {
            return ProblemResponse.of(errors).toEntity();
        }
        List<UsageEntry> entries = ledger.after(NormalForm.of(id), after, limit + 1);
        boolean more = entries.size() > limit;
        List<UsageEntry> shown = more ? entries.subList(0, (int) limit) : entries;
        return ResponseEntity.ok(new UsageResponse.Page(
                shown.stream().map(UsageResponse::of).toList(),
                more ? String.valueOf(shown.get(shown.size() - 1).id()) : null));
    }

    @Operation(summary = "Records that something was used or, with reservedUntil, is kept until then")
    @Takes(UsageResponse.Booking.class)
    @Asks(ApiParameter.IDEMPOTENCY_KEY)
    @Refuses(409)
    @Answers(value = UsageResponse.class, status = 201, says = "The entry; the same one if the request is sent again")
    @Needs(Access.USAGE)
    @PostMapping(
            path = "/v1/customers/{id}/usage",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> recordUsage(@PathVariable String id, HttpServletRequest request, Principal caller)
            throws IOException {
        return record(id, request, caller, (reader, body) -> reader.read(body));
    }

    @Operation(summary = "Records that what was reserved, or less, was used")
    @Takes(UsageResponse.Commit.class)
    @Asks(ApiParameter.IDEMPOTENCY_KEY)
    @Refuses(409)
    @Answers(value = UsageResponse.class, status = 201, says = "The entry")
    @Needs(Access.USAGE)
    @PostMapping(
            path = "/v1/customers/{id}/usage/{entry}/commit",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> commitReservation(
            @PathVariable String id, @PathVariable String entry, HttpServletRequest request, Principal caller)
            throws IOException {
        return about(id, entry, Kind.COMMIT, request, caller);
    }

    @Operation(summary = "Gives back what was reserved")
    @Takes(UsageResponse.Release.class)
    @Asks(ApiParameter.IDEMPOTENCY_KEY)
    @Refuses(409)
    @Answers(value = UsageResponse.class, status = 201, says = "The entry")
    @Needs(Access.USAGE)
    @PostMapping(
            path = "/v1/customers/{id}/usage/{entry}/release",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> releaseReservation(
            @PathVariable String id, @PathVariable String entry, HttpServletRequest request, Principal caller)
            throws IOException {
        return about(id, entry, Kind.RELEASE, request, caller);
    }

    @Operation(summary = "Records how much a use should have been, as an entry of its own")
    @Takes(UsageResponse.Correction.class)
    @Asks(ApiParameter.IDEMPOTENCY_KEY)
    @Refuses(409)
    @Answers(value = UsageResponse.class, status = 201, says = "The entry")
    @Needs(Access.USAGE)
    @PostMapping(
            path = "/v1/customers/{id}/usage/{entry}/correction",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> correctUsage(
            @PathVariable String id, @PathVariable String entry, HttpServletRequest request, Principal caller)
            throws IOException {
        return about(id, entry, Kind.CORRECTION, request, caller);
    }

    private ResponseEntity<Object> about(
            String id, String entry, Kind kind, HttpServletRequest request, Principal caller) throws IOException {
        if (!entry.matches("\\d{1,18}")) {
            return unknown(ProblemCode.UNKNOWN_ENTRY, entry, "An entry is named by its number.");
        }
        return record(id, request, caller, (reader, body) -> reader.read(body, kind, Long.parseLong(entry)));
    }

    private ResponseEntity<Object> record(
            String id,
            HttpServletRequest request,
            Principal caller,
            BiFunction<UsageReader, JsonNode, @Nullable UsageRequest> reading)
            throws IOException {
        if (id.length() > UsageRequest.LONGEST_NAME) {
            return unknown(ProblemCode.UNKNOWN_CUSTOMER, id, "No id is that long.");
        }
        UsageReader reader = new UsageReader();
        String key = reader.key(request.getHeader(KEY));
        UsageRequest wanted;
        try {
            wanted = reading.apply(reader, json.readTree(request.getInputStream()));
        } catch (JacksonException e) {
            return ProblemResponse.of(ProblemCode.MALFORMED_JSON, MalformedJson.explain(e))
                    .toEntity();
        }
        if (wanted == null || key == null) {
            return ProblemResponse.of(reader.errors()).toEntity();
        }
        try {
            return ResponseEntity.status(HttpStatus.CREATED)
                    .body(UsageResponse.of(ledger.record(NormalForm.of(id), wanted, key, caller.getName())));
        } catch (UsageRefusedException e) {
            return UsageRefusals.of(e, wanted, id, key).toEntity();
        }
    }

    private static ResponseEntity<Object> unknown(ProblemCode code, String name, String detail) {
        return ProblemResponse.of(List.of(new FieldProblem(
                        code, code == ProblemCode.UNKNOWN_ENTRY ? "/entry" : "/id", Quote.of(name), detail)))
                .toEntity();
    }
}
