package support.entitlement.release.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the timeline with the definitions of its answers, for releases of which some begin at the same instant. */
class ReleaseTimelineTest {

    private static final int LAST_SECOND = 12;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 20})
    void atEachInstantTheReleaseThatBeganLastIsInForceAndTheNextOneIsKnown(int count) {
        List<Release> releases = releases(count);
        ReleaseTimeline timeline = ReleaseTimeline.EMPTY
                .withReleases(releases.subList(0, count / 2))
                .withReleases(releases.subList(count / 2, count));

        assertThat(timeline.allReleases()).isEqualTo(releases);
        for (int second = -1; second <= LAST_SECOND; second++) {
            Instant instant = Instant.ofEpochSecond(second);
            Predicate<Release> begun = release -> !release.effectiveFrom().isAfter(instant);
            assertThat(timeline.inForceAt(instant)).isEqualTo(lastOf(releases, begun));
            assertThat(timeline.nextAfter(instant))
                    .isEqualTo(releases.stream()
                            .filter(begun.negate())
                            .map(Release::effectiveFrom)
                            .min(Comparator.naturalOrder()));
        }
    }

    @Test
    void aReleaseFollowsTheOneThatWasInForceAtItsBeginningWhenItWasPublished() {
        List<Release> releases = releases(20);
        ReleaseTimeline timeline = ReleaseTimeline.EMPTY.withReleases(releases);

        for (Release release : releases) {
            assertThat(timeline.predecessorOf(release))
                    .isEqualTo(lastOf(
                            releases.subList(0, (int) release.id() - 1),
                            other -> !other.effectiveFrom().isAfter(release.effectiveFrom())));
        }
    }

    @Test
    void releasesAreFoundByTheirNumbersThoughSomeAreMissing() {
        List<Release> releases = releases(6);
        List<Release> some = List.of(releases.get(0), releases.get(1), releases.get(4), releases.get(5));
        ReleaseTimeline timeline = ReleaseTimeline.EMPTY.withReleases(some);

        for (Release release : releases) {
            assertThat(timeline.findById(release.id()))
                    .isEqualTo(Optional.of(release).filter(some::contains));
        }
        assertThat(timeline.findById(7)).isEmpty();
        assertThat(timeline.findLast()).contains(releases.get(5));
    }

    @Test
    void historyIsAddedOnceTheFirstOtherReleaseIsInForce() {
        Instant start = Instant.ofEpochSecond(100);
        ReleaseTimeline timeline = ReleaseTimeline.EMPTY.withReleases(
                List.of(new Release(1, "revision", "digest", "ada", "http", "", Instant.EPOCH, start, null, null)));

        assertThat(timeline.refuseHistory(Instant.EPOCH, start.minusSeconds(1)))
                .hasValueSatisfying(why -> assertThat(why).contains("release 1 comes into force at " + start));
        assertThat(timeline.refuseHistory(Instant.EPOCH, start)).isEmpty();
    }

    private static Optional<Release> lastOf(List<Release> releases, Predicate<Release> begun) {
        return releases.stream()
                .filter(begun)
                .max(Comparator.comparing(Release::effectiveFrom).thenComparing(Release::id));
    }

    private static List<Release> releases(int count) {
        Random random = new Random(count);
        List<Release> releases = new ArrayList<>();
        for (int id = 1; id <= count; id++) {
            Instant start = Instant.ofEpochSecond(random.nextInt(LAST_SECOND));
            releases.add(new Release(id, "revision", "digest", "ada", "http", "", Instant.EPOCH, start, null, null));
        }
        return releases;
    }
}
