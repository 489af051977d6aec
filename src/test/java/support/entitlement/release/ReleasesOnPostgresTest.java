package support.entitlement.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import support.entitlement.Postgres;

class ReleasesOnPostgresTest extends ReleasesTest {

    @Override
    String newDatabase() {
        return Postgres.newDatabase();
    }

    @Test
    void aServiceThatRemembersAReleaseWhichTheLogHasLostSaysSoAndServesWhatTheLogHas() throws Exception {
        TestReleases one = start();
        TestReleases replica = start(database, Path.of(""), "other memory");
        publish(one, saying("Support Portal"), 1, null);
        replica.followLog();
        putLogBackTo(1);

        TestReleases again = start(database, Path.of(""), "other memory");
        again.followLog();

        assertThat(channel(again)).isEqualTo("Support Forum");
        assertThat(again.current().status().logRewound().lost()).containsExactly(2L);
        assertThat(again.current().status().logRewound().serving()).isNull();
        assertThat(lostTables).hasSize(1);
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
        TestReleases one = start();
        publish(one, saying("Support Portal"), 1, null);
        publish(one, saying("Landline"), 2, null);
        putLogBackTo(1);
        clock.advance(Duration.ofMinutes(1));
        publish(start(database, Path.of(""), "other memory"), saying("Support Portal"), 1, null);

        TestReleases again = start();

        assertThat(again.ids()).containsExactly(1L, 2L);
        assertThat(channel(again)).isEqualTo("Support Portal");
        assertThat(channelIn(rules)).isEqualTo("Support Portal");
    }
}
