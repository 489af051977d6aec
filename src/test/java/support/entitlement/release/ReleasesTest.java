package support.entitlement.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import support.entitlement.EditedTables;
import support.entitlement.ExpectedErrors;
import support.entitlement.MovableClock;
import support.entitlement.background.BackgroundTasks;
import support.entitlement.background.Heartbeats;
import support.entitlement.database.DatabaseUnavailableException;
import support.entitlement.decision.Query;
import support.entitlement.policy.Compilation;
import support.entitlement.policy.Policy;
import tools.jackson.databind.json.JsonMapper;

/** How releases come to be, in force and back again. The same on each database. */
@ExpectedErrors({"is refused for these problems", "The test has broken"})
abstract class ReleasesTest {

    private static final Query FREE = new Query("Free", "Issue reports", null, null, null, null, Map.of());
    private static final List<String> FREE_REPORTS = List.of("Basic", "Issue reports");

    private final MovableClock clock = new MovableClock("2026-03-06T08:00:00Z");
    private final List<Releases> started = new ArrayList<>();
    private final List<HikariDataSource> pools = new ArrayList<>();
    private final String database = newDatabase();
    private final AtomicBoolean breaking = new AtomicBoolean();
    private final AtomicInteger slow = new AtomicInteger();
    private final AtomicBoolean losing = new AtomicBoolean();
    private final FailingNotes noteSource = new FailingNotes();
    private final BackgroundTasks asides = new BackgroundTasks();
    private Runnable whenAnnounced = () -> {};

    @TempDir
    private Path folder;

    private Path rules;

    /** The address of an empty database. */
    abstract String newDatabase();

    @BeforeEach
    void copyTheShippedTables() throws IOException {
        rules = Files.createDirectory(folder.resolve("rules"));
        EditedTables.in(rules);
    }

    @AfterEach
    void closeEverything() {
        started.forEach(Releases::close);
        asides.close();
        pools.forEach(HikariDataSource::close);
    }

    /** A service with its policy and its releases. */
    private record Service(CurrentPolicy current, Releases releases, Path memory) {

        String channel() {
            return channelOf(current.policy().orElseThrow());
        }

        List<Long> ids() {
            return releases.all().stream().map(Release::id).toList();
        }

        long release() {
            return current.status().inForce().release().id();
        }

        List<String> refusals() {
            return current.status().refused() == null
                    ? List.of()
                    : current.status().refused().problems().stream()
                            .filter(problem -> problem.severity().toString().equals("error"))
                            .map(problem -> problem.code())
                            .toList();
        }
    }

    private static String channelOf(Policy policy) {
        return policy.decide(FREE).channels().get(0).name();
    }

    private static String channelIn(Path directory) {
        return channelOf(new RulesDirectory(directory).compile().requirePolicy());
    }

    private Service start() {
        return start(database, rules, "memory");
    }

    private Service start(String url, Path directory, String memory) {
        return start(url, directory, memory, clock);
    }

