package support.entitlement.release;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules directory as a copy of releases, if there is one: which release it was last seen to be, and how releases are written to
 * it. Not thread-safe, but for {@link #files}.
 */
final class DirectoryCopy {

    private static final Logger LOG = LoggerFactory.getLogger(DirectoryCopy.class);

    private final @Nullable RulesDirectory directory;
    private final @Nullable WorkingCopy workingCopy;
    private final LocalMemory memory;

    DirectoryCopy(@Nullable RulesDirectory directory, LocalMemory memory) {
        this.directory = directory;
        this.workingCopy = directory == null ? null : new WorkingCopy(directory, memory);
        this.memory = memory;
    }

    /** What it holds now; null if there is none. */
    @Nullable
    TableFiles files() {
        return directory == null ? null : directory.files();
    }

    /** Where it is; empty if there is none. */
    String path() {
        return directory == null ? "" : directory.path().toAbsolutePath().toString();
    }

    /**
     * Keeps beside it what it shall hold.
     *
     * @throws MemoryUnavailableException if the service cannot keep that it is being written
     */
    void stage(@Nullable TableFiles before, TableFiles after, Release release) throws IOException {
        if (workingCopy != null && before != null) {
            workingCopy.stage(before, after, release);
        }
    }

    /** Writes a release to it, which holds nothing that is not in the log. */
    void write(Release release, TableFiles files, TableFiles here) {
        if (workingCopy == null) {
            return;
        }
        try {
            workingCopy.stage(here, files, release);
            complete(workingCopy, release, files);
        } catch (IOException | MemoryUnavailableException e) {
            LOG.warn("Release {} is in force but cannot be written to {}: {}", release.id(), path(), e.toString());
        }
    }

    /**
     * Finishes a write that was cut short if its release is in the log; forgets it if it is not.
     *
     * @param log reads the files of a release from the log
     * @return whether something was written
     */
    boolean completePendingWrite(Timeline timeline, Function<Release, TableFiles> log) {
        if (workingCopy == null) {
            return false;
        }
        try {
            PendingWrite pending = workingCopy.pending().orElse(null);
            if (pending == null) {
                return false;
            }
            Release release =
                    timeline.find(pending.release()).filter(pending::isOf).orElse(null);
            if (release == null) {
                workingCopy.forget();
                return false;
            }
            complete(workingCopy, release, log.apply(release));
            return true;
        } catch (IOException | MemoryUnavailableException e) {
            LOG.warn("What was to be written to {} cannot be: {}", path(), e.toString());
            return false;
        }
    }

    /** Removes what a write may have left that was finished or forgotten, but for its temporary files. */
    void removeRest() {
        try {
            if (workingCopy != null && workingCopy.pending().isEmpty()) {
                workingCopy.forget();
            }
        } catch (IOException | MemoryUnavailableException e) {
            LOG.warn("What an earlier write has left in {} cannot be removed: {}", path(), e.toString());
        }
    }

    private void complete(WorkingCopy copy, Release release, TableFiles files) throws IOException {
        PendingWrite pending = copy.pending().orElse(null);
        if (pending != null) {
            copy.complete(pending, files);
        }
        remember(release);
    }

    /**
     * Remembers that the directory held this release, or was just made to. It may hold something else by now, if somebody was
     * fast: that is an edit of this release then, and not of the one before.
     */
    void remember(Release release) {
        memory.remember(new LocalMemory.Seen(path(), release.id(), release.digest()));
    }

    /** The release that it was when it was last seen to be one. */
    Optional<LocalMemory.Seen> seen() {
        return memory.seen(path());
    }

    /**
     * Whether it did not change since it was a release, or holds an older one that this service never saw there, as a new machine
     * does.
     */
    boolean isBehind(TableFiles here, Timeline timeline) {
        String digest = here.contentDigest();
        return seen().map(seen -> seen.digest().equals(digest))
                .orElseGet(() -> timeline.all().stream()
                        .anyMatch(release -> release.digest().equals(digest)));
    }
}
