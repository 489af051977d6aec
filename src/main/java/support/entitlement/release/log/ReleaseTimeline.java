package support.entitlement.release.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which release is in force when: of those that have begun, the one that began last. Immutable.
 *
 * <p>Since no release begins before it is published, what was in force at an instant that has passed never changes. A
 * release that was scheduled comes into force at its time, also if another was published meanwhile; to call it off,
 * publish one that begins at the same instant.
 */
public final class ReleaseTimeline {

    public static final ReleaseTimeline EMPTY = new ReleaseTimeline(List.of(), List.of());

    private final List<Release> byId;
    private final List<Release> inForce;

    private ReleaseTimeline(List<Release> byId, List<Release> inForce) {
        this.byId = byId;
        this.inForce = inForce;
    }

    /** These releases as well, which were published after all others. */
    public ReleaseTimeline withReleases(List<Release> published) {
        if (published.isEmpty()) {
            return this;
        }
        List<Release> all = new ArrayList<>(byId);
        all.addAll(published);
        all.sort(Comparator.comparing(Release::id));
        return new ReleaseTimeline(
                List.copyOf(all), all.stream().sorted(Release.IN_FORCE).toList());
    }

    /** All releases, the first published first. */
    public List<Release> allReleases() {
        return byId;
    }

    /** The number of the release that was published last; 0 if there is none. */
    public long lastId() {
        return byId.isEmpty() ? 0 : byId.get(byId.size() - 1).id();
    }

    /** When the release that was published last was published; long ago if there is none. */
    public Instant lastPublishedAt() {
        return byId.isEmpty() ? Instant.MIN : byId.get(byId.size() - 1).created();
    }

    public Optional<Release> findById(long id) {
        return id < 1 || id > byId.size() ? Optional.empty() : Optional.of(byId.get((int) id - 1));
    }

    /** The release in force at an instant; none before the first. */
    public Optional<Release> inForceAt(Instant instant) {
        int begun = begunAt(instant);
        return begun == 0 ? Optional.empty() : Optional.of(inForce.get(begun - 1));
    }

    /** The release that one followed when it was published, in the order in which they come into force. */
    public Optional<Release> predecessorOf(Release release) {
        return inForce.stream()
                .filter(other ->
                        other.id() < release.id() && !other.effectiveFrom().isAfter(release.effectiveFrom()))
                .reduce((first, last) -> last);
    }

    /** The first instant after this one at which another release comes into force. */
    public Optional<Instant> nextAfter(Instant instant) {
        int begun = begunAt(instant);
        return begun == inForce.size()
                ? Optional.empty()
                : Optional.of(inForce.get(begun).effectiveFrom());
    }

    /** How many have begun. */
    private int begunAt(Instant instant) {
        int low = 0;
        int high = inForce.size();
        while (low < high) {
            int middle = (low + high) / 2;
            if (inForce.get(middle).effectiveFrom().isAfter(instant)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
