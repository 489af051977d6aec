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
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import support.entitlement.EditedTables;
import support.entitlement.ExpectedErrors;
import support.entitlement.MovableClock;
import support.entitlement.Waiting;
import support.entitlement.background.BackgroundTasks;
import support.entitlement.database.DatabaseUnavailableException;
import support.entitlement.decision.Query;
import support.entitlement.policy.Compilation;
import support.entitlement.policy.Policy;
import support.entitlement.release.directory.LocalReleaseStore;
import support.entitlement.release.directory.LocalStoreUnavailableException;
import support.entitlement.release.directory.ReleasesProperties;
import support.entitlement.release.directory.RulesDirectory;
import support.entitlement.release.directory.RulesProperties;
import support.entitlement.release.directory.WorkingCopy;
import support.entitlement.release.log.BreakingDataSource;
import support.entitlement.release.log.LostTables;
import support.entitlement.release.log.Release;
import support.entitlement.release.tables.CallerLeftException;
import support.entitlement.release.tables.FailingNotes;
import support.entitlement.release.tables.Note;
import support.entitlement.release.tables.PublishAdvisor;
import support.entitlement.release.tables.ReleaseNotes;
import support.entitlement.release.tables.TableFiles;
import support.entitlement.report.ImpactState;
import support.entitlement.report.ReleaseReport;
import tools.jackson.databind.json.JsonMapper;

/** Publishing, following and restoring of releases, on each database. */
@ExpectedErrors({"is refused for these problems", "The test has broken", "The log of releases has lost"})
abstract class ReleasesTest {

    private static final Query FREE = new Query("Free", "Issue reports", null, null, null, null, Map.of());
    private static final List<String> FREE_REPORTS = List.of("Basic", "Issue reports");
    private static final String UNREACHABLE = "jdbc:postgresql://localhost:1/nowhere";

    final MovableClock clock = new MovableClock("2026-03-06T08:00:00Z");
    private final List<TestReleases> started = new ArrayList<>();
    private final List<HikariDataSource> pools = new ArrayList<>();
    final String database = newDatabase();
    private final AtomicBoolean breaking = new AtomicBoolean();
    private final AtomicInteger slow = new AtomicInteger();
    private final AtomicBoolean losing = new AtomicBoolean();
    private final FailingNotes noteSource = new FailingNotes();
    private final BackgroundTasks asides = new BackgroundTasks();
    Runnable whenAnnounced = () -> {};
    final List<LostTables> lostTables = new ArrayList<>();
    private volatile Runnable whenConnecting = () -> {};

    @TempDir
    private Path folder;

    Path rules;

    /** The address of an empty database. */
    abstract String newDatabase();

    @BeforeEach
    void copyTheShippedTables() throws IOException {
        rules = Files.createDirectory(folder.resolve("rules"));
        EditedTables.in(rules);
    }

    @AfterEach
    void noProblemNamesThePathOfTheDirectory() {
        assertThat(started)
                .allSatisfy(service -> assertThat(
                                String.valueOf(service.current().status().refused()))
                        .doesNotContain(folder.toString()));
    }

    @AfterEach
    void closeEverything() {
        started.forEach(TestReleases::close);
        asides.close();
        pools.forEach(HikariDataSource::close);
    }

    static String channel(TestReleases service) {
        return channelOf(service.policy());
    }

    private static String channelOf(Policy policy) {
        return policy.decide(FREE).channels().get(0).name();
    }

    /** Returns the channel that the tables of a directory say, without the time that compiling them takes. */
    static String channelIn(Path directory) {
        return EditedTables.at(directory).cell("support-matrix.csv", FREE_REPORTS, "Support channels");
    }

    TestReleases start() {
        return start(database, rules, "memory");
    }

    TestReleases start(String url, Path directory, String memory) {
        return start(url, directory, memory, clock);
    }

