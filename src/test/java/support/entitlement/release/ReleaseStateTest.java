package support.entitlement.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import support.entitlement.release.log.Release;
import support.entitlement.release.log.ReleaseLog;
import support.entitlement.release.log.ReleaseTimeline;
import tools.jackson.databind.json.JsonMapper;

/** The locking rule of the releases, and what is known of them while several threads read the log. */
class ReleaseStateTest {

    private final CurrentPolicy current = new CurrentPolicy(event -> {}, Clock.systemUTC());
    private final ReleaseState state = new ReleaseState(current, Clock.systemUTC());

    @Test
    void theLogIsNotAccessedWithTheStateLock() {
        assertThatThrownBy(() -> state.locks().makeChange(state.locks()::requireNoStateLock))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("state lock");
    }

    @Test
    void whatWasReadBeforeTheLogWasPutBackIsNotAddedToWhatItHasNow() {
        List<Release> five = chain(5);
        state.addReleases(state.timeline(), five);
        ReleaseTimeline known = state.timeline();
        ReleaseTimeline putBack = ReleaseTimeline.EMPTY.withReleases(five.subList(0, 3));
        assertThat(state.replaceTimeline(known, putBack)).isTrue();
        Release sixth = follow(five.get(4));

        assertThat(state.addReleases(known, List.of(five.get(4), sixth))).isFalse();
        assertThat(state.addPublished(sixth)).isFalse();
        assertThat(state.addPublished(new Release(
                        4, "other", "digest", "ada", "http", "", Instant.EPOCH, Instant.EPOCH, null, "other")))
                .isFalse();
        assertThat(state.timeline()).isSameAs(putBack);
        assertThat(state.addPublished(five.get(3))).isTrue();
        assertThat(state.addPublished(five.get(3))).as("known already").isTrue();
        assertThat(state.timeline().allReleases()).isEqualTo(five.subList(0, 4));
    }

    private static List<Release> chain(int count) {
        return Stream.iterate(follow(null), ReleaseStateTest::follow)
                .limit(count)
                .toList();
    }

    private static Release follow(@Nullable Release last) {
        return new Release(
                last == null ? 1 : last.id() + 1,
                "revision",
                "digest",
                "ada",
                "http",
                "",
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                last == null ? null : last.chainDigest());
    }

    @Test
    void callersWhoWaitForReleasesDoNotMakeTheServiceLookAtTheLogMoreThanAFewTimesASecond() {
        AtomicInteger looks = new AtomicInteger();
        ReleaseLog log = new ReleaseLog(new HikariDataSource(), JsonMapper.shared());
        Releases releases = new Releases(state, current, log, null, null, Clock.systemUTC(), looks::incrementAndGet);

        assertThat(releases.awaitRelease(999_999_999_999_999_999L, Duration.ofDays(1)))
                .isFalse();
        assertThat(looks).hasValue(0);
        long start = System.nanoTime();
        IntStream.range(0, 12).forEach(call -> releases.awaitRelease(100, Duration.ofMillis(25)));

        long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
        assertThat(looks.longValue()).isBetween(1L, 1 + millis / 200);
    }

    @Test
    void theLossOfReleasesIsReportedUntilTheReleaseInForceComesAfterWhatTheLogKept() {
        Release kept = chain(1).get(0);
        PolicyStatus status = PolicyStatus.UNKNOWN.withLogRewound(
                new PolicyStatus.LogRewound(Instant.EPOCH, 1, List.of(2L), 2L, "why"));

        assertThat(status.withServed(kept).logRewound().lost()).containsExactly(2L);
        assertThat(status.withServed(kept).logRewound().serving()).isNull();
        assertThat(status.withServed(follow(kept)).logRewound()).isNull();
    }

    @Test
    void theLogIsAccessedWithThePublishingLockOrNone() {
        assertThatNoException().isThrownBy(() -> state.locks().runInPublishingTurn(state.locks()::requireNoStateLock));
        assertThatNoException().isThrownBy(state.locks()::requireNoStateLock);
    }
}