    private Service start(String url, Path directory, String memory, MovableClock clock) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setInitializationFailTimeout(-1);
        pool.setConnectionTimeout(2_000);
        pools.add(pool);
        CurrentPolicy current = new CurrentPolicy(event -> whenAnnounced.run(), clock);
        Path kept = folder.resolve(memory);
        Releases releases = new Releases(
                new RulesProperties(directory, Duration.ofMillis(100)),
                new ReleasesProperties(kept, Duration.ofSeconds(1)),
                new ImpactProperties(Duration.ofMinutes(1), Duration.ofMinutes(1)),
                new FourEyes(false),
                new LogDatabase(new BreakingDataSource(pool, breaking, slow, losing)),
                current,
                new ReleaseNotes(noteSource, Reliance.NONE, asides),
                new Heartbeats(),
                clock,
                JsonMapper.shared());
        started.add(releases);
        releases.awaitLoaded();
        return new Service(current, releases, kept);
    }

    /** The shipped tables with another channel for what is asked. */
    private EditedTables say(String channel) {
        return new EditedTablesIn(rules).say(channel);
    }

    private record EditedTablesIn(Path directory) {

        EditedTables say(String channel) {
            return EditedTables.in(directory)
                    .replaceInRow("support-matrix.csv", FREE_REPORTS, "Support channels", channel);
        }
    }

    private void change(Service service, String channel) {
        say(channel);
        service.releases().directoryChanged(new RulesDirectory(rules).files());
    }

    /** What a service keeps for itself. */
    private Path memory() {
        return new ReleasesProperties(folder.resolve("memory"), Duration.ofSeconds(1))
                .memoryOf(new RulesProperties(rules, Duration.ofMillis(100)));
    }

    private TableFiles saying(String channel) throws IOException {
        Path other = Files.createTempDirectory(folder, "other");
        new EditedTablesIn(other).say(channel);
        return new RulesDirectory(other).files();
    }

    private Publication publish(Service service, TableFiles files, long basedOn, @Nullable Instant from) {
        return service.releases().publish(new Publication.Request(files, basedOn, "ada", "http", "why not", from));
    }

    @Test
    void theFirstTablesAreTheFirstRelease() {
        Service service = start();

        Release first = service.releases().find(1).orElseThrow();
        assertThat(service.ids()).containsExactly(1L);
        assertThat(service.release()).isEqualTo(1);
        assertThat(first.author()).isEqualTo("directory");
        assertThat(first.created()).isEqualTo("2026-03-06T08:00:00Z");
        assertThat(first.revision())
                .isEqualTo(service.current().policy().orElseThrow().revision());
        assertThat(service.releases().files(first).contents())
                .containsOnlyKeys(service.releases().directory().contents().keySet());
    }

    @Test
    void aChangeOfTheDirectoryIsARelease() {
        Service service = start();
        clock.advance(Duration.ofHours(1));
        change(service, "Support Portal");

        assertThat(service.channel()).isEqualTo("Support Portal");
        assertThat(service.ids()).containsExactly(1L, 2L);
        assertThat(service.releases().find(2).orElseThrow().effectiveFrom()).isEqualTo("2026-03-06T09:00:00Z");
    }

    @Test
    void aFileThatIsWrittenOtherwiseAndSaysTheSameIsNoRelease() throws IOException {
        Service service = start();
        Path plans = rules.resolve("plans.csv");
        Files.writeString(plans, "\uFEFF" + Files.readString(plans).replace("\n", ",,\r\n"));
        service.releases().directoryChanged(new RulesDirectory(rules).files());

        assertThat(service.ids()).containsExactly(1L);
    }

    @Test
    void aSaveThatFollowsWhileTheOneBeforeIsPublishedIsAReleaseToo() {
        Service service = start();
        clock.meanwhile(() -> EditedTables.in(rules));
        change(service, "Support Portal");
        assertThat(service.channel()).isEqualTo("Support Portal");

        service.releases().directoryChanged(new RulesDirectory(rules).files());

        assertThat(service.ids()).containsExactly(1L, 2L, 3L);
        assertThat(channelIn(rules)).isEqualTo("Support Forum");
        assertThat(service.channel()).isEqualTo("Support Forum");
    }

    @Test
    void tablesThatAreRefusedAreNoRelease() {
        Service service = start();
        EditedTables.in(rules).replaceEverywhere("sla-agreements.csv", "8 hours", "8 huors");
        service.releases().directoryChanged(new RulesDirectory(rules).files());

        assertThat(service.ids()).containsExactly(1L);
        assertThat(service.refusals()).contains("bad-cell");
        EditedTables.in(rules);
        service.releases().directoryChanged(new RulesDirectory(rules).files());
        assertThat(service.refusals()).isEmpty();
        assertThat(service.ids()).containsExactly(1L);
    }

    @Test
    void whatIsPublishedIsInForceAndInTheDirectory() throws IOException {
        Service service = start();
        Publication done = publish(service, saying("Support Portal"), 1, null);

        assertThat(done).isInstanceOf(Publication.Published.class);
        assertThat(service.channel()).isEqualTo("Support Portal");
        assertThat(service.release()).isEqualTo(2);
        assertThat(service.releases().find(2).orElseThrow().comment()).isEqualTo("why not");
        assertThat(channelIn(rules)).isEqualTo("Support Portal");
        assertThat(rules).isDirectoryNotContaining("glob:**/.publishing*");
        service.releases().directoryChanged(new RulesDirectory(rules).files());
        assertThat(service.ids()).containsExactly(1L, 2L);
    }

    @Test
    void aPublishWhoseCommitHasNoAnswerSaysThatItMayHaveBeenKeptAndSentAgainIsAConflict() throws IOException {
        Service service = start();
        losing.set(true);

        assertThatThrownBy(() -> publish(service, saying("Support Portal"), 1, null))
                .isInstanceOfSatisfying(DatabaseUnavailableException.class, failure -> {
                    assertThat(failure.mayHaveChanged()).isTrue();
                    assertThat(failure).hasMessageContaining("may show once it can be reached again");
                });
        losing.set(false);
        assertThat(service.channel()).isEqualTo("Support Forum");

        assertThat(publish(service, saying("Landline"), 1, null))
                .isInstanceOfSatisfying(
                        Publication.Conflict.class,
                        conflict -> assertThat(conflict.current().id()).isEqualTo(2));
        service.releases().follow();
        assertThat(service.ids()).containsExactly(1L, 2L);
        assertThat(service.channel()).isEqualTo("Support Portal");
        assertThat(channelIn(rules)).isEqualTo("Support Portal");
    }

    @Test
    void aPublishThatFailsBeforeItsCommitIsNotKeptAndSaysNothingElse() throws IOException {
        Service service = start();
        breaking.set(true);

        assertThatThrownBy(() -> publish(service, saying("Support Portal"), 1, null))
                .isInstanceOfSatisfying(
                        DatabaseUnavailableException.class,
                        failure -> assertThat(failure.mayHaveChanged()).isFalse());
        breaking.set(false);

        assertThat(publish(service, saying("Landline"), 1, null)).isInstanceOf(Publication.Published.class);
        assertThat(service.ids()).containsExactly(1L, 2L);
    }

    @Test
    void filesThatAPublishedReleaseLacksLeaveTheDirectory() throws IOException {
        Service service = start();
        SortedMap<String, byte[]> contents =
                new TreeMap<>(service.releases().directory().contents());
        byte[] channels = contents.remove("channels.csv");
        contents.put("ways.csv", channels);
        publish(service, new TableFiles(contents, List.of()), 1, null);

        assertThat(rules.resolve("channels.csv")).doesNotExist();
        assertThat(rules.resolve("ways.csv")).hasBinaryContent(channels);
    }

    @Test
    void whatHasErrorsIsNotPublished() throws IOException {
        Service service = start();
        SortedMap<String, byte[]> contents =
                new TreeMap<>(saying("Support Portal").contents());
        contents.put("plans.csv", "nonsense".getBytes(StandardCharsets.UTF_8));

        assertThat(publish(service, new TableFiles(contents, List.of()), 1, null))
                .isInstanceOf(Publication.Refused.class);
        assertThat(service.ids()).containsExactly(1L);
        assertThat(rules).isDirectoryNotContaining("glob:**/.publishing*");
    }

    @Test
    void whatIsBasedOnAnOlderReleaseIsAConflict() throws IOException {
        Service service = start();
        change(service, "Support Portal");

        assertThat(publish(service, saying("Landline"), 1, null))
                .isInstanceOfSatisfying(Publication.Conflict.class, conflict -> {
                    assertThat(conflict.current().id()).isEqualTo(2);
                    assertThat(conflict.directory()).isNull();
                });
        assertThat(service.channel()).isEqualTo("Support Portal");
    }

    @Test
    void aDirectoryThatSomebodyIsEditingIsAConflictAndKeepsTheirEdit() throws IOException {
        Service service = start();
        EditedTables.in(rules).replaceEverywhere("sla-agreements.csv", "8 hours", "8 huors");

        assertThat(publish(service, saying("Landline"), 1, null))
                .isInstanceOfSatisfying(
                        Publication.Conflict.class,
                        conflict -> assertThat(conflict.directory().digest())
                                .isEqualTo(new RulesDirectory(rules).files().digest()));
        assertThat(Files.readString(rules.resolve("sla-agreements.csv"))).contains("8 huors");
    }

    @Test
    void aScheduledReleaseIsInForceFromItsInstantOnAlsoAfterARestart() throws IOException {
        Service service = start();
        Instant tomorrow = clock.instant().plus(Duration.ofDays(1));
        publish(service, saying("Landline"), 1, tomorrow);

        assertThat(service.release()).isEqualTo(1);
        service.releases().follow();
        assertThat(service.releases().nextDue()).isEqualTo(tomorrow);
        assertThat(service.release()).isEqualTo(1);
        Service again = start();
        assertThat(again.release()).isEqualTo(1);
        clock.advance(Duration.ofDays(1));
        service.releases().follow();
        assertThat(service.release()).isEqualTo(2);
        assertThat(service.channel()).isEqualTo("Landline");
        assertThat(channelIn(rules)).isEqualTo("Landline");
        again.releases().follow();
        assertThat(again.release()).isEqualTo(2);
        assertThat(start().channel()).isEqualTo("Landline");
    }

    @Test
    void aScheduledReleaseComesIntoForceThoughAnotherWasPublishedMeanwhile() throws IOException {
        Service service = start();
        Instant tomorrow = clock.instant().plus(Duration.ofDays(1));
        publish(service, saying("Landline"), 1, tomorrow);
        assertThat(publish(service, saying("Support Portal"), 1, null))
                .isInstanceOfSatisfying(
                        Publication.Published.class,
                        published -> assertThat(published.problems()).anySatisfy(problem -> {
                            assertThat(problem.code()).isEqualTo("later-release");
                            assertThat(problem.message()).contains("Release 2 is scheduled for " + tomorrow);
                        }));

        assertThat(service.channel()).isEqualTo("Support Portal");
        clock.advance(Duration.ofDays(1));
        service.releases().follow();
        assertThat(service.channel()).isEqualTo("Landline");
    }

    @Test
    void ofTwoReleasesThatBeginTogetherTheLaterPublishedIsInForce() throws IOException {
        Service service = start();
        Instant tomorrow = clock.instant().plus(Duration.ofDays(1));
        publish(service, saying("Landline"), 1, tomorrow);
        publish(service, saying("Support Portal"), 2, tomorrow);

        clock.advance(Duration.ofDays(2));
        service.releases().follow();
        assertThat(service.release()).isEqualTo(3);
    }

    @Test
    void whatIsScheduledMustBeBasedOnWhatWillBeInForceThen() throws IOException {
        Service service = start();
        Instant tomorrow = clock.instant().plus(Duration.ofDays(1));
        publish(service, saying("Landline"), 1, tomorrow);

        assertThat(publish(service, saying("Support Portal"), 1, tomorrow.plusSeconds(1)))
                .isInstanceOfSatisfying(
                        Publication.Conflict.class,
                        conflict -> assertThat(conflict.current().id()).isEqualTo(2));
        assertThat(publish(service, saying("Support Portal"), 2, tomorrow.plusSeconds(1)))
                .isInstanceOf(Publication.Published.class);
    }

    @Test
    void thePolicyOfEveryMomentCanBeAsked() throws IOException {
        Service service = start();
        clock.advance(Duration.ofHours(1));
        change(service, "Support Portal");
        clock.advance(Duration.ofHours(1));
        publish(service, saying("Landline"), 2, clock.instant().plus(Duration.ofHours(1)));

        assertThat(service.releases().at(Instant.parse("2026-03-06T07:59:59.999Z")))
                .isEmpty();
        assertThat(asOf(service, "2026-03-06T08:00:00Z")).isEqualTo("Support Forum");
        assertThat(asOf(service, "2026-03-06T08:59:59.999999Z")).isEqualTo("Support Forum");
        assertThat(asOf(service, "2026-03-06T09:00:00Z")).isEqualTo("Support Portal");
        assertThat(asOf(service, "2026-03-06T10:59:59Z")).isEqualTo("Support Portal");
        assertThat(asOf(service, "2026-03-06T11:00:00Z")).isEqualTo("Landline");
    }

    @Test
    void aPastReleaseIsNotCompiledForACallerWhoLeavesButForTheNextOne() {
        Service service = start();
        change(service, "Support Portal");
        Release first = service.releases().find(1).orElseThrow();
        AtomicInteger looks = new AtomicInteger();

        assertThatThrownBy(() -> service.releases().policyInTurn(first, () -> true))
                .isInstanceOf(CallerLeftException.class);
        assertThatThrownBy(() -> service.releases().policyInTurn(first, () -> looks.incrementAndGet() > 2))
                .isInstanceOf(CallerLeftException.class);
        assertThat(channelOf(service.releases().policyInTurn(first, () -> false).requirePolicy()))
                .isEqualTo("Support Forum");
    }

    @Test
    void aCheckEndsWhenItsCallerLeaves() {
        Service service = start();
        TableFiles tables = service.releases().files(service.releases().find(1).orElseThrow());

        assertThat(service.releases().judge(tables, () -> false).verdict().compiled())
                .isPresent();
        Compilation ended = service.releases().judge(tables, () -> true).verdict();
        assertThat(ended.compiled()).isEmpty();
        assertThat(ended.problems()).anyMatch(problem -> problem.code().equals("not-fully-checked"));
    }

    private static String asOf(Service service, String instant) {
        Release release = service.releases().at(Instant.parse(instant)).orElseThrow();
        Policy policy = service.releases().policy(release).requirePolicy();
        assertThat(policy.revision()).isEqualTo(release.revision());
        return channelOf(policy);
    }

    @Test
    void anotherServiceOnTheSameLogFollows() throws IOException {
        Service one = start();
        Path copy = Files.createDirectory(folder.resolve("copy"));
        EditedTables.in(copy);
        Service other = start(database, copy, "other memory");
        assertThat(other.ids()).containsExactly(1L);

        publish(one, saying("Support Portal"), 1, null);
        other.releases().follow();

        assertThat(other.channel()).isEqualTo("Support Portal");
        assertThat(other.release()).isEqualTo(2);
        assertThat(channelIn(copy)).isEqualTo("Support Portal");
    }

    @Test
    void aServiceWithoutADirectoryServesWhatTheLogHas() throws IOException {
        Service one = start();
        Service replica = start(database, Path.of(""), "other memory");
        assertThat(replica.channel()).isEqualTo("Support Forum");

        publish(replica, saying("Support Portal"), 1, null);
        one.releases().follow();

        assertThat(replica.channel()).isEqualTo("Support Portal");
        assertThat(one.channel()).isEqualTo("Support Portal");
    }

    @Test
    void aServiceWithNeitherDirectoryNorReleaseSaysSoAndServesTheFirstThatIsPublished() {
        Service replica = start(database, Path.of(""), "other memory");
        assertThat(replica.refusals()).containsExactly("no-release");

        start();
        replica.releases().follow();

        assertThat(replica.channel()).isEqualTo("Support Forum");
        assertThat(replica.refusals()).isEmpty();
    }

    @Test
    void twoServicesThatPublishOnTheSameReleaseDoNotBothSucceed() throws IOException {
        Service one = start();
        Path copy = Files.createDirectory(folder.resolve("copy"));
        EditedTables.in(copy);
        Service other = start(database, copy, "other memory");
        publish(one, saying("Support Portal"), 1, null);

        assertThat(publish(other, saying("Landline"), 1, null)).isInstanceOf(Publication.Conflict.class);
        assertThat(publish(other, saying("Landline"), 2, null)).isInstanceOf(Publication.Published.class);
        one.releases().follow();
        assertThat(one.channel()).isEqualTo("Landline");
        assertThat(channelIn(copy)).isEqualTo("Landline");
    }

    @Test
    void anEditThatDidNotKnowOfAReleaseDoesNotUndoIt() throws IOException {
        Service one = start();
        Path copy = Files.createDirectory(folder.resolve("copy"));
        EditedTables.in(copy);
        Service other = start(database, copy, "other memory");
        publish(one, saying("Support Portal"), 1, null);
        new EditedTablesIn(copy).say("Landline");

        other.releases().directoryChanged(new RulesDirectory(copy).files());

        assertThat(other.refusals()).containsExactly("directory-behind");
        assertThat(other.channel()).isEqualTo("Support Portal");
        assertThat(other.ids()).containsExactly(1L, 2L);
        assertThat(channelIn(copy)).isEqualTo("Landline");
    }

    @Test
    void anEditMadeWhileTheServiceWasDownDoesNotUndoWhatOthersPublishedMeanwhile() throws IOException {
        Service one = start();
        Path copy = Files.createDirectory(folder.resolve("copy"));
        EditedTables.in(copy);
        start(database, copy, "other memory");
        publish(one, saying("Support Portal"), 1, null);
        new EditedTablesIn(copy).say("Landline");

        Service other = start(database, copy, "other memory");

        assertThat(other.refusals()).containsExactly("directory-behind");
        assertThat(other.channel()).isEqualTo("Support Portal");
        assertThat(other.ids()).containsExactly(1L, 2L);
    }

    @Test
    void aWriteThatIsFinishedLateDoesNotUndoWhatOthersPublishedMeanwhile() throws IOException {
        start();
        Service publisher = start(database, Path.of(""), "other memory");
        publish(publisher, saying("Support Portal"), 1, null);
        Release second = publisher.releases().find(2).orElseThrow();
        RulesDirectory directory = new RulesDirectory(rules);
        new WorkingCopy(directory, new LocalMemory(memory(), JsonMapper.shared()))
                .stage(directory.files(), publisher.releases().files(second), second);
        publish(publisher, saying("Landline"), 2, null);

        Service again = start();

        assertThat(again.ids()).containsExactly(1L, 2L, 3L);
        assertThat(again.channel()).isEqualTo("Landline");
        assertThat(channelIn(rules)).isEqualTo("Landline");
    }

    @Test
    void whatIsWrongWithTheDirectoryIsStillSaidAfterOthersHavePublished() throws IOException {
        Service one = start();
        Path copy = Files.createDirectory(folder.resolve("copy"));
        EditedTables.in(copy);
        Service other = start(database, copy, "other memory");
        EditedTables.in(copy).replaceEverywhere("sla-agreements.csv", "8 hours", "8 huors");
        other.releases().directoryChanged(new RulesDirectory(copy).files());
        assertThat(other.refusals()).contains("bad-cell");
        publish(one, saying("Support Portal"), 1, null);

        other.releases().follow();

        assertThat(other.channel()).isEqualTo("Support Portal");
        assertThat(other.refusals()).containsExactly("directory-behind");
    }

    @Test
    void aServiceWhoseClockIsLateFollowsAtOnceAndPublishesOnTopOfTheNewest() throws IOException {
        Service one = start();
        Service late = start(database, Path.of(""), "other memory", new MovableClock("2026-03-06T07:50:00Z"));
        assertThat(late.release()).isEqualTo(1);
        publish(one, saying("Support Portal"), 1, null);
        late.releases().follow();
        assertThat(late.release()).isEqualTo(2);

        assertThat(publish(late, saying("Landline"), 2, null)).isInstanceOf(Publication.Published.class);

        one.releases().follow();
        late.releases().follow();
        assertThat(one.channel()).isEqualTo("Landline");
        assertThat(late.channel()).isEqualTo("Landline");
        clock.advance(Duration.ofHours(1));
        assertThat(asOf(one, "2026-03-06T09:00:00Z")).isEqualTo("Landline");
    }

    @Test
    void aDatabaseThatHasTablesOfOthersTakesTheLogToo() throws SQLException {
        execute("CREATE TABLE of_others (id INT)");

        assertThat(start().ids()).containsExactly(1L);
    }

    @Test
    void tablesThatAKilledServiceMadeOnlyInPartAreCompleted() throws SQLException {
        start();
        execute("DELETE FROM \"policy_release_schema\" WHERE \"version\" IN ('1', '2', '3')");
        execute("DROP TABLE policy_release_impact");
        execute("DROP TABLE policy_proposal_file");
        execute("DROP TABLE policy_proposal");
        execute("DROP TABLE policy_release_file");
        execute("DROP TABLE policy_release");

        assertThat(start(database, rules, "other memory").ids()).containsExactly(1L);
    }

    @Test
    void aLogOfAnEarlierVersionIsReadAndGoesOn() throws SQLException {
        start();
        execute("DELETE FROM \"policy_release_schema\" WHERE \"version\" IN ('2', '3')");
        execute("DROP TABLE policy_release_impact");
        execute("DROP TABLE policy_proposal_file");
        execute("DROP TABLE policy_proposal");
        execute("ALTER TABLE policy_release DROP COLUMN approved_by");
        execute("ALTER TABLE policy_release ALTER COLUMN author SET DATA TYPE VARCHAR(200)");

        Service service = start();
        change(service, "Support Portal");

        assertThat(service.ids()).containsExactly(1L, 2L);
        assertThat(service.releases().find(1).orElseThrow().approvedBy()).isNull();
    }

    @Test
    void anUpgradeThatWasKilledHalfwayIsCompleted() throws SQLException {
        start();
        execute("DELETE FROM \"policy_release_schema\" WHERE \"version\" IN ('2', '3')");
        execute("DROP TABLE policy_proposal_file");

        assertThat(start().ids()).containsExactly(1L);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void aFileThatSomebodyChangedInTheLogIsRefusedByItsNameAndTheDirectoryKeepsItsOwn() throws Exception {
        Service service = start();
        publish(service, saying("Support Portal"), 1, null);
        execute("UPDATE policy_file SET content = (SELECT content FROM policy_file WHERE hash ="
                + " (SELECT hash FROM policy_release_file WHERE release_id = 1 AND name = 'channels.csv'))"
                + " WHERE hash = (SELECT hash FROM policy_release_file WHERE release_id = 2 AND name = 'plans.csv')");

        Service replica = start(database, Path.of(""), "other memory");

        assertThat(replica.refusals()).contains("changed-in-log");
        assertThat(replica.current().status().refused().problems())
                .anySatisfy(
                        problem -> assertThat(problem.toString()).contains("plans.csv", "somebody changed it there"));
        Path behind = Files.createDirectory(folder.resolve("behind"));
        EditedTables.in(behind);
        start(database, behind, "memory of another");
        assertThat(behind.resolve("plans.csv")).hasSameBinaryContentAs(Path.of("rules/plans.csv"));
    }

    @Test
    void aReleaseIsRememberedBeforeItServes() throws IOException {
        Service service = start();
        Service replica = start(database, Path.of(""), "other memory");
        List<Long> remembered = new ArrayList<>();
        service.current().announceFromNow();
        replica.current().announceFromNow();

        whenAnnounced = () -> remembered.add(rememberedBy(service, rules));
        publish(service, saying("Support Portal"), 1, null);
        whenAnnounced = () -> remembered.add(rememberedBy(replica, Path.of("")));
        replica.releases().follow();

        assertThat(remembered).containsExactly(2L, 2L);
    }

    private static long rememberedBy(Service service, Path directory) {
        Path folder = new ReleasesProperties(service.memory(), Duration.ofSeconds(1))
                .memoryOf(new RulesProperties(directory, Duration.ofMillis(100)));
        return new LocalMemory(folder, JsonMapper.shared())
                .lastRelease()
                .orElseThrow()
                .release()
                .id();
    }

    @Test
    void theSameTablesInTwoDirectoriesAreOneRelease() throws IOException {
        Path copy = Files.createDirectory(folder.resolve("copy"));
        EditedTables.in(copy);
        breaking.set(true);
        Service other = start(database, copy, "other memory");
        breaking.set(false);
        assertThat(start().ids()).containsExactly(1L);

        other.releases().directoryChanged(new RulesDirectory(copy).files());

        assertThat(other.ids()).containsExactly(1L);
        assertThat(other.release()).isEqualTo(1);
        assertThat(other.refusals()).isEmpty();
    }

    @Test
    void aChangeMadeWhileTheServiceWasDownIsARelease() {
        start();
        say("Support Portal");

        Service again = start();

        assertThat(again.ids()).containsExactly(1L, 2L);
        assertThat(again.channel()).isEqualTo("Support Portal");
    }

    @Test
    void tablesPutBackWhileTheServiceWasDownAreARelease() {
        Service service = start();
        change(service, "Support Portal");
        EditedTables.in(rules);

        assertThat(start().ids()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aNewMachineWithOldTablesDoesNotPutThemBackInForce() throws IOException {
        Service service = start();
        change(service, "Support Portal");
        Path old = Files.createDirectory(folder.resolve("old"));
        EditedTables.in(old);

        Service fresh = start(database, old, "fresh memory");

        assertThat(fresh.release()).isEqualTo(2);
        assertThat(fresh.ids()).containsExactly(1L, 2L);
        assertThat(channelIn(old)).isEqualTo("Support Portal");
    }

    @Test
    void tablesThatAreBrokenAtTheStartLeaveTheLastReleaseInForce() {
        Service service = start();
        change(service, "Support Portal");
        EditedTables.in(rules).replaceEverywhere("sla-agreements.csv", "8 hours", "8 huors");

        Service again = start();

        assertThat(again.channel()).isEqualTo("Support Portal");
        assertThat(again.release()).isEqualTo(2);
        assertThat(again.refusals()).contains("bad-cell");
    }

    @Test
    void aDirectoryThatCannotBeWrittenRefusesWhatIsPublished() throws IOException {
        SortedMap<String, byte[]> wanted = new TreeMap<>(saying("Landline").contents());
        wanted.put("scenarios/times.csv", Files.readAllBytes(Path.of("rules/scenarios/times.csv")));
        Service service = start();
        Files.writeString(rules.resolve("scenarios"), "in the way");

        assertThat(publish(service, new TableFiles(wanted, List.of()), 1, null))
                .isInstanceOfSatisfying(
                        Publication.Refused.class,
                        refused -> assertThat(refused.problems())
                                .extracting(problem -> problem.code())
                                .containsExactly("directory-not-written"));
        assertThat(service.ids()).containsExactly(1L);
    }

    @Test
    void aForgedNoteOfAWriteAmongTheTablesIsShownAndNeverActedOn() throws IOException {
        Service service = start();
        Release first = service.releases().find(1).orElseThrow();
        Path kept = Files.writeString(folder.resolve("kept.csv"), "of somebody else");
        Path stage = Files.createDirectory(rules.resolve(".publishing"));
        Files.createDirectory(stage.resolve("files"));
        Files.writeString(stage.resolve("planted.csv"), "planted");
        Files.writeString(
                stage.resolve("manifest"),
                String.join(
                        "\n",
                        first.id() + " " + first.digest(),
                        "- + ../planted.csv",
                        TableFiles.hash(Files.readAllBytes(kept)) + " - ../kept.csv",
                        TableFiles.hash(Files.readAllBytes(rules.resolve("plans.csv"))) + " - plans.csv"));

        service.releases().follow();
        service.releases().directoryChanged(new RulesDirectory(rules).files());
        Service again = start();

        assertThat(folder.resolve("planted.csv")).doesNotExist();
        assertThat(kept).hasContent("of somebody else");
        assertThat(rules.resolve("plans.csv")).exists();
        assertThat(List.of(service, again)).allSatisfy(one -> {
            assertThat(one.refusals()).containsExactly("foreign-publishing");
            assertThat(one.ids()).containsExactly(1L);
            assertThat(one.channel()).isEqualTo("Support Forum");
        });

        FileSystemUtils.deleteRecursively(stage);
        again.releases().directoryChanged(new RulesDirectory(rules).files());
        assertThat(again.refusals()).isEmpty();
    }

    @Test
    void whatCannotBeKeptIsNotPublishedAndChangesNothingUntilThereIsRoom() throws IOException {
        Service service = start();
        Path note = memory().resolve("pending-write.json");
        Files.createDirectories(note.resolve("in the way"));
        TableFiles wanted = saying("Landline");

        assertThatThrownBy(() -> publish(service, wanted, 1, null)).isInstanceOf(MemoryUnavailableException.class);
        service.releases().follow();
        assertThat(service.ids()).containsExactly(1L);
        assertThat(channelIn(rules)).isEqualTo("Support Forum");

        FileSystemUtils.deleteRecursively(note);
        assertThat(publish(service, wanted, 1, null)).isInstanceOf(Publication.Published.class);
    }

    @Test
    void aMemoryThatCannotBeWrittenShowsUntilItCanAndThenKnowsWhatItMissed() throws IOException {
        Service service = start();
        Path remembered = memory().resolve("last-release.zip");
        Files.delete(remembered);
        Files.createDirectories(remembered.resolve("in the way"));
        change(service, "Landline");
        service.releases().follow();

        assertThat(service.channel()).isEqualTo("Landline");
        assertThat(service.current().status().memoryAway().why())
                .contains("cannot be written")
                .doesNotContain(folder.toString());

        FileSystemUtils.deleteRecursively(remembered);
        service.releases().follow();
        assertThat(service.current().status().memoryAway()).isNull();
        breaking.set(true);
        assertThat(start().channel()).isEqualTo("Landline");
    }

    private void expect(Service service, String channel) throws IOException {
        expect(channel);
        service.releases().directoryChanged(new RulesDirectory(rules).files());
    }

    private void expect(String channel) throws IOException {
        Files.createDirectories(rules.resolve("scenarios"));
        Files.writeString(
                rules.resolve("scenarios/free.csv"),
                "Scenario,Plan,Issue type,Expect channels\nFree reports,Free,Issue reports," + channel + "\n");
    }

    @Test
    void aChangeThatAScenarioForbidsIsRefusedUnlessItIsEditedToo() throws IOException {
        Service service = start();
        expect(service, "Support Forum");
        assertThat(service.ids()).containsExactly(1L, 2L);

        change(service, "Support Portal");
        assertThat(service.refusals()).containsExactly("scenario-failed");
        assertThat(service.channel()).isEqualTo("Support Forum");

        expect(service, "Support Portal");
        assertThat(service.refusals()).isEmpty();
        assertThat(service.channel()).isEqualTo("Support Portal");
        assertThat(service.current().status().inForce().problems())
                .noneMatch(problem -> problem.code().equals("scenario-failed"));
        assertThat(service.releases()
                        .files(service.releases().find(3).orElseThrow())
                        .contents())
                .containsKey("scenarios/free.csv");
    }

    @Test
    void aScenarioThatIsNewAndFailsIsWarnedOf() throws IOException {
        Service service = start();
        expect(service, "Landline");

        assertThat(service.refusals()).isEmpty();
        assertThat(service.current().status().inForce().problems())
                .anySatisfy(problem -> assertThat(problem.code()).isEqualTo("scenario-failed"));
    }

    @Test
    void aScenarioThatFailsLeavesNoServiceWithoutAPolicy() throws IOException {
        expect("Landline");

        assertThat(start().channel()).isEqualTo("Support Forum");
    }

    @Test
    void aScenarioHoldsForAChangeThatWasMadeWhileTheServiceWasDown() throws IOException {
        expect(start(), "Support Forum");
        say("Support Portal");

        Service again = start();

        assertThat(again.refusals()).containsExactly("scenario-failed");
        assertThat(again.channel()).isEqualTo("Support Forum");
    }

    @Test
    void aScenarioThatIsGoneIsWarnedOf() throws IOException {
        Service service = start();
        expect(service, "Support Forum");
        Files.delete(rules.resolve("scenarios/free.csv"));
        service.releases().directoryChanged(new RulesDirectory(rules).files());

        assertThat(service.current().status().inForce().problems())
                .anySatisfy(problem -> assertThat(problem.code()).isEqualTo("scenario-gone"));
    }

    @Test
    void eachRulesDirectoryHasAMemoryOfItsOwn() {
        ReleasesProperties properties = new ReleasesProperties(folder, Duration.ofSeconds(1));

        assertThat(properties.memoryOf(new RulesProperties(rules, Duration.ofSeconds(1))))
                .isNotEqualTo(
                        properties.memoryOf(new RulesProperties(folder.resolve("other/rules"), Duration.ofSeconds(1))))
                .isEqualTo(
                        properties.memoryOf(new RulesProperties(folder.resolve("x/../rules"), Duration.ofSeconds(1))));
    }

    @Test
    void whateverIsOnlyToldMayFailAndASoundChangeCountsAllTheSame() throws IOException {
        Service service = start();
        expect(service, "Support Forum");
        noteSource.fail(EnumSet.allOf(Note.class));
        expect("Support Portal");
        change(service, "Support Portal");
        service.releases().reportImpacts();

        PolicyStatus status = service.current().status();
        assertThat(service.channel()).isEqualTo("Support Portal");
        assertThat(service.release()).isEqualTo(3);
        assertThat(status.refused()).isNull();
        assertThat(status.inForce().problems())
                .extracting(problem -> problem.code())
                .contains("coverage-unknown");
        assertThat(status.inForce().changes())
                .extracting(problem -> problem.code())
                .containsExactly("changes-unknown");
        assertThat(status.inForce().impact().state()).isEqualTo("failed");
        assertThat(status.inForce().impact().reason()).contains("The test has broken the impact.");
        assertThat(reportOf(service, 3).impactState())
                .isEqualTo(status.inForce().impact());
        assertThat(asides.countFailures("impact")).isEqualTo(2);
    }

    private static ReleaseReport reportOf(Service service, long release) {
        return service.releases().report(service.releases().find(release).orElseThrow());
    }

    @Test
    void aPublishedReleaseCountsThoughItsImpactFails() throws IOException {
        Service service = start();
        noteSource.fail(EnumSet.of(Note.IMPACT));

        assertThat(publish(service, saying("Landline"), 1, null)).isInstanceOf(Publication.Published.class);
        assertThat(service.channel()).isEqualTo("Landline");
    }

    @Test
    void theImpactOfAReleaseIsPendingUntilItIsKnownAndKeptForAll() {
        Service service = start();
        change(service, "Support Portal");

        assertThat(reportOf(service, 1).impactState()).isEqualTo(ImpactState.NONE);
        assertThat(reportOf(service, 2).impactState()).isEqualTo(ImpactState.PENDING);
        assertThat(service.current().status().inForce().impact()).isEqualTo(ImpactState.PENDING);
        service.releases().reportImpacts();

        assertThat(service.current().status().inForce().impact().state()).isEqualTo("complete");
        assertThat(reportOf(service, 2).impactState().state()).isEqualTo("complete");
        assertThat(reportOf(service, 2).impact().lines()).isNotEmpty();
        Service again = start();
        again.releases().reportImpacts();
        assertThat(again.current().status().inForce().impact().state()).isEqualTo("complete");
        assertThat(reportOf(again, 2)).isEqualTo(reportOf(service, 2));
    }

    @Test
    void anImpactThatTheLogCannotTakeIsKeptOnceItCan() {
        Service service = start();
        change(service, "Support Portal");
        breaking.set(true);
        service.releases().reportImpacts();
        assertThat(service.current().status().inForce().impact().state()).isEqualTo("complete");

        breaking.set(false);
        service.releases().reportImpacts();
        assertThat(reportOf(service, 2).impact()).isNotNull();
    }

    @Test
    void anImpactThatNobodyFindsOutAnyMoreIsNotPendingForEver() {
        Service service = start();
        change(service, "Support Portal");
        change(service, "Landline");
        service.releases().close();
        clock.advance(Duration.ofHours(1));

        assertThat(reportOf(start(), 2).impactState().reason()).contains("Nobody has found it out");
    }

    @Test
    void aServiceIsNotReadyBeforeItHasJudgedWhatWasSavedWhileItWasDownHoweverLongTheLogTakes() {
        start();
        say("Support Portal");
        slow.set(3);

        Service again = start();

        assertThat(again.channel()).isEqualTo("Support Portal");
        assertThat(again.ids()).containsExactly(1L, 2L);
        assertThat(again.current().status().logAway()).isNull();
    }

    @Test
    void whatWasSavedWhileTheServiceWasDownIsJudgedAndShownAlsoWhileTheLogIsAway() {
        start();
        say("Support Portal");
        breaking.set(true);
        Service sound = start();
        EditedTables.in(rules).replaceEverywhere("sla-agreements.csv", "8 hours", "8 huors");
        Service unsound = start();

        assertThat(sound.channel()).isEqualTo("Support Forum");
        assertThat(sound.refusals()).containsExactly("log-away");
        assertThat(unsound.refusals()).contains("bad-cell");
        breaking.set(false);
        EditedTables.in(rules);
        say("Support Portal");
        sound.releases().follow();
        assertThat(sound.channel()).isEqualTo("Support Portal");
        assertThat(sound.refusals()).isEmpty();
    }

    @Test
    void untilTheLogHasBeenReadOnceNobodyIsToldThatThereAreNoReleases() {
        breaking.set(true);
        Service service = start();

        assertThatThrownBy(() -> service.releases().all())
                .isInstanceOf(DatabaseUnavailableException.class)
                .hasMessage("The log of releases has not been read yet since the service started.");
        assertThatThrownBy(() -> service.releases().at(clock.instant()))
                .isInstanceOf(DatabaseUnavailableException.class);
        breaking.set(false);
        service.releases().follow();
        assertThat(service.ids()).containsExactly(1L);
        breaking.set(true);
        assertThat(service.ids()).containsExactly(1L);
    }

    @Test
    void aFaultOfTheServiceIsShownAndTheTablesAreTakenOnceItIsGone() {
        Service service = start();
        whenAnnounced = () -> {
            throw new IllegalStateException("The test has broken who listens.");
        };
        service.current().announceFromNow();
        change(service, "Support Portal");
        assertThat(service.channel()).isEqualTo("Support Portal");

        clock.meanwhile(() -> {
            throw new IllegalStateException("The test has broken the clock.");
        });
        say("Landline");
        assertThatThrownBy(() -> service.releases().directoryChanged(new RulesDirectory(rules).files()))
                .hasMessage("The test has broken the clock.");
        assertThat(service.channel()).isEqualTo("Support Portal");
        assertThat(service.refusals()).containsExactly("not-taken");
        service.releases().follow();
        assertThat(service.channel()).isEqualTo("Landline");
        assertThat(service.refusals()).isEmpty();
    }

    @Test
    void withoutTheLogTheLastKnownReleaseServesAndTheServiceSaysSo() throws IOException {
        Service service = start();
        change(service, "Support Portal");
        assertThat(service.current().status().logAway()).isNull();

        Service alone = start(unreachable(), rules, "memory");

        assertThat(alone.channel()).isEqualTo("Support Portal");
        assertThat(alone.release()).isEqualTo(2);
        assertThat(alone.current().status().logAway()).isNotNull();
        assertThatThrownBy(() -> publish(alone, saying("Landline"), 2, null))
                .isInstanceOf(DatabaseUnavailableException.class);
    }

    @Test
    void withoutTheLogAndWithoutMemoryTheDirectoryServes() {
        Service alone = start(unreachable(), rules, "no memory");

        assertThat(alone.channel()).isEqualTo("Support Forum");
        assertThat(alone.current().status().inForce().release()).isNull();
        assertThat(alone.current().status().logAway()).isNotNull();
        alone.releases().follow();
        assertThat(alone.channel()).isEqualTo("Support Forum");
    }

    @Test
    void aChangeMadeWhileTheLogIsAwayIsAReleaseOnceItIsBack() {
        Service service = start();
        breaking.set(true);
        change(service, "Support Portal");

        assertThat(service.channel()).isEqualTo("Support Forum");
        assertThat(service.refusals()).containsExactly("log-away");
        assertThat(service.current().status().logAway()).isNotNull();
        service.releases().follow();
        assertThat(service.channel()).isEqualTo("Support Forum");

        breaking.set(false);
        service.releases().follow();
        assertThat(service.channel()).isEqualTo("Support Portal");
        assertThat(service.ids()).containsExactly(1L, 2L);
        assertThat(service.refusals()).isEmpty();
        assertThat(service.current().status().logAway()).isNull();
    }

    @Test
    void aServiceThatStartedWithoutTheLogCatchesUpOnceItIsBack() throws IOException {
        Service one = start();
        Path copy = Files.createDirectory(folder.resolve("copy"));
        EditedTables.in(copy);
        start(database, copy, "other memory");
        change(one, "Support Portal");
        breaking.set(true);
        Service other = start(database, copy, "other memory");
        assertThat(other.channel()).isEqualTo("Support Forum");

        breaking.set(false);
        other.releases().follow();

        assertThat(other.channel()).isEqualTo("Support Portal");
        assertThat(channelIn(copy)).isEqualTo("Support Portal");
        assertThat(other.ids()).containsExactly(1L, 2L);
    }

    @Test
    void aDirectoryThatWasNotWrittenBeforeACrashIsWrittenAtTheNextStart() throws IOException {
        start();
        Service publisher = start(database, Path.of(""), "other memory");
        publish(publisher, saying("Support Portal"), 1, null);
        Release second = publisher.releases().find(2).orElseThrow();
        RulesDirectory directory = new RulesDirectory(rules);
        new WorkingCopy(directory, new LocalMemory(memory(), JsonMapper.shared()))
                .stage(directory.files(), publisher.releases().files(second), second);

        Service again = start();

        assertThat(again.ids()).containsExactly(1L, 2L);
        assertThat(channelIn(rules)).isEqualTo("Support Portal");
        assertThat(rules).isDirectoryNotContaining("glob:**/.publishing*");
    }

    @Test
    void whatWasKeptToBeWrittenAndNeverBecameAReleaseIsForgotten() throws IOException {
        Service service = start();
        Release first = service.releases().find(1).orElseThrow();
        Release never = new Release(2, "x", "x", "ada", "http", "", first.created(), first.created(), null);
        RulesDirectory directory = new RulesDirectory(rules);
        new WorkingCopy(directory, new LocalMemory(memory(), JsonMapper.shared()))
                .stage(directory.files(), saying("Support Portal"), never);

        Service again = start();

        assertThat(again.ids()).containsExactly(1L);
        assertThat(channelIn(rules)).isEqualTo("Support Forum");
        assertThat(rules).isDirectoryNotContaining("glob:**/.publishing*");
    }

    @Test
    void anEditOfADirectoryThatStayedBehindIsRefusedUntilItIsTakenBack() throws IOException {
        Service service = start();
        Path copy = Files.createDirectory(folder.resolve("copy"));
        EditedTables.in(copy);
        Service other = start(database, copy, "other memory");
        new EditedTablesIn(copy).say("Landline");
        publish(service, saying("Support Portal"), 1, null);
        other.releases().follow();
        assertThat(other.channel()).isEqualTo("Support Portal");

        other.releases().directoryChanged(new RulesDirectory(copy).files());
        assertThat(other.refusals()).containsExactly("directory-behind");
        assertThat(channelIn(copy)).isEqualTo("Landline");

        EditedTables.in(copy);
        other.releases().directoryChanged(new RulesDirectory(copy).files());
        assertThat(other.refusals()).isEmpty();
        assertThat(channelIn(copy)).isEqualTo("Support Portal");
    }

    private static String unreachable() {
        return "jdbc:postgresql://localhost:1/nowhere";
    }
}
