package support.entitlement.web.release;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import support.entitlement.release.Publisher;
import support.entitlement.release.Releases;
import support.entitlement.release.log.Release;
import support.entitlement.release.tables.SentTables;
import support.entitlement.release.tables.TableFiles;
import support.entitlement.web.http.FieldProblem;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemException;
import support.entitlement.web.release.upload.TableUpload;

/** The releases on which uploads are based: their tables are those that the author changed. Thread-safe. */
final class BaseReleases {

    private final Releases releases;
    private final Publisher publisher;

    BaseReleases(Releases releases, Publisher publisher) {
        this.releases = releases;
        this.publisher = publisher;
    }

    /**
     * Finds the release on which an upload is based: the one that it names, or else the one that it would follow.
     *
     * @return null if there is none yet
     * @throws ProblemException if it names an unknown release, or another revision of it
     */
    @Nullable
    Release findBase(TableUpload upload) {
        Long id = upload.basedOn();
        Release before = findPredecessor(upload);
        if (id == null || id == 0 && before == null) {
            return before;
        }
        return releases.findById(id)
                .or(() -> lookForRelease(id))
                .map(release -> requireRevision(release, upload.basedOnRevision()))
                .orElseThrow(() -> new ProblemException(new FieldProblem(
                        ProblemCode.UNKNOWN_RELEASE,
                        "/basedOn",
                        id,
                        "Releases are numbered from 1 to " + releases.findAll().size() + ".")));
    }

    /** Looks in the log for a release that another service may have published just now. */
    private Optional<Release> lookForRelease(long id) {
        publisher.lookAtLog();
        return releases.findById(id);
    }

    private static Release requireRevision(Release base, @Nullable String revision) {
        if (revision == null || revision.equals(base.revision())) {
            return base;
        }
        throw new ProblemException(
                ProblemCode.CONFLICT,
                "Release " + base.id() + " has the revision " + base.revision()
                        + ", so these tables were changed from another one, which had this number before the log was put"
                        + " back, or from none. Look at the release, and send your change again, based on it.");
    }

    /**
     * Requires the revision of a base whose number was given out twice: the author may have seen the one that the log lost.
     *
     * @throws ProblemException if it is not sent
     */
    void requireKnownBase(TableUpload upload, @Nullable Release base) {
        if (base != null && upload.basedOnRevision() == null && publisher.isLost(base.id())) {
            throw new ProblemException(
                    new FieldProblem(
                            ProblemCode.MISSING_FIELD,
                            "/basedOnRevision",
                            null,
                            "“basedOnRevision” is required here: the log was put back, and the number " + base.id()
                                    + " was given out again. Send the revision of the release that these tables were changed from."));
        }
    }

    /** Returns the release that an upload would follow; null if there is none. */
    @Nullable
    Release findPredecessor(TableUpload upload) {
        Instant start = upload.start();
        if (upload.inForceSince() != null) {
            return releases.findInForceAt(start).orElse(null);
        }
        return (start == null ? releases.findPredecessor() : releases.findPredecessorAt(start)).orElse(null);
    }

    /** Returns the files of a base with the changes of an upload. */
    TableFiles mergeTables(TableUpload upload, @Nullable Release base) {
        Map<String, byte[]> before =
                base == null ? Map.of() : releases.readFiles(base).contents();
        return new TableFiles(SentTables.mergeFiles(before, upload.tables(), upload.removed()), List.of());
    }
}