    private TestReleases start(String url, Path directory, String memory, MovableClock clock) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setInitializationFailTimeout(-1);
        pool.setConnectionTimeout(url.equals(UNREACHABLE) ? 250 : 2_000);
        pools.add(pool);
        TestReleases service = new TestReleases(
                directory,
                folder.resolve(memory),
                false,
                new BreakingDataSource(pool, breaking, slow, losing).beforeConnection(() -> whenConnecting.run()),
                new ReleaseNotes(noteSource, PublishAdvisor.NONE, asides),
                clock,
                event -> {
                    if (event instanceof LostTables lost) {
                        lostTables.add(lost);
                    }
                    whenAnnounced.run();
                });
        started.add(service);
        return service;
    }

    /** Writes the shipped tables with another channel for the tested query. */
    private EditedTables say(String channel) {
        return new EditedTablesIn(rules).say(channel);
    }

    private record EditedTablesIn(Path directory) {

        EditedTables say(String channel) {
            return EditedTables.in(directory)
                    .replaceInRow("support-matrix.csv", FREE_REPORTS, "Support channels", channel);
        }
    }

    private void change(TestReleases service, String channel) {
        say(channel);
        service.followSave(rules);
    }

    /** The folder of the service. */
    private Path memory() {
        return new ReleasesProperties(folder.resolve("memory"), Duration.ofSeconds(1))
                .memoryOf(new RulesProperties(rules, Duration.ofMillis(100)));
    }

    TableFiles saying(String channel) throws IOException {
        Path other = Files.createTempDirectory(folder, "other");
        new EditedTablesIn(other).say(channel);
        return new RulesDirectory(other).readFiles();
    }

    PublishResult publish(TestReleases service, TableFiles files, long basedOn, @Nullable Instant from) {
        return service.publisher().publish(new PublishRequest(files, basedOn, "ada", "http", "why not", from));
    }

    @Test
    void theFirstTablesAreTheFirstRelease() {
        TestReleases service = start();

        Release first = service.releases().findById(1).orElseThrow();
        assertThat(service.ids()).containsExactly(1L);
        assertThat(service.idInForce()).isEqualTo(1);
        assertThat(first.author()).isEqualTo("directory");
        assertThat(first.created()).isEqualTo("2026-03-06T08:00:00Z");
        assertThat(first.revision())
                .isEqualTo(service.current().policy().orElseThrow().revision());
        assertThat(service.releases().readFiles(first).contents())
                .containsOnlyKeys(service.releases()
                        .readDirectory()
                        .orElseThrow()
                        .contents()
                        .keySet());
    }

    @Test
    void aChangeOfTheDirectoryIsARelease() {
        TestReleases service = start();
        clock.advance(Duration.ofHours(1));
        change(service, "Support Portal");

        assertThat(channel(service)).isEqualTo("Support Portal");
        assertThat(service.ids()).containsExactly(1L, 2L);
        assertThat(service.releases().findById(2).orElseThrow().effectiveFrom()).isEqualTo("2026-03-06T09:00:00Z");
    }

    @Test
    void aFileThatIsWrittenOtherwiseAndSaysTheSameIsNoRelease() throws IOException {
        TestReleases service = start();
        Path plans = rules.resolve("plans.csv");
        Files.writeString(plans, "\uFEFF" + Files.readString(plans).replace("\n", ",,\r\n"));
        service.followSave(rules);

        assertThat(service.ids()).containsExactly(1L);
    }

    @Test
    void aSaveThatFollowsWhileTheOneBeforeIsPublishedIsAReleaseToo() {
        TestReleases service = start();
        clock.meanwhile(() -> EditedTables.in(rules));
        change(service, "Support Portal");
        assertThat(channel(service)).isEqualTo("Support Portal");

        service.followSave(rules);

        assertThat(service.ids()).containsExactly(1L, 2L, 3L);
        assertThat(channelIn(rules)).isEqualTo("Support Forum");
        assertThat(channel(service)).isEqualTo("Support Forum");
    }

    @Test
    void tablesThatAreRefusedAreNoRelease() {
        TestReleases service = start();
        EditedTables.in(rules).replaceEverywhere("sla-agreements.csv", "8 hours", "8 huors");
        service.followSave(rules);

        assertThat(service.ids()).containsExactly(1L);
        assertThat(service.refusals()).contains("bad-cell");
        EditedTables.in(rules);
        service.followSave(rules);
        assertThat(service.refusals()).isEmpty();
        assertThat(service.ids()).containsExactly(1L);
    }

    @Test
    void whatIsPublishedIsInForceAndInTheDirectory() throws IOException {
        TestReleases service = start();
        PublishResult done = publish(service, saying("Support Portal"), 1, null);

        assertThat(done).isInstanceOf(PublishResult.Published.class);
        assertThat(channel(service)).isEqualTo("Support Portal");
        assertThat(service.idInForce()).isEqualTo(2);
        assertThat(service.releases().findById(2).orElseThrow().comment()).isEqualTo("why not");
        assertThat(channelIn(rules)).isEqualTo("Support Portal");
        assertThat(rules).isDirectoryNotContaining("glob:**/.publishing*");
        service.followSave(rules);
        assertThat(service.ids()).containsExactly(1L, 2L);
    }

    @Test
    void aPublishWhoseCommitHasNoAnswerSaysThatItMayHaveBeenKeptAndSentAgainIsAConflict() throws IOException {
        TestReleases service = start();
        losing.set(true);

        assertThatThrownBy(() -> publish(service, saying("Support Portal"), 1, null))
                .isInstanceOfSatisfying(DatabaseUnavailableException.class, failure -> {
                    assertThat(failure.mayHaveChanged()).isTrue();
                    assertThat(failure).hasMessageContaining("may show once it can be reached again");
                });
        losing.set(false);
        assertThat(channel(service)).isEqualTo("Support Forum");

        assertThat(publish(service, saying("Landline"), 1, null))
                .isInstanceOfSatisfying(
                        PublishResult.Conflict.class,
                        conflict -> assertThat(conflict.current().id()).isEqualTo(2));
        service.followLog();
        assertThat(service.ids()).containsExactly(1L, 2L);
        assertThat(channel(service)).isEqualTo("Support Portal");
        assertThat(channelIn(rules)).isEqualTo("Support Portal");
    }

    @Test
    void aPublishThatFailsBeforeItsCommitIsNotKeptAndSaysNothingElse() throws IOException {
        TestReleases service = start();
        breaking.set(true);

        assertThatThrownBy(() -> publish(service, saying("Support Portal"), 1, null))
                .isInstanceOfSatisfying(
                        DatabaseUnavailableException.class,
                        failure -> assertThat(failure.mayHaveChanged()).isFalse());
        breaking.set(false);

        assertThat(publish(service, saying("Landline"), 1, null)).isInstanceOf(PublishResult.Published.class);
        assertThat(service.ids()).containsExactly(1L, 2L);
    }

    @Test
    void filesThatAPublishedReleaseLacksLeaveTheDirectory() throws IOException {
        TestReleases service = start();
        SortedMap<String, byte[]> contents =
                new TreeMap<>(service.releases().readDirectory().orElseThrow().contents());
        byte[] channels = contents.remove("channels.csv");
        contents.put("ways.csv", channels);
        publish(service, new TableFiles(contents, List.of()), 1, null);

        assertThat(rules.resolve("channels.csv")).doesNotExist();
        assertThat(rules.resolve("ways.csv")).hasBinaryContent(channels);
    }

    @Test
    void whatHasErrorsIsNotPublished() throws IOException {
        TestReleases service = start();
        SortedMap<String, byte[]> contents =
                new TreeMap<>(saying("Support Portal").contents());
        contents.put("plans.csv", "nonsense".getBytes(StandardCharsets.UTF_8));

        assertThat(publish(service, new TableFiles(contents, List.of()), 1, null))
                .isInstanceOf(PublishResult.Refused.class);
        assertThat(service.ids()).containsExactly(1L);
        assertThat(rules).isDirectoryNotContaining("glob:**/.publishing*");
    }

    @Test
    void whatIsBasedOnAnOlderReleaseIsAConflict() throws IOException {
        TestReleases service = start();
        change(service, "Support Portal");

        assertThat(publish(service, saying("Landline"), 1, null))
                .isInstanceOfSatisfying(PublishResult.Conflict.class, conflict -> {
                    assertThat(conflict.current().id()).isEqualTo(2);
                    assertThat(conflict.directory()).isNull();
                });
        assertThat(channel(service)).isEqualTo("Support Portal");
    }

    @Test
    void aDirectoryThatSomebodyIsEditingIsAConflictAndKeepsTheirEdit() throws IOException {
        TestReleases service = start();
        EditedTables.in(rules).replaceEverywhere("sla-agreements.csv", "8 hours", "8 huors");

        assertThat(publish(service, saying("Landline"), 1, null))
                .isInstanceOfSatisfying(
                        PublishResult.Conflict.class,
                        conflict -> assertThat(conflict.directory().digest())
                                .isEqualTo(new RulesDirectory(rules).readFiles().digest()));
        assertThat(Files.readString(rules.resolve("sla-agreements.csv"))).contains("8 huors");
    }

    @Test
    void aScheduledReleaseIsInForceFromItsInstantOnAlsoAfterARestart() throws IOException {
        TestReleases service = start();
        Instant tomorrow = clock.instant().plus(Duration.ofDays(1));
        publish(service, saying("Landline"), 1, tomorrow);

        assertThat(service.idInForce()).isEqualTo(1);
        service.followLog();
        assertThat(service.nextActivation()).isEqualTo(tomorrow);
        assertThat(service.idInForce()).isEqualTo(1);
        TestReleases again = start();
        assertThat(again.idInForce()).isEqualTo(1);
        clock.advance(Duration.ofDays(1));
        service.followLog();
        assertThat(service.idInForce()).isEqualTo(2);
        assertThat(channel(service)).isEqualTo("Landline");
        assertThat(channelIn(rules)).isEqualTo("Landline");
        again.followLog();
        assertThat(again.idInForce()).isEqualTo(2);
        assertThat(channel(start())).isEqualTo("Landline");
    }

    private static PublishResult addHistory(TestReleases service, TableFiles files, long basedOn, String since) {
        return service.publisher()
                .publish(new PublishRequest(files, basedOn, "ada", Release.HISTORY, "as it was", Instant.parse(since)));
    }

    private static Optional<Long> idAt(TestReleases service, String instant) {
        return service.releases().findInForceAt(Instant.parse(instant)).map(Release::id);
    }

    @Test
    void historyIsInForceBeforeTheFirstReleaseHereAndElsewhereAndChangesNothingOfToday() throws IOException {
        TestReleases service = start();
        TestReleases replica = start(database, Files.createDirectory(folder.resolve("replica")), "other");
        String today = channel(service);
        assertThat(idAt(service, "2021-01-01T00:00:00Z")).isEmpty();

        addHistory(service, saying("Landline"), 0, "2020-01-01T00:00:00Z");
        PublishResult second = addHistory(service, saying("Support Portal"), 2, "2023-01-01T00:00:00Z");
        replica.followLog();

        assertThat(second).isInstanceOfSatisfying(PublishResult.Published.class, published -> {
            assertThat(published.release().isHistory()).isTrue();
            assertThat(published.release().created()).isEqualTo(clock.instant());
            assertThat(published.problems()).noneMatch(problem -> problem.code().equals("later-release"));
        });
        for (TestReleases each : List.of(service, replica, start())) {
            assertThat(idAt(each, "2019-12-31T23:59:59Z")).isEmpty();
            assertThat(idAt(each, "2021-01-01T00:00:00Z")).contains(2L);
            assertThat(idAt(each, "2024-01-01T00:00:00Z")).contains(3L);
            assertThat(idAt(each, "2026-03-06T08:00:00Z")).contains(1L);
            assertThat(each.idInForce()).isEqualTo(1);
            assertThat(channelOf(each.releases()
                            .compileRelease(each.releases().findById(2).orElseThrow())
                            .compiled()
                            .orElseThrow()))
                    .isEqualTo("Landline");
        }
        assertThat(channel(service)).isEqualTo(today);
        assertThat(channelIn(rules)).isEqualTo(today);
        change(service, "Landline");
        assertThat(service.idInForce()).isEqualTo(4);
        assertThat(service.releases()
                        .findPredecessorOf(service.releases().findById(4).orElseThrow()))
                .map(Release::id)
                .contains(1L);
    }

    @Test
    void historyThatWouldChangeWhatWasInForceIsRefused() throws IOException {
        TestReleases service = start();
        addHistory(service, saying("Landline"), 0, "2020-01-01T00:00:00Z");
        TableFiles files = saying("Support Portal");

        assertThat(addHistory(service, files, 2, "2020-01-01T00:00:00Z"))
                .isInstanceOfSatisfying(
                        PublishResult.OutOfOrder.class,
                        refused -> assertThat(refused.why()).contains("release 2", "2020-01-01T00:00:00Z"));
        assertThat(addHistory(service, files, 0, "2019-01-01T00:00:00Z")).isInstanceOf(PublishResult.OutOfOrder.class);
        assertThat(addHistory(service, files, 1, "2026-03-06T08:00:00Z"))
                .isInstanceOfSatisfying(
                        PublishResult.OutOfOrder.class,
                        refused -> assertThat(refused.why()).contains("release 1", "2026-03-06T08:00:00Z"));
        assertThat(addHistory(service, files, 1, "2021-01-01T00:00:00Z")).isInstanceOf(PublishResult.Conflict.class);
        assertThat(service.ids()).containsExactly(1L, 2L);
    }

    @Test
    void aScheduledReleaseComesIntoForceThoughAnotherWasPublishedMeanwhile() throws IOException {
        TestReleases service = start();
        Instant tomorrow = clock.instant().plus(Duration.ofDays(1));
        publish(service, saying("Landline"), 1, tomorrow);
        assertThat(publish(service, saying("Support Portal"), 1, null))
                .isInstanceOfSatisfying(
                        PublishResult.Published.class,
                        published -> assertThat(published.problems()).anySatisfy(problem -> {
                            assertThat(problem.code()).isEqualTo("later-release");
                            assertThat(problem.message()).contains("Release 2 is scheduled for " + tomorrow);
                        }));

        assertThat(channel(service)).isEqualTo("Support Portal");
        clock.advance(Duration.ofDays(1));
        service.followLog();
        assertThat(channel(service)).isEqualTo("Landline");
    }

    @Test
    void aScheduledReleaseComesIntoForceWhileAPublishWaitsForADatabaseThatHangs() throws Exception {
        TestReleases service = start();
        Instant tomorrow = clock.instant().plus(Duration.ofDays(1));
        publish(service, saying("Landline"), 1, tomorrow);
        TableFiles files = saying("Support Portal");
        CountDownLatch hangs = new CountDownLatch(1);
        CountDownLatch goesOn = new CountDownLatch(1);
        CompletableFuture<PublishResult> publishing = new CompletableFuture<>();
        Thread publisher = new Thread(() -> publishing.complete(publish(service, files, 1, null)));
        AtomicInteger connections = new AtomicInteger();
        whenConnecting = () -> {
            // The second connection is the one that adds the release.
            if (Thread.currentThread() == publisher && connections.incrementAndGet() == 2) {
                hangs.countDown();
                await(goesOn);
            }
        };

        publisher.start();
        try {
            await(hangs);
            clock.advance(Duration.ofDays(2));
            Waiting.get(CompletableFuture.runAsync(service::followLog));

            assertThat(channel(service)).isEqualTo("Landline");
            assertThat(channelIn(rules)).isEqualTo("Landline");
            assertThat(publishing).isNotDone();
        } finally {
            goesOn.countDown();
        }
        assertThat(Waiting.get(publishing)).isInstanceOf(PublishResult.Published.class);
        assertThat(service.ids()).containsExactly(1L, 2L, 3L);
        assertThat(service.idInForce()).isEqualTo(2);
        assertThat(channelIn(rules)).isEqualTo("Landline");
        assertThat(rules).isDirectoryNotContaining("glob:**/.publishing*");
    }

    private static void await(CountDownLatch event) {
        try {
            event.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void ofTwoReleasesThatBeginTogetherTheLaterPublishedIsInForce() throws IOException {
        TestReleases service = start();
        Instant tomorrow = clock.instant().plus(Duration.ofDays(1));
        publish(service, saying("Landline"), 1, tomorrow);
        publish(service, saying("Support Portal"), 2, tomorrow);

        clock.advance(Duration.ofDays(2));
        service.followLog();
        assertThat(service.idInForce()).isEqualTo(3);
    }

    @Test
    void whatIsScheduledMustBeBasedOnWhatWillBeInForceThen() throws IOException {
        TestReleases service = start();
        Instant tomorrow = clock.instant().plus(Duration.ofDays(1));
        publish(service, saying("Landline"), 1, tomorrow);

        assertThat(publish(service, saying("Support Portal"), 1, tomorrow.plusSeconds(1)))
                .isInstanceOfSatisfying(
                        PublishResult.Conflict.class,
                        conflict -> assertThat(conflict.current().id()).isEqualTo(2));
        assertThat(publish(service, saying("Support Portal"), 2, tomorrow.plusSeconds(1)))
                .isInstanceOf(PublishResult.Published.class);
    }

    @Test
    void thePolicyOfEveryMomentCanBeAsked() throws IOException {
        TestReleases service = start();
        clock.advance(Duration.ofHours(1));
        change(service, "Support Portal");
        clock.advance(Duration.ofHours(1));
        publish(service, saying("Landline"), 2, clock.instant().plus(Duration.ofHours(1)));

        assertThat(service.releases().findInForceAt(Instant.parse("2026-03-06T07:59:59.999Z")))
                .isEmpty();
        assertThat(asOf(service, "2026-03-06T08:00:00Z")).isEqualTo("Support Forum");
        assertThat(asOf(service, "2026-03-06T08:59:59.999999Z")).isEqualTo("Support Forum");
        assertThat(asOf(service, "2026-03-06T09:00:00Z")).isEqualTo("Support Portal");
        assertThat(asOf(service, "2026-03-06T10:59:59Z")).isEqualTo("Support Portal");
        assertThat(asOf(service, "2026-03-06T11:00:00Z")).isEqualTo("Landline");
    }

    @Test
    void aPastReleaseIsNotCompiledForACallerWhoLeavesButForTheNextOne() {
        TestReleases service = start();
        change(service, "Support Portal");
        Release first = service.releases().findById(1).orElseThrow();
        AtomicInteger looks = new AtomicInteger();

        assertThatThrownBy(() -> service.releases().compileInTurn(first, () -> true))
                .isInstanceOf(CallerLeftException.class);
        assertThatThrownBy(() -> service.releases().compileInTurn(first, () -> looks.incrementAndGet() > 2))
                .isInstanceOf(CallerLeftException.class);
        assertThat(channelOf(
                        service.releases().compileInTurn(first, () -> false).requirePolicy()))
                .isEqualTo("Support Forum");
    }

    @Test
    void aCheckEndsWhenItsCallerLeaves() throws IOException {
        TestReleases service = start();
        TableFiles tables = saying("Support Portal");

        assertThat(service.publisher()
                        .judgeTables(tables, () -> false)
                        .verdict()
                        .compiled())
                .isPresent();
        Compilation ended = service.publisher().judgeTables(tables, () -> true).verdict();
        assertThat(ended.compiled()).isEmpty();
        assertThat(ended.problems()).anyMatch(problem -> problem.code().equals("not-fully-checked"));
    }

    /** An earlier version accepted its rules of precedence, which fire too often for a check of this version. */
    @Test
    void aReleaseThatServedIsRestoredAlthoughACheckOfItsTablesWouldNotEndWell() throws IOException {
        TestReleases service = start();
        SortedMap<String, byte[]> contents =
                new TreeMap<>(saying("Support Portal").contents());
        contents.put("contract-precedence.drl", rulesThatAlwaysFire());
        TableFiles old = new TableFiles(contents, List.of());
        assertThat(publish(service, old, 1, null)).isInstanceOf(PublishResult.Refused.class);
        addRelease(service, old);
        service.followLog();
        assertThat(channel(service)).isEqualTo("Support Portal");
        publish(service, saying("Landline"), 2, null);
        assertThat(channel(service)).isEqualTo("Landline");

        PublishResult restored = publish(
                service,
                service.releases().readFiles(service.releases().findById(2).orElseThrow()),
                3,
                null);

        assertThat(restored).isInstanceOf(PublishResult.Published.class);
        assertThat(channel(service)).isEqualTo("Support Portal");
        contents.put("notes.csv", "RuleSet,any\n".getBytes(StandardCharsets.UTF_8));
        assertThat(publish(service, new TableFiles(contents, List.of()), 4, null))
                .isInstanceOf(PublishResult.Refused.class);
    }

    private static byte[] rulesThatAlwaysFire() {
        return IntStream.range(0, 30)
                .mapToObj(number -> "rule \"" + number
                        + "\" when a : Claim() b : Claim(part == a.part) then b.prevailsOver(a); end\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Adds a release to the log as a service of an earlier version did. */
    private void addRelease(TestReleases service, TableFiles files) {
        Release last = service.releases().findInForce().orElseThrow();
        Release next = new Release(
                last.id() + 1,
                "sha256:of-an-earlier-version",
                files.contentDigest(),
                "ada",
                "http",
                "",
                clock.instant(),
                clock.instant(),
                null,
                null);
        assertThat(service.log().addRelease(next, List.of(), files, () -> {})).isTrue();
    }

    private static String asOf(TestReleases service, String instant) {
        Release release =
                service.releases().findInForceAt(Instant.parse(instant)).orElseThrow();
        Policy policy = service.releases().compileRelease(release).requirePolicy();
        assertThat(policy.revision()).isEqualTo(release.revision());
        return channelOf(policy);
    }

    @Test
    void anotherServiceOnTheSameLogFollows() throws IOException {
        TestReleases one = start();
        Path copy = Files.createDirectory(folder.resolve("copy"));
        EditedTables.in(copy);
        TestReleases other = start(database, copy, "other memory");
        assertThat(other.ids()).containsExactly(1L);

        publish(one, saying("Support Portal"), 1, null);
        other.followLog();

        assertThat(channel(other)).isEqualTo("Support Portal");
        assertThat(other.idInForce()).isEqualTo(2);
        assertThat(channelIn(copy)).isEqualTo("Support Portal");
    }

    @Test
    void aServiceWithoutADirectoryServesWhatTheLogHas() throws IOException {
        TestReleases one = start();
        TestReleases replica = start(database, Path.of(""), "other memory");
        assertThat(channel(replica)).isEqualTo("Support Forum");

        publish(replica, saying("Support Portal"), 1, null);
        one.followLog();

        assertThat(channel(replica)).isEqualTo("Support Portal");
        assertThat(channel(one)).isEqualTo("Support Portal");
    }

    @Test
    void aServiceWithNeitherDirectoryNorReleaseSaysSoAndServesTheFirstThatIsPublished() {
        TestReleases replica = start(database, Path.of(""), "other memory");
        assertThat(replica.refusals()).containsExactly("no-release");

        start();
        replica.followLog();

        assertThat(channel(replica)).isEqualTo("Support Forum");
        assertThat(replica.refusals()).isEmpty();
    }

    @Test
    void twoServicesThatPublishOnTheSameReleaseDoNotBothSucceed() throws IOException {
        TestReleases one = start();
        Path copy = Files.createDirectory(folder.resolve("copy"));
        EditedTables.in(copy);
        TestReleases other = start(database, copy, "other memory");
        publish(one, saying("Support Portal"), 1, null);

        assertThat(publish(other, saying("Landline"), 1, null)).isInstanceOf(PublishResult.Conflict.class);
        assertThat(publish(other, saying("Landline"), 2, null)).isInstanceOf(PublishResult.Published.class);
        one.followLog();
        assertThat(channel(one)).isEqualTo("Landline");
        assertThat(channelIn(copy)).isEqualTo("Landline");
    }

    /** Takes the log back to a release, as the restoring of a backup or a failover to a server that was behind does. */
    void putLogBackTo(long release) throws SQLException {
        execute("DELETE FROM policy_release_impact WHERE release_id > " + release);
        execute("DELETE FROM policy_release_file WHERE release_id > " + release);
        execute("DELETE FROM policy_release WHERE id > " + release);
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
    void whatALogLostThatWasPutBackStaysInForceAndIsReportedAndAnnouncedUntilAnotherReleaseIsPublished()
            throws Exception {
        TestReleases one = start();
        TestReleases replica = start(database, Path.of(""), "other memory");
        TableFiles lost = saying("Support Portal");
        publish(one, lost, 1, null);
        replica.followLog();
        putLogBackTo(1);

        one.followLog();
        replica.followLog();

        assertThat(List.of(one, replica)).allSatisfy(service -> {
            PolicyStatus.LogRewound rewound = service.current().status().logRewound();
            assertThat(channel(service)).isEqualTo("Support Portal");
            assertThat(service.ids()).containsExactly(1L);
            assertThat(rewound.lastKept()).isEqualTo(1);
            assertThat(rewound.lost()).containsExactly(2L);
            assertThat(rewound.serving()).isEqualTo(2);
            assertThat(service.releases().hasLost(2)).isTrue();
            assertThatThrownBy(() -> service.releases()
                            .readFiles(service.current().status().inForce().release()))
                    .hasMessage("The log of releases does not have release 2 any more.");
            assertThat(rewound.why()).startsWith("The log of releases has lost release 2,");
        });
        assertThat(lostTables).hasSize(2).allSatisfy(tables -> {
            assertThat(tables.release().id()).isEqualTo(2);
            assertThat(tables.files().digest()).isEqualTo(lost.digest());
            assertThat(tables.base().id()).isEqualTo(1);
        });
        one.followLog();
        assertThat(lostTables).hasSize(2);

        clock.advance(Duration.ofMinutes(1));
        assertThat(publish(replica, saying("Landline"), 1, null)).isInstanceOf(PublishResult.Published.class);
        one.followLog();

        assertThat(List.of(one, replica)).allSatisfy(service -> {
            assertThat(channel(service)).isEqualTo("Landline");
            assertThat(service.idInForce()).isEqualTo(2);
            assertThat(service.current().status().logRewound()).isNull();
            assertThat(service.publisher().isLost(2)).isTrue();
            assertThat(service.publisher().isLost(1)).isFalse();
            assertThat(service.releases().hasLost(2)).isFalse();
        });
        assertThat(channelIn(rules)).isEqualTo("Landline");
    }

    @Test
    void aScheduledReleaseThatALogKeptComesIntoForceAtItsTimeAfterALostOne() throws Exception {
        TestReleases service = start();
        publish(service, saying("Landline"), 1, clock.instant().plus(Duration.ofDays(1)));
        publish(service, saying("Support Portal"), 1, null);
        putLogBackTo(2);

        service.followLog();
        assertThat(channel(service)).isEqualTo("Support Portal");
        assertThat(service.current().status().logRewound().serving()).isEqualTo(3);
        clock.advance(Duration.ofDays(1));
        service.followLog();

        assertThat(service.idInForce()).isEqualTo(2);
        assertThat(channel(service)).isEqualTo("Landline");
        assertThat(service.current().status().logRewound().serving()).isNull();
    }

    @Test
    void aReleaseIsReachedThoughALaterOneIsDueAndCannotBeRead() throws Exception {
        TestReleases service = start();
        publish(service, saying("Landline"), 1, clock.instant().plus(Duration.ofDays(1)));
        breaking.set(true);
        clock.advance(Duration.ofDays(1));
        service.followLog();

        assertThat(service.releases().awaitRelease(1, Duration.ZERO)).isTrue();
        assertThat(service.releases().awaitRelease(2, Duration.ZERO)).isFalse();
        breaking.set(false);
        service.followLog();
        assertThat(service.releases().awaitRelease(2, Duration.ZERO)).isTrue();
    }

    @Test
    void replicasAgreeThoughTheLogGaveTheNumberOfALostReleaseToAnotherBeforeTheyLooked() throws Exception {
        TestReleases one = start();
        publish(one, saying("Support Portal"), 1, null);
        Release lost = one.releases().findById(2).orElseThrow();
        assertThat(channelOf(one.releases().compileRelease(lost).requirePolicy()))
                .isEqualTo("Support Portal");
        putLogBackTo(1);
        TestReleases fresh = start(database, Path.of(""), "other memory");
        publish(fresh, saying("Landline"), 1, null);

        PublishRequest onLost =
                new PublishRequest(saying("Support Forum"), 2, lost.chainDigest(), "ada", "http", "", null);
        assertThat(one.publisher().publish(onLost)).isInstanceOf(PublishResult.Conflict.class);
        one.followLog();

        assertThat(one.policy().revision()).isEqualTo(fresh.policy().revision());
        assertThat(channelIn(rules)).isEqualTo("Landline");
        assertThat(one.current().status().logRewound()).isNull();
        Release again = one.releases().findById(2).orElseThrow();
        assertThat(channelOf(one.releases().compileRelease(again).requirePolicy()))
                .isEqualTo("Landline");
        publish(one, saying("Support Portal"), 2, null);
        assertThat(channelOf(one.releases().compileRelease(again).requirePolicy()))
                .isEqualTo("Landline");
        assertThat(lostTables).hasSize(1);
    }

    @Test
    void thePolicyOfALostReleaseIsNeverThatOfTheOneWithItsNumber() throws Exception {
        TestReleases one = start();
        publish(one, saying("Support Portal"), 1, null);
        publish(one, saying("Support Forum"), 2, null);
        Release lost = one.releases().findById(2).orElseThrow();
        putLogBackTo(1);
        TestReleases fresh = start(database, Path.of(""), "other memory");
        publish(fresh, saying("Landline"), 1, null);

        assertThatThrownBy(() -> one.releases().compileRelease(lost))
                .as("before the loss is noticed")
                .isInstanceOf(DatabaseUnavailableException.class);
        assertThatThrownBy(() -> one.releases().readFiles(lost)).isInstanceOf(DatabaseUnavailableException.class);
        one.followLog();
        Release again = one.releases().findById(2).orElseThrow();
        assertThat(channelOf(one.releases().compileRelease(again).requirePolicy()))
                .isEqualTo("Landline");
        assertThatThrownBy(() -> one.releases().compileRelease(lost)).isInstanceOf(DatabaseUnavailableException.class);
    }

    @Test
    void aReleaseIsAddedToTheLogOnWhichItWasMadeAndToNoOther() throws Exception {
        TestReleases one = start();
        publish(one, saying("Support Portal"), 1, null);
        Release second = one.releases().findById(2).orElseThrow();
        Release third = new Release(
                3, "x", "x", "ada", "http", "", second.created(), second.created(), null, second.chainDigest());
        putLogBackTo(1);
        TestReleases fresh = start(database, Path.of(""), "other memory");

        assertThat(one.log().addRelease(third, List.of(), saying("Landline"), () -> {}))
                .isFalse();
        publish(fresh, saying("Support Forum"), 1, null);
        assertThat(one.log().addRelease(third, List.of(), saying("Landline"), () -> {}))
                .isFalse();
    }

    @Test
    void anEditThatDidNotKnowOfAReleaseDoesNotUndoIt() throws IOException {
        TestReleases one = start();
        Path copy = Files.createDirectory(folder.resolve("copy"));
        EditedTables.in(copy);
        TestReleases other = start(database, copy, "other memory");
        publish(one, saying("Support Portal"), 1, null);
        new EditedTablesIn(copy).say("Landline");

        other.followSave(copy);

        assertThat(other.refusals()).containsExactly("directory-behind");
        assertThat(channel(other)).isEqualTo("Support Portal");
        assertThat(other.ids()).containsExactly(1L, 2L);
        assertThat(channelIn(copy)).isEqualTo("Landline");
    }

    @Test
    void anEditMadeWhileTheServiceWasDownDoesNotUndoWhatOthersPublishedMeanwhile() throws IOException {
        TestReleases one = start();
        Path copy = Files.createDirectory(folder.resolve("copy"));
        EditedTables.in(copy);
        start(database, copy, "other memory");
        publish(one, saying("Support Portal"), 1, null);
        new EditedTablesIn(copy).say("Landline");

        TestReleases other = start(database, copy, "other memory");

        assertThat(other.refusals()).containsExactly("directory-behind");
        assertThat(channel(other)).isEqualTo("Support Portal");
        assertThat(other.ids()).containsExactly(1L, 2L);
    }

    @Test
    void aWriteThatIsFinishedLateDoesNotUndoWhatOthersPublishedMeanwhile() throws IOException {
        start();
        TestReleases publisher = start(database, Path.of(""), "other memory");
        publish(publisher, saying("Support Portal"), 1, null);
        Release second = publisher.releases().findById(2).orElseThrow();
        RulesDirectory directory = new RulesDirectory(rules);
        new WorkingCopy(directory, new LocalReleaseStore(memory(), JsonMapper.shared()))
                .stageWrite(directory.readFiles(), publisher.releases().readFiles(second), second);
        publish(publisher, saying("Landline"), 2, null);

        TestReleases again = start();

        assertThat(again.ids()).containsExactly(1L, 2L, 3L);
        assertThat(channel(again)).isEqualTo("Landline");
        assertThat(channelIn(rules)).isEqualTo("Landline");
    }

    @Test
    void whatIsWrongWithTheDirectoryIsStillSaidAfterOthersHavePublished() throws IOException {
        TestReleases one = start();
        Path copy = Files.createDirectory(folder.resolve("copy"));
        EditedTables.in(copy);
        TestReleases other = start(database, copy, "other memory");
        EditedTables.in(copy).replaceEverywhere("sla-agreements.csv", "8 hours", "8 huors");
        other.followSave(copy);
        assertThat(other.refusals()).contains("bad-cell");
        publish(one, saying("Support Portal"), 1, null);

        other.followLog();

        assertThat(channel(other)).isEqualTo("Support Portal");
        assertThat(other.refusals()).containsExactly("directory-behind");
    }

    @Test
    void aServiceWhoseClockIsLateFollowsAtOnceAndPublishesOnTopOfTheNewest() throws IOException {
        TestReleases one = start();
        TestReleases late = start(database, Path.of(""), "other memory", new MovableClock("2026-03-06T07:50:00Z"));
        assertThat(late.idInForce()).isEqualTo(1);
        publish(one, saying("Support Portal"), 1, null);
        late.followLog();
        assertThat(late.idInForce()).isEqualTo(2);

        assertThat(publish(late, saying("Landline"), 2, null)).isInstanceOf(PublishResult.Published.class);

        one.followLog();
        late.followLog();
        assertThat(channel(one)).isEqualTo("Landline");
        assertThat(channel(late)).isEqualTo("Landline");
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
        execute("DELETE FROM \"policy_release_schema\" WHERE \"version\" IN ('1', '2', '3', '4', '5', '6', '8', '9')");
        execute("DROP TABLE policy_release_impact");
        execute("DROP TABLE policy_proposal_comment");
        execute("DROP TABLE policy_proposal_file");
        execute("DROP TABLE policy_proposal");
        execute("DROP TABLE policy_release_file");
        execute("DROP TABLE policy_release");

        assertThat(start(database, rules, "other memory").ids()).containsExactly(1L);
    }

    @Test
    void aLogOfAnEarlierVersionIsReadAndGoesOn() throws SQLException {
        start();
        execute("DELETE FROM \"policy_release_schema\" WHERE \"version\" IN ('2', '3', '4', '5', '6', '8', '9')");
        execute("DROP TABLE policy_draft_change");
        execute("DROP TABLE policy_draft_file");
        execute("DROP TABLE policy_draft");
        execute("DROP TABLE policy_release_impact");
        execute("DROP TABLE policy_proposal_comment");
        execute("DROP TABLE policy_proposal_file");
        execute("DROP TABLE policy_proposal");
        execute("ALTER TABLE policy_release DROP COLUMN approved_by");
        execute("ALTER TABLE policy_release DROP COLUMN previous_digest");
        execute("ALTER TABLE policy_release ALTER COLUMN author SET DATA TYPE VARCHAR(200)");

        TestReleases service = start();
        change(service, "Support Portal");

        assertThat(service.ids()).containsExactly(1L, 2L);
        Release first = service.releases().findById(1).orElseThrow();
        assertThat(first.approvedBy()).isNull();
        assertThat(service.releases().findById(2).orElseThrow().previousDigest())
                .isEqualTo(first.chainDigest());
    }

    @Test
    void anUpgradeThatWasKilledHalfwayIsCompleted() throws SQLException {
        start();
        execute("DELETE FROM \"policy_release_schema\" WHERE \"version\" IN ('2', '3', '4', '5', '6', '8', '9')");
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
        TestReleases service = start();
        publish(service, saying("Support Portal"), 1, null);
        execute("UPDATE policy_file SET content = (SELECT content FROM policy_file WHERE hash ="
                + " (SELECT hash FROM policy_release_file WHERE release_id = 1 AND name = 'channels.csv'))"
                + " WHERE hash = (SELECT hash FROM policy_release_file WHERE release_id = 2 AND name = 'plans.csv')");

        TestReleases replica = start(database, Path.of(""), "other memory");

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
        TestReleases service = start();
        TestReleases replica = start(database, Path.of(""), "other memory");
        List<Long> remembered = new ArrayList<>();
        service.current().announceFromNow();
        replica.current().announceFromNow();

        whenAnnounced = () -> remembered.add(rememberedBy(service, rules));
        publish(service, saying("Support Portal"), 1, null);
        whenAnnounced = () -> remembered.add(rememberedBy(replica, Path.of("")));
        replica.followLog();

        assertThat(remembered).containsExactly(2L, 2L);
    }

    private static long rememberedBy(TestReleases service, Path directory) {
        Path folder = new ReleasesProperties(service.memory(), Duration.ofSeconds(1))
                .memoryOf(new RulesProperties(directory, Duration.ofMillis(100)));
        return new LocalReleaseStore(folder, JsonMapper.shared())
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
        TestReleases other = start(database, copy, "other memory");
        breaking.set(false);
        assertThat(start().ids()).containsExactly(1L);

        other.followSave(copy);

        assertThat(other.ids()).containsExactly(1L);
        assertThat(other.idInForce()).isEqualTo(1);
        assertThat(other.refusals()).isEmpty();
    }

    @Test
    void aChangeMadeWhileTheServiceWasDownIsARelease() {
        start();
        say("Support Portal");

        TestReleases again = start();

        assertThat(again.ids()).containsExactly(1L, 2L);
        assertThat(channel(again)).isEqualTo("Support Portal");
    }

    @Test
    void tablesPutBackWhileTheServiceWasDownAreARelease() {
        TestReleases service = start();
        change(service, "Support Portal");
        EditedTables.in(rules);

        assertThat(start().ids()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aNewMachineWithOldTablesDoesNotPutThemBackInForce() throws IOException {
        TestReleases service = start();
        change(service, "Support Portal");
        Path old = Files.createDirectory(folder.resolve("old"));
        EditedTables.in(old);

        TestReleases fresh = start(database, old, "fresh memory");

        assertThat(fresh.idInForce()).isEqualTo(2);
        assertThat(fresh.ids()).containsExactly(1L, 2L);
        assertThat(channelIn(old)).isEqualTo("Support Portal");
    }

    @Test
    void tablesThatAreBrokenAtTheStartLeaveTheLastReleaseInForce() {
        TestReleases service = start();
        change(service, "Support Portal");
        EditedTables.in(rules).replaceEverywhere("sla-agreements.csv", "8 hours", "8 huors");

        TestReleases again = start();

        assertThat(channel(again)).isEqualTo("Support Portal");
        assertThat(again.idInForce()).isEqualTo(2);
        assertThat(again.refusals()).contains("bad-cell");
    }

    @Test
    void aDirectoryThatCannotBeWrittenRefusesWhatIsPublished() throws IOException {
        SortedMap<String, byte[]> wanted = new TreeMap<>(saying("Landline").contents());
        wanted.put("scenarios/times.csv", Files.readAllBytes(Path.of("rules/scenarios/times.csv")));
        TestReleases service = start();
        Files.writeString(rules.resolve("scenarios"), "in the way");

        assertThat(publish(service, new TableFiles(wanted, List.of()), 1, null))
                .isInstanceOfSatisfying(
                        PublishResult.Refused.class,
                        refused -> assertThat(refused.problems())
                                .singleElement()
                                .satisfies(problem -> {
                                    assertThat(problem.code()).isEqualTo("directory-not-written");
                                    assertThat(problem.toString()).doesNotContain(folder.toString());
                                }));
        assertThat(service.ids()).containsExactly(1L);
    }

    @Test
    void aForgedNoteOfAWriteAmongTheTablesIsShownAndNeverActedOn() throws IOException {
        TestReleases service = start();
        Release first = service.releases().findById(1).orElseThrow();
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
                        TableFiles.hashOf(Files.readAllBytes(kept)) + " - ../kept.csv",
                        TableFiles.hashOf(Files.readAllBytes(rules.resolve("plans.csv"))) + " - plans.csv"));

        service.followLog();
        service.followSave(rules);
        TestReleases again = start();

        assertThat(folder.resolve("planted.csv")).doesNotExist();
        assertThat(kept).hasContent("of somebody else");
        assertThat(rules.resolve("plans.csv")).exists();
        assertThat(List.of(service, again)).allSatisfy(one -> {
            assertThat(one.refusals()).containsExactly("foreign-publishing");
            assertThat(one.ids()).containsExactly(1L);
            assertThat(channel(one)).isEqualTo("Support Forum");
        });

        FileSystemUtils.deleteRecursively(stage);
        again.followSave(rules);
        assertThat(again.refusals()).isEmpty();
    }

    @Test
    void whatCannotBeKeptIsNotPublishedAndChangesNothingUntilThereIsRoom() throws IOException {
        TestReleases service = start();
        Path note = memory().resolve("pending-write.json");
        Files.createDirectories(note.resolve("in the way"));
        TableFiles wanted = saying("Landline");

        assertThatThrownBy(() -> publish(service, wanted, 1, null)).isInstanceOf(LocalStoreUnavailableException.class);
        service.followLog();
        assertThat(service.ids()).containsExactly(1L);
        assertThat(channelIn(rules)).isEqualTo("Support Forum");

        FileSystemUtils.deleteRecursively(note);
        assertThat(publish(service, wanted, 1, null)).isInstanceOf(PublishResult.Published.class);
    }

    @Test
    void aMemoryThatCannotBeWrittenShowsUntilItCanAndThenKnowsWhatItMissed() throws IOException {
        TestReleases service = start();
        Path remembered = memory().resolve("last-release.zip");
        Files.delete(remembered);
        Files.createDirectories(remembered.resolve("in the way"));
        change(service, "Landline");
        service.followLog();

        assertThat(channel(service)).isEqualTo("Landline");
        assertThat(service.current().status().memoryAway().why())
                .contains("cannot be written")
                .doesNotContain(folder.toString());

        FileSystemUtils.deleteRecursively(remembered);
        service.followLog();
        assertThat(service.current().status().memoryAway()).isNull();
        breaking.set(true);
        assertThat(channel(start())).isEqualTo("Landline");
    }

    private void expect(TestReleases service, String channel) throws IOException {
        expect(channel);
        service.followSave(rules);
    }

    private void expect(String channel) throws IOException {
        Files.createDirectories(rules.resolve("scenarios"));
        Files.writeString(
                rules.resolve("scenarios/free.csv"),
                "Scenario,Plan,Issue type,Expect channels\nFree reports,Free,Issue reports," + channel + "\n");
    }

    @Test
    void aChangeThatAScenarioForbidsIsRefusedUnlessItIsEditedToo() throws IOException {
        TestReleases service = start();
        expect(service, "Support Forum");
        assertThat(service.ids()).containsExactly(1L, 2L);

        change(service, "Support Portal");
        assertThat(service.refusals()).containsExactly("scenario-failed");
        assertThat(channel(service)).isEqualTo("Support Forum");

        expect(service, "Support Portal");
        assertThat(service.refusals()).isEmpty();
        assertThat(channel(service)).isEqualTo("Support Portal");
        assertThat(service.current().status().inForce().problems())
                .noneMatch(problem -> problem.code().equals("scenario-failed"));
        assertThat(service.releases()
                        .readFiles(service.releases().findById(3).orElseThrow())
                        .contents())
                .containsKey("scenarios/free.csv");
    }

    @Test
    void aScenarioThatIsNewAndFailsIsWarnedOf() throws IOException {
        TestReleases service = start();
        expect(service, "Landline");

        assertThat(service.refusals()).isEmpty();
        assertThat(service.current().status().inForce().problems())
                .anySatisfy(problem -> assertThat(problem.code()).isEqualTo("scenario-failed"));
    }

    @Test
    void aScenarioThatFailsLeavesNoServiceWithoutAPolicy() throws IOException {
        expect("Landline");

        assertThat(channel(start())).isEqualTo("Support Forum");
    }

    @Test
    void aScenarioHoldsForAChangeThatWasMadeWhileTheServiceWasDown() throws IOException {
        expect(start(), "Support Forum");
        say("Support Portal");

        TestReleases again = start();

        assertThat(again.refusals()).containsExactly("scenario-failed");
        assertThat(channel(again)).isEqualTo("Support Forum");
    }

    @Test
    void aScenarioThatIsGoneIsWarnedOf() throws IOException {
        TestReleases service = start();
        expect(service, "Support Forum");
        Files.delete(rules.resolve("scenarios/free.csv"));
        service.followSave(rules);

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
        TestReleases service = start();
        expect(service, "Support Forum");
        noteSource.fail(EnumSet.allOf(Note.class));
        expect("Support Portal");
        change(service, "Support Portal");
        service.reportImpacts();

        PolicyStatus status = service.current().status();
        assertThat(channel(service)).isEqualTo("Support Portal");
        assertThat(service.idInForce()).isEqualTo(3);
        assertThat(status.refused()).isNull();
        assertThat(status.inForce().problems())
                .extracting(problem -> problem.code())
                .contains("coverage-unknown");
        assertThat(status.inForce().changes())
                .extracting(problem -> problem.code())
                .containsExactly("changes-unknown");
        assertThat(status.inForce().impact().state()).isEqualTo("failed");
        assertThat(status.inForce().impact().reason())
                .isEqualTo("The service failed to find it out; its log has the cause.");
        assertThat(reportOf(service, 3).impactState())
                .isEqualTo(status.inForce().impact());
        assertThat(asides.countFailures("impact")).isEqualTo(2);
    }

    private static ReleaseReport reportOf(TestReleases service, long release) {
        return service.releases()
                .readReport(service.releases().findById(release).orElseThrow());
    }

    @Test
    void aPublishedReleaseCountsThoughItsImpactFails() throws IOException {
        TestReleases service = start();
        noteSource.fail(EnumSet.of(Note.IMPACT));

        assertThat(publish(service, saying("Landline"), 1, null)).isInstanceOf(PublishResult.Published.class);
        assertThat(channel(service)).isEqualTo("Landline");
    }

    @Test
    void theImpactOfAReleaseIsPendingUntilItIsKnownAndKeptForAll() {
        TestReleases service = start();
        change(service, "Support Portal");

        assertThat(reportOf(service, 1).impactState()).isEqualTo(ImpactState.NONE);
        assertThat(reportOf(service, 2).impactState()).isEqualTo(ImpactState.PENDING);
        assertThat(service.current().status().inForce().impact()).isEqualTo(ImpactState.PENDING);
        service.reportImpacts();

        assertThat(service.current().status().inForce().impact().state()).isEqualTo("complete");
        assertThat(reportOf(service, 2).impactState().state()).isEqualTo("complete");
        assertThat(reportOf(service, 2).impact().lines()).isNotEmpty();
        TestReleases again = start();
        again.reportImpacts();
        assertThat(again.current().status().inForce().impact().state()).isEqualTo("complete");
        assertThat(reportOf(again, 2)).isEqualTo(reportOf(service, 2));
    }

    @Test
    void anImpactThatTheLogCannotTakeIsKeptOnceItCan() {
        TestReleases service = start();
        change(service, "Support Portal");
        breaking.set(true);
        service.reportImpacts();
        assertThat(service.current().status().inForce().impact().state()).isEqualTo("complete");

        breaking.set(false);
        service.reportImpacts();
        assertThat(reportOf(service, 2).impact()).isNotNull();
    }

    @Test
    void anImpactThatNobodyFindsOutAnyMoreIsNotPendingForEver() {
        TestReleases service = start();
        change(service, "Support Portal");
        change(service, "Landline");
        service.close();
        clock.advance(Duration.ofHours(1));

        assertThat(reportOf(start(), 2).impactState().reason()).contains("Nobody has found it out");
    }

    @Test
    void aServiceIsNotReadyBeforeItHasJudgedWhatWasSavedWhileItWasDownHoweverLongTheLogTakes() {
        start();
        say("Support Portal");
        slow.set(3);

        TestReleases again = start();

        assertThat(channel(again)).isEqualTo("Support Portal");
        assertThat(again.ids()).containsExactly(1L, 2L);
        assertThat(again.current().status().logAway()).isNull();
    }

    @Test
    void whatWasSavedWhileTheServiceWasDownIsJudgedAndShownAlsoWhileTheLogIsAway() {
        start();
        say("Support Portal");
        breaking.set(true);
        TestReleases sound = start();
        EditedTables.in(rules).replaceEverywhere("sla-agreements.csv", "8 hours", "8 huors");
        TestReleases unsound = start();

        assertThat(channel(sound)).isEqualTo("Support Forum");
        assertThat(sound.refusals()).containsExactly("log-away");
        assertThat(unsound.refusals()).contains("bad-cell");
        breaking.set(false);
        EditedTables.in(rules);
        say("Support Portal");
        sound.followLog();
        assertThat(channel(sound)).isEqualTo("Support Portal");
        assertThat(sound.refusals()).isEmpty();
    }

    @Test
    void untilTheLogHasBeenReadOnceNobodyIsToldThatThereAreNoReleases() {
        breaking.set(true);
        TestReleases service = start();

        assertThatThrownBy(() -> service.releases().findAll())
                .isInstanceOf(DatabaseUnavailableException.class)
                .hasMessage("The log of releases has not been read yet since the service started.");
        assertThatThrownBy(() -> service.releases().findInForceAt(clock.instant()))
                .isInstanceOf(DatabaseUnavailableException.class);
        breaking.set(false);
        service.followLog();
        assertThat(service.ids()).containsExactly(1L);
        breaking.set(true);
        assertThat(service.ids()).containsExactly(1L);
    }

    @Test
    void aFaultOfTheServiceIsShownAndTheTablesAreTakenOnceItIsGone() {
        TestReleases service = start();
        whenAnnounced = () -> {
            throw new IllegalStateException("The test has broken who listens.");
        };
        service.current().announceFromNow();
        change(service, "Support Portal");
        assertThat(channel(service)).isEqualTo("Support Portal");

        clock.meanwhile(() -> {
            throw new IllegalStateException("The test has broken the clock.");
        });
        say("Landline");
        assertThatThrownBy(() -> service.followSave(rules)).hasMessage("The test has broken the clock.");
        assertThat(channel(service)).isEqualTo("Support Portal");
        assertThat(service.refusals()).containsExactly("not-taken");
        assertThat(service.current().status().refused().problems().toString())
                .doesNotContain("The test has broken", "Exception", folder.toString());
        service.followLog();
        assertThat(channel(service)).isEqualTo("Landline");
        assertThat(service.refusals()).isEmpty();
    }

    @Test
    void withoutTheLogTheLastKnownReleaseServesAndTheServiceSaysSo() throws IOException {
        TestReleases service = start();
        change(service, "Support Portal");
        assertThat(service.current().status().logAway()).isNull();

        TestReleases alone = start(UNREACHABLE, rules, "memory");

        assertThat(channel(alone)).isEqualTo("Support Portal");
        assertThat(alone.idInForce()).isEqualTo(2);
        assertThat(alone.current().status().logAway()).isNotNull();
        assertThatThrownBy(() -> publish(alone, saying("Landline"), 2, null))
                .isInstanceOf(DatabaseUnavailableException.class);
    }

    @Test
    void withoutTheLogAndWithoutMemoryTheDirectoryServes() {
        TestReleases alone = start(UNREACHABLE, rules, "no memory");

        assertThat(channel(alone)).isEqualTo("Support Forum");
        assertThat(alone.current().status().inForce().release()).isNull();
        assertThat(alone.current().status().logAway()).isNotNull();
        alone.followLog();
        assertThat(channel(alone)).isEqualTo("Support Forum");
    }

    @Test
    void aChangeMadeWhileTheLogIsAwayIsAReleaseOnceItIsBack() {
        TestReleases service = start();
        breaking.set(true);
        change(service, "Support Portal");

        assertThat(channel(service)).isEqualTo("Support Forum");
        assertThat(service.refusals()).containsExactly("log-away");
        assertThat(service.current().status().logAway()).isNotNull();
        service.followLog();
        assertThat(channel(service)).isEqualTo("Support Forum");

        breaking.set(false);
        service.followLog();
        assertThat(channel(service)).isEqualTo("Support Portal");
        assertThat(service.ids()).containsExactly(1L, 2L);
        assertThat(service.refusals()).isEmpty();
        assertThat(service.current().status().logAway()).isNull();
    }

    @Test
    void aServiceThatStartedWithoutTheLogCatchesUpOnceItIsBack() throws IOException {
        TestReleases one = start();
        Path copy = Files.createDirectory(folder.resolve("copy"));
        EditedTables.in(copy);
        start(database, copy, "other memory");
        change(one, "Support Portal");
        breaking.set(true);
        TestReleases other = start(database, copy, "other memory");
        assertThat(channel(other)).isEqualTo("Support Forum");

        breaking.set(false);
        other.followLog();

        assertThat(channel(other)).isEqualTo("Support Portal");
        assertThat(channelIn(copy)).isEqualTo("Support Portal");
        assertThat(other.ids()).containsExactly(1L, 2L);
    }

    @Test
    void aDirectoryThatWasNotWrittenBeforeACrashIsWrittenAtTheNextStart() throws IOException {
        start();
        TestReleases publisher = start(database, Path.of(""), "other memory");
        publish(publisher, saying("Support Portal"), 1, null);
        Release second = publisher.releases().findById(2).orElseThrow();
        RulesDirectory directory = new RulesDirectory(rules);
        new WorkingCopy(directory, new LocalReleaseStore(memory(), JsonMapper.shared()))
                .stageWrite(directory.readFiles(), publisher.releases().readFiles(second), second);

        TestReleases again = start();

        assertThat(again.ids()).containsExactly(1L, 2L);
        assertThat(channelIn(rules)).isEqualTo("Support Portal");
        assertThat(rules).isDirectoryNotContaining("glob:**/.publishing*");
    }

    @Test
    void whatWasKeptToBeWrittenAndNeverBecameAReleaseIsForgotten() throws IOException {
        TestReleases service = start();
        Release first = service.releases().findById(1).orElseThrow();
        Release never = new Release(2, "x", "x", "ada", "http", "", first.created(), first.created(), null, null);
        RulesDirectory directory = new RulesDirectory(rules);
        new WorkingCopy(directory, new LocalReleaseStore(memory(), JsonMapper.shared()))
                .stageWrite(directory.readFiles(), saying("Support Portal"), never);

        TestReleases again = start();

        assertThat(again.ids()).containsExactly(1L);
        assertThat(channelIn(rules)).isEqualTo("Support Forum");
        assertThat(rules).isDirectoryNotContaining("glob:**/.publishing*");
    }

    @Test
    void anEditOfADirectoryThatStayedBehindIsRefusedUntilItIsTakenBack() throws IOException {
        TestReleases service = start();
        Path copy = Files.createDirectory(folder.resolve("copy"));
        EditedTables.in(copy);
        TestReleases other = start(database, copy, "other memory");
        new EditedTablesIn(copy).say("Landline");
        publish(service, saying("Support Portal"), 1, null);
        other.followLog();
        assertThat(channel(other)).isEqualTo("Support Portal");

        other.followSave(copy);
        assertThat(other.refusals()).containsExactly("directory-behind");
        assertThat(channelIn(copy)).isEqualTo("Landline");

        EditedTables.in(copy);
        other.followSave(copy);
        assertThat(other.refusals()).isEmpty();
        assertThat(channelIn(copy)).isEqualTo("Support Portal");
    }
}
