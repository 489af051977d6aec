package support.entitlement.release.directory;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import support.entitlement.release.log.Release;
import support.entitlement.release.log.ReleaseTimeline;
import support.entitlement.release.tables.TableFiles;

/**
 * The rules directory as a copy of releases, if there is one: which release it was last seen to be, and how releases are written to
 * it. Not thread-safe, but for {@link #readFiles}.
 */
public final class WorkingCopy {

    private static final Logger LOG = LoggerFactory.getLogger(WorkingCopy.class);

    private final @Nullable RulesDirectory directory;
    private final @Nullable DirectoryWriter writer;
    private final LocalReleaseStore memory;

    public WorkingCopy(@Nullable RulesDirectory directory, LocalReleaseStore memory) {
        this.directory = directory;
        this.writer = directory == null ? null : new DirectoryWriter(directory, memory);
        this.memory = memory;
    }

    /** What it holds now; null if there is none. */
    public @Nullable TableFiles readFiles() {
        return directory == null ? null : directory.readFiles();
    }

    /** Where it is; empty if there is none. */
    public String path() {
        return directory == null ? "" : directory.path().toAbsolutePath().toString();
    }

    /**
     * Keeps beside it what it shall hold.
     *
     * @throws LocalStoreUnavailableException if the service cannot keep that it is being written
     */
    public void stageWrite(@Nullable TableFiles before, TableFiles after, Release release) throws IOException {
        if (writer != null && before != null) {
            writer.stageWrite(before, after, release);
        }
    }

    /** Writes a release to it, which holds nothing that is not in the log. */
    public void writeRelease(Release release, TableFiles files, TableFiles here) {
        if (writer == null) {
            return;
        }
        try {
            writer.stageWrite(here, files, release);
            completeWrite(writer, release, files);
        } catch (IOException | LocalStoreUnavailableException e) {
            LOG.warn("Release {} is in force but cannot be written to {}: {}", release.id(), path(), e.toString());
        }
    }

    /** Returns the release whose write was interrupted. A write of a release that is not in the log is forgotten. */
    public Optional<Release> findPendingRelease(ReleaseTimeline timeline) {
        if (writer == null) {
            return Optional.empty();
        }
        try {
            Optional<PendingWrite> pending = writer.findPendingWrite();
            Optional<Release> release =
                    pending.flatMap(write -> timeline.findById(write.release()).filter(write::isOf));
            if (pending.isPresent() && release.isEmpty()) {
                writer.forgetWrite();
            }
            return release;
        } catch (IOException | LocalStoreUnavailableException e) {
            warnNotCompleted(e);
            return Optional.empty();
        }
    }

    /**
     * Completes the write of a release, if that is the write which was interrupted.
     *
     * @return true if something was written
     */
    public boolean completePendingWrite(Release release, TableFiles files) {
        if (writer == null) {
            return false;
        }
        try {
            if (writer.findPendingWrite().filter(write -> write.isOf(release)).isEmpty()) {
                return false;
            }
            completeWrite(writer, release, files);
            return true;
        } catch (IOException | LocalStoreUnavailableException e) {
            warnNotCompleted(e);
            return false;
        }
    }

    private void warnNotCompleted(Exception e) {
        LOG.warn("What was to be written to {} cannot be: {}", path(), e.toString());
    }

    /** Removes what a write may have left that was finished or forgotten, but for its temporary files. */
    public void removeRest() {
        try {
            if (writer != null && writer.findPendingWrite().isEmpty()) {
                writer.forgetWrite();
            }
        } catch (IOException | LocalStoreUnavailableException e) {
            LOG.warn("What an earlier write has left in {} cannot be removed: {}", path(), e.toString());
        }
    }

    private void completeWrite(DirectoryWriter copy, Release release, TableFiles files) throws IOException {
        PendingWrite pending = copy.findPendingWrite().orElse(null);
        if (pending != null) {
            copy.completeWrite(pending, files);
        }
        recordDirectoryState(release);
    }

    /**
     * Remembers that the directory held this release, or was just made to. It may hold something else by now, if somebody was
     * fast: that is an edit of this release then, and not of the one before.
     */
    public void recordDirectoryState(Release release) {
        memory.keepDirectoryState(new LocalReleaseStore.Seen(path(), release.id(), release.digest()));
    }

    /** The release that it was when it was last seen to be one. */
    public Optional<LocalReleaseStore.Seen> findDirectoryState() {
        return memory.findDirectoryState(path());
    }

    /**
     * Whether it did not change since it was a release, or holds an older one that this service never saw there, as a new machine
     * does.
     */
    public boolean isBehind(TableFiles here, ReleaseTimeline timeline) {
        String digest = here.contentDigest();
        return findDirectoryState()
                .map(seen -> seen.digest().equals(digest))
                .orElseGet(() -> timeline.allReleases().stream()
                        .anyMatch(release -> release.digest().equals(digest)));
    }
}
