package support.entitlement.release.directory;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import support.entitlement.release.log.Release;
import support.entitlement.release.log.ReleaseTimeline;
import support.entitlement.release.tables.TableFiles;

/**
 * The rules directory as a working copy of the release in force. It may be missing; then nothing is read or written. Not
 * thread-safe, except {@link #readFiles} and {@link #countWrites}.
 */
public final class WorkingCopy {

    private static final Logger LOG = LoggerFactory.getLogger(WorkingCopy.class);

    private final @Nullable RulesDirectory directory;
    private final @Nullable DirectoryWriter writer;
    private final LocalReleaseStore memory;
    private final AtomicLong writes = new AtomicLong();

    public WorkingCopy(@Nullable RulesDirectory directory, LocalReleaseStore memory) {
        this.directory = directory;
        this.writer = directory == null ? null : new DirectoryWriter(directory, memory);
        this.memory = memory;
    }

    /** Returns how many releases this service has written to the directory since it started. */
    public long countWrites() {
        return writes.get();
    }

    /** Reads the content of the directory; null if there is none. */
    public @Nullable TableFiles readFiles() {
        return directory == null ? null : directory.readFiles();
    }

    /** Returns the absolute path of the directory; empty if there is none. */
    public String path() {
        return directory == null ? "" : directory.path().toAbsolutePath().toString();
    }

    /**
     * Prepares the write of a release.
     *
     * @throws LocalStoreUnavailableException if the service cannot keep a note of the write
     * @throws IOException if the directory cannot be written
     */
    public void stageWrite(@Nullable TableFiles before, TableFiles after, Release release) throws IOException {
        if (writer != null && before != null) {
            writer.stageWrite(before, after, release);
        }
    }

    /**
     * Writes a release to the directory, whose content is in the log. A failure is logged; the directory is then behind the log.
     */
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
        LOG.warn("The interrupted write to {} cannot be completed: {}", path(), e.toString());
    }

    /** Removes the temporary files of writes that were completed or forgotten. */
    public void removeRest() {
        try {
            if (writer != null && writer.findPendingWrite().isEmpty()) {
                writer.forgetWrite();
            }
        } catch (IOException | LocalStoreUnavailableException e) {
            LOG.warn("The temporary files of an earlier write in {} cannot be removed: {}", path(), e.toString());
        }
    }

    private void completeWrite(DirectoryWriter copy, Release release, TableFiles files) throws IOException {
        PendingWrite pending = copy.findPendingWrite().orElse(null);
        if (pending != null) {
            copy.completeWrite(pending, files);
            writes.incrementAndGet();
        }
        recordDirectoryState(release);
    }

    /** Records that the directory was last synchronised with this release. Any later difference is an edit of this release. */
    public void recordDirectoryState(Release release) {
        memory.keepDirectoryState(new LocalReleaseStore.Seen(path(), release.id(), release.digest()));
    }

    /** Returns the release with which the directory was last synchronised. */
    public Optional<LocalReleaseStore.Seen> findDirectoryState() {
        return memory.findDirectoryState(path());
    }

    /**
     * Returns true if the content is an older release: unchanged since the last synchronisation, or any release of the log if
     * there was none, as on a new machine.
     */
    public boolean isBehind(TableFiles here, ReleaseTimeline timeline) {
        String digest = here.contentDigest();
        return findDirectoryState()
                .map(seen -> seen.digest().equals(digest))
                .orElseGet(() -> timeline.allReleases().stream()
                        .anyMatch(release -> release.digest().equals(digest)));
    }
}
