package support.entitlement.web.table;

import io.swagger.v3.oas.annotations.Operation;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import support.entitlement.policy.Policy;
import support.entitlement.release.Releases;
import support.entitlement.release.log.Release;
import support.entitlement.security.Access;
import support.entitlement.security.AccessGuard;
import support.entitlement.security.RequiresAccess;
import support.entitlement.table.Table;
import support.entitlement.web.documentation.annotation.DocumentedAnswer;
import support.entitlement.web.server.CallerConnection;

/** Shows which releases wrote the rows of a table, and which rows no scenario reaches. */
@RestController
public class OriginController {

    private final Releases releases;
    private final ReleaseLookup lookup;
    private final TableOrigins origins;
    private final ReleaseCoverage coverage;
    private final AccessGuard guard;

    OriginController(
            Releases releases,
            ReleaseLookup lookup,
            TableOrigins origins,
            ReleaseCoverage coverage,
            AccessGuard guard) {
        this.releases = releases;
        this.lookup = lookup;
        this.origins = origins;
        this.coverage = coverage;
        this.guard = guard;
    }

    @Operation(summary = "The releases that wrote the cells of a table as they are")
    @DocumentedAnswer(says = "The rows of the table, each with the release of each cell, and these releases")
    @RequiresAccess(Access.POLICY)
    @GetMapping(path = "/v1/policy/releases/{id}/tables/{name}/blame", produces = MediaType.APPLICATION_JSON_VALUE)
    BlameResponse showBlame(@PathVariable String id, @PathVariable String name) {
        Release release = lookup.findRelease(id);
        Table table = TableLookup.findTable(lookup.compilePolicy(release), name);
        List<List<Long>> found = origins.findOrigins(release, table, CallerConnection.hasCallerLeft());
        boolean withAuthors = guard.permits(Access.AUTHORS);
        List<BlameResponse.WritingRelease> writers = found.stream()
                .flatMap(Collection::stream)
                .distinct()
                .sorted()
                .map(releases::findById)
                .flatMap(Optional::stream)
                .map(writer -> BlameResponse.WritingRelease.of(writer, withAuthors))
                .toList();
        return BlameResponse.of(table, found, writers);
    }

    @Operation(summary = "The rows of a release that none of its scenarios reaches")
    @DocumentedAnswer(says = "The tables with the numbers of these rows")
    @RequiresAccess(Access.SOURCES)
    @GetMapping(path = "/v1/policy/releases/{id}/coverage", produces = MediaType.APPLICATION_JSON_VALUE)
    CoverageResponse showCoverage(@PathVariable String id) {
        Release release = lookup.findRelease(id);
        Policy policy = lookup.compilePolicy(release);
        return coverage.findCoverage(release, policy, CallerConnection.hasCallerLeft());
    }
}
