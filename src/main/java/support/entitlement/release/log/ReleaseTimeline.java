package support.entitlement.release.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The order in which releases are in force. At each instant the release is in force that began last. Immutable.
 *
 * <p>No release begins before it is published, other than history, which ends where the first of the others begins. From there on, the
 * release in force at an instant in the past thus never changes to another one. Before, it does each time that history is added: the new
 * release is then in force from its beginning, where the last of the history was or none. A scheduled release comes into force at its time even if another was published meanwhile; to cancel it, publish one that begins at the same
 * instant.
 */
public final class ReleaseTimeline {

    public static final ReleaseTimeline EMPTY = new ReleaseTimeline(List.of());

    private final List<Release> byId;
    private final Map<Long, Release> byNumber = new HashMap<>();
    private final NavigableMap<Instant, Release> byStart = new TreeMap<>();

    private ReleaseTimeline(List<Release> byId) {
        this.byId = byId;
        byId.forEach(release -> byNumber.put(release.id(), release));
        byId.forEach(release -> byStart.put(release.effectiveFrom(), release)); // The last of one instant prevails.
    }

    /**
     * Returns a timeline with a release that has just been added to the log. Empty if it does not follow the last one: the log was put
     * back meanwhile.
     */
    public Optional<ReleaseTimeline> withNext(Release published) {
        if (contains(published)) {
            return Optional.of(this);
        }
        String before = published.previousDigest();
        boolean follows = published.id() == lastId() + 1
                && (before == null
                        || findLast()
                                .filter(last -> before.equals(last.chainDigest()))
                                .isPresent());
        return follows ? Optional.of(withReleases(List.of(published))) : Optional.empty();
    }

    /** Returns a timeline with further releases, which were published after all others; those up to the last one are skipped. */
    public ReleaseTimeline withReleases(List<Release> published) {
        List<Release> later =
                published.stream().filter(release -> release.id() > lastId()).toList();
        if (later.isEmpty()) {
            return this;
        }
        List<Release> all = new ArrayList<>(byId);
        all.addAll(later);
        all.sort(Comparator.comparing(Release::id));
        return new ReleaseTimeline(List.copyOf(all));
    }

    /** Returns all releases, the first published first. */
    public List<Release> allReleases() {
        return byId;
    }

    /** Returns the number of the release that was published last; 0 if there is none. */
    public long lastId() {
        return byId.isEmpty() ? 0 : byId.get(byId.size() - 1).id();
    }

    /** Returns the instant at which the last release was published; {@link Instant#MIN} if there is none. */
    public Instant lastPublishedAt() {
        return byId.isEmpty() ? Instant.MIN : byId.get(byId.size() - 1).created();
    }

    /** Returns the release that was published last; empty if there is none. */
    public Optional<Release> findLast() {
        return byId.isEmpty() ? Optional.empty() : Optional.of(byId.get(byId.size() - 1));
    }

    /** Returns true if this very release is among them, and not another one with its number. */
    public boolean contains(Release release) {
        return findById(release.id()).filter(release::equals).isPresent();
    }

    /** Returns the releases after {@code id} that carry another digest than that of the one before. */
    public List<Release> findBreaks(long id) {
        return byId.stream()
                .filter(release -> release.id() > id && release.previousDigest() != null)
                .filter(release -> findById(release.id() - 1)
                        .filter(before -> before.chainDigest().equals(release.previousDigest()))
                        .isEmpty())
                .toList();
    }

    /** Returns the releases after {@code id} that carry no digest of the one before, though there is one. */
    public List<Release> findUnchained(long id) {
        return byId.stream()
                .filter(release -> release.id() > Math.max(1, id) && release.previousDigest() == null)
                .toList();
    }

    /** Returns the releases of this timeline that another one does not have, the first published first. */
    public List<Release> findMissingIn(ReleaseTimeline other) {
        return byId.stream().filter(release -> !other.contains(release)).toList();
    }

    /** Returns the release with a number, even if numbers before it are missing. */
    public Optional<Release> findById(long id) {
        return Optional.ofNullable(byNumber.get(id));
    }

    /** Returns the release in force at an instant; empty before the first. */
    public Optional<Release> inForceAt(Instant instant) {
        return Optional.ofNullable(byStart.floorEntry(instant)).map(Map.Entry::getValue);
    }

    /** Returns the release that this one followed when it was published, in the order in which releases come into force. */
    public Optional<Release> predecessorOf(Release release) {
        return byId.stream()
                .filter(other ->
                        other.id() < release.id() && !other.effectiveFrom().isAfter(release.effectiveFrom()))
                .max(Release.IN_FORCE);
    }

    /**
     * Returns the reason why no release of history may begin at an instant, in a sentence; empty if one may. History is added in order,
     * and before all releases that were published for their own time, once the first of these is in force.
     */
    public Optional<String> refuseHistory(Instant begins, Instant now) {
        Optional<Release> first =
                byId.stream().filter(release -> !release.isHistory()).min(Release.IN_FORCE);
        if (first.isEmpty()) {
            return Optional.of("No policy is in force yet. Publish that of today first.");
        }
        if (first.get().effectiveFrom().isAfter(now)) {
            return Optional.of(
                    "No policy is in force yet: release " + first.get().id() + " comes into force at "
                            + first.get().effectiveFrom() + ". Publish history after that.");
        }
        if (!begins.isBefore(first.get().effectiveFrom())) {
            return Optional.of("History ends where release " + first.get().id() + " came into force, at "
                    + first.get().effectiveFrom() + ": what has been in force since does not change.");
        }
        return byId.stream()
                .filter(Release::isHistory)
                .max(Release.IN_FORCE)
                .filter(last -> !begins.isAfter(last.effectiveFrom()))
                .map(last ->
                        "History is added in order, and release " + last.id() + ", which was added last, begins at "
                                + last.effectiveFrom() + ". This one must begin after it.");
    }

    /** Returns the first instant after this one at which another release comes into force. */
    public Optional<Instant> nextAfter(Instant instant) {
        return Optional.ofNullable(byStart.higherKey(instant));
    }
}
