package support.entitlement.release;

import java.io.IOException;
import java.util.Optional;
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
        this.workingCopy = directory == null ? null : new WorkingCopy(directory);
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

    /** Keeps beside it what it shall hold. */
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
            workingCopy.apply();
            remember(release);
        } catch (IOException e) {
            LOG.warn("Release {} is in force but cannot be written to {}: {}", release.id(), path(), e.toString());
        }
    }

    /**
     * Finishes a write that was cut short if its release is in the log; forgets it if it is not.
     *
     * @return whether something was written
     */
    boolean completePendingWrite(Timeline timeline) {
        if (workingCopy == null) {
            return false;
        }
        try {
            if (!workingCopy.isStaged()) {
                return false;
            }
            for (Release release : timeline.all()) {
                if (workingCopy.isStaged(release)) {
                    workingCopy.apply();
                    remember(release);
                    return true;
                }
            }
            workingCopy.forget();
        } catch (IOException e) {
            LOG.warn("What was to be written to {} cannot be: {}", path(), e.toString());
        }
        return false;
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
