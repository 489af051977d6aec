package support.entitlement.web.release;

import io.swagger.v3.oas.annotations.Operation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import support.entitlement.change.diff.TableDiff;
import support.entitlement.policy.Policy;
import support.entitlement.release.Releases;
import support.entitlement.release.log.Release;
import support.entitlement.release.tables.ReleaseNotes;
import support.entitlement.report.ReleaseReport;
import support.entitlement.report.ReportedProblem;
import support.entitlement.security.Access;
import support.entitlement.security.AccessGuard;
import support.entitlement.security.RequiresAccess;
import support.entitlement.text.Names;
import support.entitlement.web.documentation.annotation.ApiParameter;
import support.entitlement.web.documentation.annotation.DocumentedAnswer;
import support.entitlement.web.documentation.annotation.DocumentedParameters;
import support.entitlement.web.http.FieldProblem;
import support.entitlement.web.http.ProblemException;
import support.entitlement.web.http.QueryParameters;
import support.entitlement.web.http.RequestedPage;
import support.entitlement.web.table.ReleaseLookup;

/** Shows every release, and how releases differ. */
@RestController
public class ReleaseController {

    private static final Names DIFF = new Names(List.of("against"));

    private final Releases releases;
    private final ReleaseLookup lookup;
    private final ReleaseNotes notes;
    private final AccessGuard guard;

    ReleaseController(Releases releases, ReleaseLookup lookup, ReleaseNotes notes, AccessGuard guard) {
        this.notes = notes;
        this.guard = guard;
        this.releases = releases;
        this.lookup = lookup;
    }

    @Operation(summary = "The releases of the policy, newest first")
    @DocumentedParameters({ApiParameter.BEFORE, ApiParameter.LIMIT})
    @DocumentedAnswer(says = "A page of them, and where the next one begins")
    @RequiresAccess(Access.POLICY)
    @GetMapping(path = "/v1/policy/releases", produces = MediaType.APPLICATION_JSON_VALUE)
    ReleaseResponse.ReleasePage listReleases(@RequestParam MultiValueMap<String, String> parameters) {
        RequestedPage wanted = RequestedPage.readPage(parameters, "before", Long.MAX_VALUE);
        Release inForce = releases.findInForce().orElse(null);
        List<Release> all = releases.findAll();
        int end = (int) Math.min(all.size(), wanted.start() - 1);
        int start = Math.max(0, end - wanted.limit());
        List<ReleaseResponse> page = new ArrayList<>(all.subList(start, end).stream()
                .map(release -> toResponse(release, inForce))
                .toList());
        page.sort(Comparator.comparing(ReleaseResponse::id).reversed());
        return new ReleaseResponse.ReleasePage(
                page, start == 0 ? null : all.get(start).id());
    }

    @Operation(summary = "One release: its author and comment, its files, and the problems that the check found then")
    @DocumentedAnswer(says = "The release")
    @RequiresAccess(Access.POLICY)
    @GetMapping(path = "/v1/policy/releases/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    ReleaseResponse.ReleaseDetail findRelease(@PathVariable String id) {
        Release release = lookup.findRelease(id);
        ReleaseReport report = releases.readReport(release);
        return ReleaseResponse.ReleaseDetail.of(
                toResponse(release, releases.findInForce().orElse(null)),
                List.copyOf(releases.readFiles(release).contents().keySet()),
                forCaller(report.problems()),
                report);
    }

    @Operation(summary = "The differences between the tables of two releases, cell by cell")
    @DocumentedParameters(ApiParameter.AGAINST)
    @DocumentedAnswer(says = "Every change, and a warning about everything removed")
    @RequiresAccess(Access.POLICY)
    @GetMapping(path = "/v1/policy/releases/{id}/diff", produces = MediaType.APPLICATION_JSON_VALUE)
    ReleaseResponse.Difference compareReleases(
            @PathVariable String id, @RequestParam MultiValueMap<String, String> parameters) {
        List<FieldProblem> errors = QueryParameters.errorsIn(parameters, DIFF);
        ProblemException.throwIfAny(errors);
        Release release = lookup.findRelease(id);
        String against = parameters.getFirst("against");
        Release older = against == null ? findBefore(release) : lookup.findRelease(against);
        Policy after = lookup.compilePolicy(release);
        Policy before = lookup.compilePolicy(older);
        List<TableDiff> tables = notes.compareTables(before, after);
        return new ReleaseResponse.Difference(
                release.id(),
                older.id(),
                forCaller(ReportedProblem.of(notes.describeChanges(before, after))),
                tables == null ? null : tables.stream().map(TableDifference::of).toList());
    }

    /** Returns the release that was published before, among those of history for one of history; the release itself if it is the first. */
    private Release findBefore(Release release) {
        return releases.findAll().stream()
                .filter(other -> other.id() < release.id() && other.isHistory() == release.isHistory())
                .max(Comparator.comparing(Release::id))
                .orElse(release);
    }

    private List<ReportedProblem> forCaller(List<ReportedProblem> problems) {
        return guard.permits(Access.AUTHORS) ? problems : ReportedProblem.withoutAuthors(problems);
    }

    private ReleaseResponse toResponse(Release release, @Nullable Release inForce) {
        ReleaseResponse response = ReleaseResponse.of(release, inForce);
        return guard.permits(Access.AUTHORS) ? response : response.withoutAuthors();
    }
}
