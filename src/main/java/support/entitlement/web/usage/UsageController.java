package support.entitlement.web.usage;

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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import support.entitlement.allowance.UsageEntry;
import support.entitlement.allowance.UsageEntry.EntryKind;
import support.entitlement.allowance.UsageLedger;
import support.entitlement.allowance.UsageRefusedException;
import support.entitlement.allowance.UsageRequest;
import support.entitlement.database.DatabaseUnavailableException;
import support.entitlement.security.Access;
import support.entitlement.security.RequiresAccess;
import support.entitlement.text.Names;
import support.entitlement.text.NormalForm;
import support.entitlement.web.documentation.annotation.ApiParameter;
import support.entitlement.web.documentation.annotation.DocumentedAnswer;
import support.entitlement.web.documentation.annotation.DocumentedBody;
import support.entitlement.web.documentation.annotation.DocumentedParameters;
import support.entitlement.web.http.FieldProblem;
import support.entitlement.web.http.FieldReader;
import support.entitlement.web.http.JsonBodyReader;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemException;
import support.entitlement.web.http.ProblemResponse;
import support.entitlement.web.http.QueryParameters;
import support.entitlement.web.http.Quote;
import support.entitlement.web.http.RequestedPage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Records the usage of allowances and returns balances. A customer's usage is confidential. */
@RestController
public class UsageController {

    private static final String KEY = "Idempotency-Key";
    private static final Names AT = new Names(List.of("at"));

    private final UsageLedger ledger;
    private final Clock clock;
    private final JsonBodyReader bodies;
    private final BookingMetrics bookings;

    UsageController(UsageLedger ledger, Clock clock, JsonBodyReader bodies, BookingMetrics bookings) {
        this.bookings = bookings;
        this.ledger = ledger;
        this.clock = clock;
        this.bodies = bodies;
    }

    @Operation(summary = "The granted, used, reserved and remaining amounts of each allowance of a customer")
    @DocumentedParameters(ApiParameter.AT)
    @DocumentedAnswer(says = "The allowances at that instant, or now")
    @RequiresAccess(Access.USAGE)
    @GetMapping(path = "/v1/customers/{id}/allowances", produces = MediaType.APPLICATION_JSON_VALUE)
    UsageResponse.Allowances listAllowances(
            @PathVariable String id, @RequestParam MultiValueMap<String, String> parameters) {
        List<FieldProblem> errors = QueryParameters.errorsIn(parameters, AT);
        FieldReader fields = new FieldReader("");
        Instant at = readInstant(parameters.getFirst("at"), fields);
        errors.addAll(fields.errors());
        ProblemException.throwIfAny(errors);
        return ledger.findBalances(NormalForm.of(id), at)
                .map(balances -> new UsageResponse.Allowances(NormalForm.of(id), at, BalanceResponse.ofAll(balances)))
                .orElseThrow(() -> unknownName(
                        ProblemCode.UNKNOWN_CUSTOMER,
                        id,
                        "This customer has no contract that is in force at " + at + "."));
    }

    private Instant readInstant(@Nullable String text, FieldReader fields) {
        OffsetDateTime sent =
                text == null ? null : fields.readInstant(JsonNodeFactory.instance.stringNode(text), "/at");
        return sent == null ? clock.instant().truncatedTo(ChronoUnit.MICROS) : sent.toInstant();
    }

    @Operation(summary = "Every entry of a customer, in the order in which they were recorded")
    @DocumentedParameters({ApiParameter.AFTER, ApiParameter.LIMIT})
    @DocumentedAnswer(says = "A page of them, and where the next one begins")
    @RequiresAccess(Access.USAGE)
    @GetMapping(path = "/v1/customers/{id}/usage", produces = MediaType.APPLICATION_JSON_VALUE)
    UsageResponse.UsagePage listUsage(@PathVariable String id, @RequestParam MultiValueMap<String, String> parameters) {
        RequestedPage page = RequestedPage.readPage(parameters, "after", 0);
        List<UsageEntry> entries = ledger.findEntriesAfter(NormalForm.of(id), page.start(), page.limit() + 1);
        boolean more = entries.size() > page.limit();
        List<UsageEntry> shown = more ? entries.subList(0, page.limit()) : entries;
        return new UsageResponse.UsagePage(
                shown.stream().map(UsageResponse::of).toList(),
                more ? String.valueOf(shown.get(shown.size() - 1).id()) : null);
    }

