package support.entitlement.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import support.entitlement.Postgres;
import support.entitlement.database.DatabaseUnavailableException;
import support.entitlement.release.log.Release;
import support.entitlement.release.tables.TableFiles;

class ReleasesOnPostgresTest extends ReleasesTest {

    @Override
    String newDatabase() {
        return Postgres.newDatabase();
    }

    private TestReleases startWithThreeReleases() throws Exception {
        TestReleases one = start();
        publish(one, saying("Support Portal"), 1, null);
        publish(one, saying("Landline"), 2, null);
        return one;
    }

    @Test
    void aLossThatCannotBeKeptYetIsTriedAgainAndNothingElseFailsMeanwhile() throws Exception {
        TestReleases one = startWithThreeReleases();
        putLogBackTo(1);
        whenAnnounced = () -> {
            throw new DatabaseUnavailableException("What the test keeps", new SQLException());
        };

        one.publisher().lookAtLog();
        assertThat(one.publisher().isLost(3)).isTrue();
        one.followLog();

        PolicyStatus status = one.current().status();
        assertThat(status.logAway()).isNull();
        assertThat(status.logRewound().why())
                .contains("has lost releases 2 to 3,")
                .contains("A draft keeps the tables of release 3:")
                .endsWith("The tables of release 2 are not known here: they are gone unless a draft of another service"
                        + " keeps them.");

        whenAnnounced = () -> {};
        lostTables.clear();
        one.followLog();
        one.followLog();
        assertThat(lostTables).hasSize(1);
    }

    @Test
    void releasesThatTheLogHasAgainBeforeTheyAreKeptAreNotLost() throws Exception {
        TestReleases one = startWithThreeReleases();
        Release second = one.releases().findById(2).orElseThrow();
        TableFiles landline =
                one.releases().readFiles(one.releases().findById(3).orElseThrow());
        Release third = one.releases().findById(3).orElseThrow();
        putLogBackTo(1);
        one.publisher().lookAtLog();
        assertThat(one.current().status().logRewound().lost()).containsExactly(2L, 3L);

        one.log().addRelease(second, List.of(), saying("Support Portal"), () -> {});
        one.log().addRelease(third, List.of(), landline, () -> {});
        one.followLog();

        assertThat(one.current().status().logRewound()).isNull();
        assertThat(one.publisher().isLost(2)).isFalse();
        assertThat(lostTables).isEmpty();
    }

    @Test
    void ofReleasesOfWhichTheLogHasSomeAgainOnlyTheOthersAreLost() throws Exception {
        TestReleases one = startWithThreeReleases();
        Release second = one.releases().findById(2).orElseThrow();
        putLogBackTo(1);
        one.publisher().lookAtLog();

        one.log().addRelease(second, List.of(), saying("Support Portal"), () -> {});
        one.followLog();

        PolicyStatus.LogRewound rewound = one.current().status().logRewound();
        assertThat(rewound.lost()).containsExactly(3L);
        assertThat(rewound.lastKept()).isEqualTo(2);
        assertThat(rewound.serving()).isEqualTo(3);
        assertThat(one.publisher().isLost(2)).isFalse();
        assertThat(one.publisher().isLost(3)).isTrue();
    }

    @Test
    void aStandbyServerThatLagsHasLostNothingUnlessItHasAnotherReleaseWithAKnownNumber() throws Exception {
        publish(start(), saying("Support Portal"), 1, null);
        String standby = database + "&options=-c%20default_transaction_read_only=on";
        TestReleases replica = start(standby, Path.of(""), "other memory");
        putLogBackTo(1);

        replica.followLog();

        assertThat(replica.ids()).containsExactly(1L, 2L);
        assertThat(replica.current().status().logRewound()).isNull();
        assertThat(replica.current().status().logReadOnly()).isNotNull();
        publish(start(database, Path.of(""), "third memory"), saying("Landline"), 1, null);
        replica.followLog();
        assertThat(channel(replica)).isEqualTo("Landline");
    }

    @Test
    void aServiceWhoseDatabaseHasRefusedItsUserSinceTheStartIsToldFromOneThatWasRefusedLater() {
        TestReleases refused = start(database.replaceFirst("user=[^&]*", "user=nobody"), rules, "memory");

        assertThat(channel(refused)).isEqualTo("Support Forum");
        assertThat(refused.current().status().logAway().refused()).isTrue();
        assertThat(refused.current().status().logAway().why())
                .isEqualTo("The log of releases refuses this service: its user or password is not accepted.");
    }

    @Test
    void aDirectoryThatIsNewerThanALogThatWasPutBackBecomesAReleaseAgain() throws Exception {
        publish(start(), saying("Support Portal"), 1, null);
        putLogBackTo(1);

        TestReleases again = start();

        assertThat(again.ids()).containsExactly(1L, 2L);
        assertThat(channel(again)).isEqualTo("Support Portal");
        assertThat(channelIn(rules)).isEqualTo("Support Portal");
    }

    @Test
    void aDirectoryWithALostReleaseDoesNotUndoWhatWasPublishedSince() throws Exception {
        TestReleases one = startWithThreeReleases();
        putLogBackTo(1);
        clock.advance(Duration.ofMinutes(1));
        publish(start(database, Path.of(""), "other memory"), saying("Support Portal"), 1, null);

        TestReleases again = start();

        assertThat(again.ids()).containsExactly(1L, 2L);
        assertThat(channel(again)).isEqualTo("Support Portal");
        assertThat(channelIn(rules)).isEqualTo("Support Portal");
    }
}
