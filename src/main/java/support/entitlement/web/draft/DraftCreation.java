package support.entitlement.web.draft;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import support.entitlement.draft.Draft;
import support.entitlement.draft.Drafts;
import support.entitlement.release.Publisher;
import support.entitlement.release.Releases;
import support.entitlement.release.log.Release;
import support.entitlement.release.tables.SentTables;
import support.entitlement.release.tables.TableFiles;
import support.entitlement.table.problem.Problem;
import support.entitlement.web.http.FieldProblem;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemException;

/** Creates drafts from releases, from uploads and from the rules directory. Thread-safe. */
@Component
class DraftCreation {

    private final Drafts drafts;
    private final Releases releases;
    private final Publisher publisher;

    DraftCreation(Drafts drafts, Releases releases, Publisher publisher) {
        this.drafts = drafts;
        this.releases = releases;
        this.publisher = publisher;
    }

    /**
     * Creates a draft.
     *
     * @throws ProblemException if it is based on no known release, or if there are too many drafts or files
     */
    Draft createDraft(DraftRequest request, String author) {
        Release base = findBase(request.upload().basedOn());
        SortedMap<String, byte[]> released =
                base == null ? new TreeMap<>() : releases.readFiles(base).contents();
        SortedMap<String, byte[]> files = request.fromDirectory()
                ? readDirectory(released)
                : SentTables.mergeFiles(
                        released, request.upload().tables(), request.upload().removed());
        if (files.size() > Drafts.MAX_FILES) {
            throw new ProblemException(
                    ProblemCode.TOO_MANY_FILES, "A draft may have up to " + Drafts.MAX_FILES + " files.");
        }
        return drafts.createDraft(request.name(), base, files, author)
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.TOO_MANY_DRAFTS,
                        "There may be up to " + Drafts.MAX_OPEN + " open drafts. Publish or delete some first."));
    }

    /** Returns the files of the rules directory; those that cannot be read are as in the release. */
    private SortedMap<String, byte[]> readDirectory(Map<String, byte[]> released) {
        TableFiles directory = releases.readDirectory()
                .orElseThrow(() -> new ProblemException(new FieldProblem(
                        ProblemCode.UNKNOWN_FILE, "/from", "directory", "This service has no rules directory.")));
        SortedMap<String, byte[]> files = new TreeMap<>(directory.contents());
        for (Problem problem : directory.problems()) {
            String name = problem.place().file();
            if (released.containsKey(name)) {
                files.putIfAbsent(name, released.get(name));
            }
        }
        return files;
    }

    private @Nullable Release findBase(@Nullable Long wanted) {
        Release newest = releases.findPredecessor().orElse(null);
        if (wanted == null || wanted == 0 && newest == null) {
            return newest;
        }
        return releases.findById(wanted)
                .or(() -> lookForRelease(wanted))
                .orElseThrow(() -> new ProblemException(new FieldProblem(
                        ProblemCode.UNKNOWN_RELEASE,
                        "/basedOn",
                        wanted,
                        "Releases are numbered from 1 to " + releases.findAll().size() + ".")));
    }

    /** Looks in the log for a release that another service may have published just now. */
    private Optional<Release> lookForRelease(long id) {
        publisher.lookAtLog();
        return releases.findById(id);
    }
}