    @Operation(summary = "Records that something was used or, with reservedUntil, is kept until then")
    @DocumentedBody(UsageResponse.Booking.class)
    @DocumentedAnswer(status = 201, says = "The entry; the same one if the request is sent again")
    @RecordsUsage(path = "/v1/customers/{id}/usage")
    ResponseEntity<UsageResponse> recordUsage(@PathVariable String id, HttpServletRequest request, Principal caller)
            throws IOException {
        return recordEntry(id, request, caller, (reader, body) -> reader.readBooking(body));
    }

    @Operation(summary = "Records that a reservation, or a part of it, was used")
    @DocumentedBody(UsageResponse.Commit.class)
    @DocumentedAnswer(status = 201, says = "The entry")
    @RecordsUsage(path = "/v1/customers/{id}/usage/{entry}/commit")
    ResponseEntity<UsageResponse> commitReservation(
            @PathVariable String id, @PathVariable String entry, HttpServletRequest request, Principal caller)
            throws IOException {
        return recordFollowUp(id, entry, EntryKind.COMMIT, request, caller);
    }

    @Operation(summary = "Releases a reservation")
    @DocumentedBody(UsageResponse.UsageRelease.class)
    @DocumentedAnswer(status = 201, says = "The entry")
    @RecordsUsage(path = "/v1/customers/{id}/usage/{entry}/release")
    ResponseEntity<UsageResponse> releaseReservation(
            @PathVariable String id, @PathVariable String entry, HttpServletRequest request, Principal caller)
            throws IOException {
        return recordFollowUp(id, entry, EntryKind.RELEASE, request, caller);
    }

    @Operation(summary = "Records how much a use should have been, as an entry of its own")
    @DocumentedBody(UsageResponse.Correction.class)
    @DocumentedAnswer(status = 201, says = "The entry")
    @RecordsUsage(path = "/v1/customers/{id}/usage/{entry}/correction")
    ResponseEntity<UsageResponse> correctUsage(
            @PathVariable String id, @PathVariable String entry, HttpServletRequest request, Principal caller)
            throws IOException {
        return recordFollowUp(id, entry, EntryKind.CORRECTION, request, caller);
    }

    private ResponseEntity<UsageResponse> recordFollowUp(
            String id, String entry, EntryKind kind, HttpServletRequest request, Principal caller) throws IOException {
        if (!entry.matches("\\d{1,18}")) {
            throw unknownName(ProblemCode.UNKNOWN_ENTRY, entry, "An entry is named by its number.");
        }
        return recordEntry(
                id, request, caller, (reader, body) -> reader.readFollowUp(body, kind, Long.parseLong(entry)));
    }

    private ResponseEntity<UsageResponse> recordEntry(
            String id,
            HttpServletRequest request,
            Principal caller,
            BiFunction<UsageReader, JsonNode, @Nullable UsageRequest> reading)
            throws IOException {
        if (id.length() > UsageRequest.MAX_NAME_LENGTH) {
            throw unknownName(ProblemCode.UNKNOWN_CUSTOMER, id, "No id is that long.");
        }
        UsageReader reader = new UsageReader();
        String key = reader.readIdempotencyKey(request.getHeader(KEY));
        UsageRequest wanted = reading.apply(reader, bodies.readBody(request));
        if (wanted == null || key == null) {
            throw new ProblemException(reader.errors());
        }
        try {
            UsageEntry entry = ledger.recordUsage(NormalForm.of(id), wanted, key, caller.getName());
            bookings.countRecorded();
            return ResponseEntity.status(HttpStatus.CREATED).body(UsageResponse.of(entry));
        } catch (UsageRefusedException e) {
            ProblemResponse problem = UsageProblems.of(e, wanted, id, key);
            bookings.countProblem(problem.code());
            throw new ProblemException(problem);
        } catch (DatabaseUnavailableException e) {
            bookings.countProblem(ProblemCode.DATABASE_AWAY);
            throw e;
        }
    }

    private static ProblemException unknownName(ProblemCode code, String name, String detail) {
        return new ProblemException(
                new FieldProblem(code, code == ProblemCode.UNKNOWN_ENTRY ? "/entry" : "/id", Quote.of(name), detail));
    }
}
