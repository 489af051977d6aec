package support.entitlement.web;

import io.swagger.v3.oas.annotations.Operation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import support.entitlement.policy.Policy;
import support.entitlement.release.CurrentPolicy;
import support.entitlement.release.Release;
import support.entitlement.release.ReleaseNotes;
import support.entitlement.release.Releases;
import support.entitlement.release.ReportedProblem;
import support.entitlement.security.Access;
import support.entitlement.security.AccessGuard;
import support.entitlement.table.Names;

/** Shows every release that there ever was, and its tables. */
@RestController
class ReleaseController {

    private static final Names DIFF = new Names(List.of("against"));
    private static final Names PAGE = new Names(List.of("before", "limit"));

    private final Releases releases;
    private final CurrentPolicy current;
    private final TableDocuments documents;
    private final ReleaseNotes notes;
    private final AccessGuard guard;

    ReleaseController(
            Releases releases, CurrentPolicy current, TableDocuments documents, ReleaseNotes notes, AccessGuard guard) {
        this.notes = notes;
        this.guard = guard;
        this.releases = releases;
        this.current = current;
        this.documents = documents;
    }

    @Operation(summary = "The releases of the policy, newest first")
    @Asks({ApiParameter.BEFORE, ApiParameter.LIMIT})
    @Answers(value = ReleaseResponse.Page.class, says = "As many as fit, and where the others begin")
    @Needs(Access.POLICY)
    @GetMapping(path = "/v1/policy/releases", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> listReleases(@RequestParam MultiValueMap<String, String> parameters) {
        List<FieldProblem> errors = Parameters.errorsIn(parameters, PAGE);
        long before = Parameters.number(parameters, "before", Long.MAX_VALUE, Long.MAX_VALUE, errors);
        long limit = Parameters.number(parameters, "limit", Parameters.USUAL_PAGE, Parameters.LONGEST_PAGE, errors);
        if (!errors.isEmpty()) {
            return ProblemResponse.of(errors).toEntity();
        }
        Release inForce = releases.inForce();
        List<Release> all = releases.all();
        int end = (int) Math.min(all.size(), before - 1);
        int start = (int) Math.max(0, end - limit);
        List<ReleaseResponse> page = new ArrayList<>(all.subList(start, end).stream()
                .map(release -> response(release, inForce))
                .toList());
        page.sort(Comparator.comparing(ReleaseResponse::id).reversed());
        return ResponseEntity.ok(new ReleaseResponse.Page(
                page, start == 0 ? null : all.get(start).id()));
    }

    @Operation(summary = "One release: who published it and why, its files, and what the check found then")
    @Answers(value = ReleaseResponse.Detail.class, says = "The release")
    @Needs(Access.POLICY)
    @GetMapping(path = "/v1/policy/releases/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> findRelease(@PathVariable String id) {
        return find(id, releases)
                .map(release -> ResponseEntity.ok((Object) ReleaseResponse.Detail.of(
                        response(release, releases.inForce()),
                        List.copyOf(releases.files(release).contents().keySet()),
                        releases.report(release))))
                .orElseGet(() -> unknown(id, releases));
    }

    @Operation(summary = "What the tables of a release say otherwise than those of another, cell by cell")
    @Asks(ApiParameter.AGAINST)
    @Answers(value = ReleaseResponse.Difference.class, says = "Every change, and a warning about what is gone")
    @Needs(Access.POLICY)
    @GetMapping(path = "/v1/policy/releases/{id}/diff", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> compareReleases(
            @PathVariable String id, @RequestParam MultiValueMap<String, String> parameters) {
        List<FieldProblem> errors = Parameters.errorsIn(parameters, DIFF);
        if (!errors.isEmpty()) {
            return ProblemResponse.of(errors).toEntity();
        }
        Release release = find(id, releases).orElse(null);
        if (release == null) {
            return unknown(id, releases);
        }
        String against = parameters.getFirst("against");
        String other = against == null ? String.valueOf(Math.max(1, release.id() - 1)) : against;
        return find(other, releases).map(older -> diff(release, older)).orElseGet(() -> unknown(other, releases));
    }

    private ResponseEntity<Object> diff(Release release, Release older) {
        Policy after = releases.policyInTurn(release).compiled().orElse(null);
        Policy before = releases.policyInTurn(older).compiled().orElse(null);
        if (after == null || before == null) {
            return ProblemResponse.of(ProblemCode.RELEASE_REFUSED, "This version of the service refuses its tables.")
                    .toEntity();
        }
        return ResponseEntity.ok(new ReleaseResponse.Difference(
                release.id(), older.id(), ReportedProblem.of(notes.changes(before, after))));
    }

    @Operation(summary = "A table of a release as JSON, CSV or XLSX, by its name or its file's")
    @Asks(ApiParameter.TABLE_FORMAT)
    @Answers(
            value = TableDocuments.TableResponse.class,
            says = "The table; what is answered can be published again",
            as = {MediaType.APPLICATION_JSON_VALUE, TableDocuments.CSV_TYPE, TableDocuments.XLSX_TYPE})
    @Refuses(406)
    @Needs(Access.POLICY)
    @GetMapping("/v1/policy/releases/{id}/tables/{name}")
    ResponseEntity<Object> findTableOfRelease(
            @PathVariable String id,
            @PathVariable String name,
            @RequestParam MultiValueMap<String, String> parameters,
            @RequestHeader(name = "Accept", required = false) @Nullable String accept) {
        return find(id, releases)
                .map(release -> documents.answer(release, name, parameters, accept))
                .orElseGet(() -> unknown(id, releases));
    }

    @Operation(summary = "A table in force as JSON, CSV or XLSX, by its name or its file's")
    @Asks(ApiParameter.TABLE_FORMAT)
    @Answers(
            value = TableDocuments.TableResponse.class,
            says = "The table",
            as = {MediaType.APPLICATION_JSON_VALUE, TableDocuments.CSV_TYPE, TableDocuments.XLSX_TYPE})
    @Refuses(406)
    @Needs(Access.POLICY)
    @GetMapping("/v1/policy/tables/{name}")
    ResponseEntity<Object> findTable(
            @PathVariable String name,
            @RequestParam MultiValueMap<String, String> parameters,
            @RequestHeader(name = "Accept", required = false) @Nullable String accept) {
        Release inForce = releases.inForce();
        if (inForce == null) {
            throw current.none();
        }
        return documents.answer(inForce, name, parameters, accept);
    }

    private ReleaseResponse response(Release release, @Nullable Release inForce) {
        ReleaseResponse response = ReleaseResponse.of(release, inForce);
        return guard.permits(Access.AUTHORS) ? response : response.withoutAuthors();
    }

    static Optional<Release> find(String id, Releases releases) {
        return id.matches("\\d{1,18}") ? releases.find(Long.parseLong(id)) : Optional.empty();
    }

    static ResponseEntity<Object> unknown(String id, Releases releases) {
        List<Release> all = releases.all();
        return ProblemResponse.of(List.of(new FieldProblem(
                        ProblemCode.UNKNOWN_RELEASE,
                        "/id",
                        Quote.of(id),
                        all.isEmpty()
                                ? "There is no release yet."
                                : "Releases are numbered from 1 to " + all.size() + ".")))
                .toEntity();
    }
}
