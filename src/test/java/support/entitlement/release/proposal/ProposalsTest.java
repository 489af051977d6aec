package support.entitlement.release.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import support.entitlement.EditedTables;
import support.entitlement.ExpectedErrors;
import support.entitlement.MovableClock;
import support.entitlement.background.BackgroundTasks;
import support.entitlement.database.DatabaseUnavailableException;
import support.entitlement.decision.Query;
import support.entitlement.release.PublishRequest;
import support.entitlement.release.PublishResult;
import support.entitlement.release.Releases;
import support.entitlement.release.TestReleases;
import support.entitlement.release.directory.RulesDirectory;
import support.entitlement.release.log.BreakingDataSource;
import support.entitlement.release.log.Release;
import support.entitlement.release.tables.ReleaseNotes;
import support.entitlement.release.tables.TableFiles;
import tools.jackson.databind.json.JsonMapper;

/** Releases under the four-eyes principle, on each database. */
@ExpectedErrors("is refused for these problems")
abstract class ProposalsTest {

    private static final ReleaseNotes NOTES = ReleaseNotes.of(new BackgroundTasks());

    private static final Query FREE = new Query("Free", "Issue reports", null, null, null, null, Map.of());
    private static final List<String> FREE_REPORTS = List.of("Basic", "Issue reports");

    private final MovableClock clock = new MovableClock("2026-03-06T08:00:00Z");
    private final List<TestReleases> started = new ArrayList<>();
    private final List<HikariDataSource> pools = new ArrayList<>();
    final String database = newDatabase();
    private final AtomicBoolean breaking = new AtomicBoolean();

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
        started.forEach(TestReleases::close);
        pools.forEach(HikariDataSource::close);
    }

    /** A service in which every release but the first takes two people. */
    record Service(TestReleases running, Proposals proposals) {

        Releases releases() {
            return running.releases();
        }

        String channel() {
            return running.policy().decide(FREE).channels().get(0).name();
        }

        List<Long> ids() {
            return running.ids();
        }

        List<String> refusals() {
            return running.refusals();
        }

        Proposal proposal(long id) {
            return proposals.findById(id).orElseThrow();
        }

        Object approve(long id, String by) {
            return outcome(proposals.approve(proposal(id), by));
        }
    }

    /** Returns the result of publishing, if the proposal was published. */
    private static Object outcome(ProposalResult result) {
        return result instanceof ProposalResult.Decided decided ? decided.result() : result;
    }

    Service start() {
        return start(rules, "memory");
    }

    private Service start(Path directory, String memory) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(database);
        pool.setInitializationFailTimeout(-1);
        pool.setConnectionTimeout(2_000);
        pools.add(pool);
        TestReleases running = new TestReleases(
                directory,
                folder.resolve(memory),
                true,
                new BreakingDataSource(pool, breaking),
                NOTES,
                clock,
                event -> {});
        started.add(running);
        return new Service(
                running,
                new Proposals(
                        running.publisher(), running.log(), running.current(), NOTES, clock, JsonMapper.shared()));
    }

    TableFiles saying(String channel) {
        try {
            Path other = Files.createTempDirectory(folder, "other");
            say(other, channel);
            return new RulesDirectory(other).readFiles();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void say(Path directory, String channel) {
        EditedTables.in(directory).replaceInRow("support-matrix.csv", FREE_REPORTS, "Support channels", channel);
    }

    private void look(Service service) {
        service.running().followSave(rules);
    }

    private static PublishRequest request(TableFiles files, long basedOn, @Nullable Instant from) {
        return new PublishRequest(files, basedOn, "ada", "http", "why not", from);
    }

    static Object propose(Service service, TableFiles files, long basedOn) {
        return outcome(service.proposals().propose(request(files, basedOn, null)));
    }

    @Test
    void aProposalOfAReleaseThatTheLogLostIsNotPublishedOverTheOneWithItsNumber() throws Exception {
        Service service = start();
        Release base = service.releases().findById(1).orElseThrow();
        long kept = proposeOn(service, base);
        long lost = proposeOn(service, base);
        try (Connection connection = DriverManager.getConnection(database);
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE policy_proposal SET base_digest = 'lost' WHERE id = " + lost);
        }

        assertThat(service.proposals().isBaseLost(service.proposal(kept))).isFalse();
        assertThat(service.proposals().isBaseLost(service.proposal(lost))).isTrue();
        assertThat(service.approve(lost, "bob")).isInstanceOf(PublishResult.Conflict.class);
        assertThat(service.approve(kept, "bob")).isInstanceOf(PublishResult.Published.class);
    }

    private long proposeOn(Service service, Release base) {
        ProposalResult proposed = service.proposals()
                .propose(new PublishRequest(
                        saying("Landline"), base.id(), base.chainDigest(), "ada", "http", "why not", null));
        return ((ProposalResult.Proposed) proposed).proposal().id();
    }

    @Test
    void theFirstTablesTakeNoApproval() {
        Service service = start();

        assertThat(service.ids()).containsExactly(1L);
        assertThat(service.releases().findById(1).orElseThrow().approvedBy()).isNull();
    }

    @Test
    void firstTablesThatWereMendedTakeNoApprovalEither() {
        EditedTables.in(rules).replaceEverywhere("sla-agreements.csv", "8 hours", "8 huors");
        Service service = start();
        assertThat(service.ids()).isEmpty();

        EditedTables.in(rules);
        look(service);

        assertThat(service.ids()).containsExactly(1L);
        assertThat(service.channel()).isEqualTo("Support Forum");
    }

    @Test
    void whatIsProposedServesNobody() {
        Service service = start();
        Object done = propose(service, saying("Support Portal"), 1);

        assertThat(done)
                .isInstanceOfSatisfying(
                        ProposalResult.Proposed.class,
                        proposed -> assertThat(proposed.proposal()).isEqualTo(service.proposal(1)));
        Proposal proposal = service.proposal(1);
        assertThat(proposal.isOpen()).isTrue();
        assertThat(proposal.author()).isEqualTo("ada");
        assertThat(proposal.comment()).isEqualTo("why not");
        assertThat(proposal.created()).isEqualTo("2026-03-06T08:00:00Z");
        assertThat(proposal.effectiveFrom()).isNull();
        assertThat(proposal.revision())
                .isEqualTo(service.proposals()
                        .compileProposal(proposal)
                        .requirePolicy()
                        .revision());
        assertThat(service.proposals().readProblems(proposal)).isNotEmpty();
        assertThat(service.proposals().readFiles(proposal).digest())
                .isEqualTo(saying("Support Portal").digest());
        assertThat(service.ids()).containsExactly(1L);
        assertThat(service.channel()).isEqualTo("Support Forum");
        assertThat(new RulesDirectory(rules).readFiles().contentDigest())
                .isEqualTo(service.releases().findById(1).orElseThrow().digest());
    }

    @Test
    void whatAnotherApprovesIsAReleaseOfBoth() {
        Service service = start();
        propose(service, saying("Support Portal"), 1);
        clock.advance(Duration.ofHours(1));

        assertThat(service.approve(1, "bea")).isInstanceOf(PublishResult.Published.class);

        Release release = service.releases().findById(2).orElseThrow();
        assertThat(release.author()).isEqualTo("ada");
        assertThat(release.approvedBy()).isEqualTo("bea");
        assertThat(release.comment()).isEqualTo("why not");
        assertThat(release.created()).isEqualTo("2026-03-06T09:00:00Z");
        assertThat(service.channel()).isEqualTo("Support Portal");
        assertThat(new RulesDirectory(rules).readFiles().contentDigest()).isEqualTo(release.digest());
        Proposal proposal = service.proposal(1);
        assertThat(proposal.state()).isEqualTo(Proposal.State.PUBLISHED);
        assertThat(proposal.decidedBy()).isEqualTo("bea");
        assertThat(proposal.decided()).isEqualTo("2026-03-06T09:00:00Z");
        assertThat(proposal.release()).isEqualTo(2);
        assertThat(start().releases().findById(2)).contains(release);
    }

    @Test
    void whoeverProposedItDoesNotPassForAnother() {
        Service service = start();
        propose(service, saying("Support Portal"), 1);

        assertThat(service.approve(1, "ada")).isInstanceOf(ProposalResult.SameAuthor.class);
        assertThat(service.approve(1, " ADA ")).isInstanceOf(ProposalResult.SameAuthor.class);
        assertThat(service.proposal(1).isOpen()).isTrue();
        assertThat(service.ids()).containsExactly(1L);
    }

    @Test
    void nothingIsPublishedThatNobodyApproved() {
        Service service = start();

        assertThatThrownBy(() -> service.running().publisher().publish(request(saying("Support Portal"), 1, null)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ada");
        assertThat(service.ids()).containsExactly(1L);
    }

    @Test
    void aProposalThatAnotherReleaseOvertookIsAConflictAndStaysOpen() {
        Service service = start();
        propose(service, saying("Support Portal"), 1);
        propose(service, saying("Landline"), 1);
        service.approve(1, "bea");

        assertThat(service.approve(2, "bea"))
                .isInstanceOfSatisfying(
                        PublishResult.Conflict.class,
                        conflict -> assertThat(conflict.current().id()).isEqualTo(2));
        assertThat(service.proposal(2).isOpen()).isTrue();
        assertThat(service.channel()).isEqualTo("Support Portal");
    }

    @Test
    void whatIsBasedOnAnOlderReleaseOrHasErrorsIsNoProposal() {
        Service service = start();
        propose(service, saying("Support Portal"), 1);
        service.approve(1, "bea");
        SortedMap<String, byte[]> broken = new TreeMap<>(saying("Landline").contents());
        broken.put("plans.csv", "nonsense".getBytes(StandardCharsets.UTF_8));

        assertThat(propose(service, saying("Landline"), 1)).isInstanceOf(PublishResult.Conflict.class);
        assertThat(propose(service, new TableFiles(broken, List.of()), 2)).isInstanceOf(PublishResult.Refused.class);
        assertThat(service.proposals().findBefore(Long.MAX_VALUE, 9))
                .singleElement()
                .extracting(Proposal::id)
                .isEqualTo(1L);
    }

    @Test
    void whatIsApprovedIsJudgedAgain() throws SQLException {
        Service service = start();
        propose(service, saying("Support Portal"), 1);
        try (Connection connection = DriverManager.getConnection(database);
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE policy_file SET content = ? WHERE hash = (SELECT hash FROM policy_proposal_file"
                                + " WHERE name = 'support-matrix.csv')")) {
            update.setBytes(1, "nonsense".getBytes(StandardCharsets.UTF_8));
            update.execute();
        }

        assertThat(service.approve(1, "bea")).isInstanceOf(PublishResult.Refused.class);
        assertThat(service.proposal(1).isOpen()).isTrue();
        assertThat(service.ids()).containsExactly(1L);
    }

    @Test
    void whatIsWithdrawnCannotBeApprovedAndWhatIsApprovedCannotBeWithdrawn() {
        Service service = start();
        propose(service, saying("Support Portal"), 1);
        propose(service, saying("Landline"), 1);

        Proposal first = service.proposals().withdraw(service.proposal(1), "ada", () -> {});
        assertThat(first.state()).isEqualTo(Proposal.State.WITHDRAWN);
        assertThat(first.decidedBy()).isEqualTo("ada");
        assertThat(service.approve(1, "bea")).isInstanceOf(ProposalResult.Closed.class);
        service.approve(2, "bea");
        Proposal second = service.proposals().withdraw(service.proposal(2), "ada", () -> {});

        assertThat(second.state()).isEqualTo(Proposal.State.PUBLISHED);
        assertThat(service.proposals().withdraw(first, "bea", () -> {}).decidedBy())
                .isEqualTo("ada");
        assertThat(service.ids()).containsExactly(1L, 2L);
        assertThat(service.channel()).isEqualTo("Landline");
    }

    @Test
    void whatIsWithdrawnWhileItIsApprovedIsNotPublished() {
        Service service = start();
        propose(service, saying("Support Portal"), 1);
        Proposal open = service.proposal(1);
        clock.meanwhile(() -> service.proposals().withdraw(open, "ada", () -> {}));

        assertThat(service.proposals().approve(open, "bea"))
                .isInstanceOfSatisfying(
                        ProposalResult.Closed.class,
                        closed -> assertThat(closed.proposal().decidedBy()).isEqualTo("ada"));
        assertThat(service.ids()).containsExactly(1L);
        assertThat(service.channel()).isEqualTo("Support Forum");
        assertThat(start().ids()).containsExactly(1L);
        assertThat(rules).isDirectoryNotContaining("glob:**/.publishing*");
    }

    @Test
    void ofTwoServicesThatApproveTheSameOneDoes() {
        Service one = start();
        Service other = start(Path.of(""), "other memory");
        propose(one, saying("Support Portal"), 1);

        List<CompletableFuture<Object>> asked = List.of(
                CompletableFuture.supplyAsync(() -> one.approve(1, "bea")),
                CompletableFuture.supplyAsync(() -> other.approve(1, "cyd")));

        assertThat(asked.stream().map(CompletableFuture::join).filter(PublishResult.Published.class::isInstance))
                .hasSize(1);
        one.running().followLog();
        assertThat(one.ids()).containsExactly(1L, 2L);
        assertThat(one.releases().findById(2).orElseThrow().approvedBy())
                .isEqualTo(one.proposal(1).decidedBy());
    }

    @Test
    void manyProposalsOfTheSameTablesAreKeptAtTheSameTime() {
        Service one = start();
        Service other = start(Path.of(""), "other memory");
        TableFiles files = saying("Support Portal");

        List<CompletableFuture<Object>> asked = IntStream.range(0, 8)
                .mapToObj(number ->
                        CompletableFuture.supplyAsync(() -> propose(number % 2 == 0 ? one : other, files, 1)))
                .toList();

        assertThat(asked.stream().map(CompletableFuture::join)).hasOnlyElementsOfType(ProposalResult.Proposed.class);
    }

    @Test
    void aProposalIsApprovedAtAnyServiceOfTheLog() {
        Service one = start();
        Service other = start(Path.of(""), "other memory");
        propose(one, saying("Support Portal"), 1);

        other.approve(1, "bea");
        one.running().followLog();

        assertThat(one.channel()).isEqualTo("Support Portal");
        assertThat(one.proposal(1).release()).isEqualTo(2);
        assertThat(one.refusals()).isEmpty();
    }

    @Test
    void proposalsAreListedNewestFirstAndPageByPage() {
        Service service = start();
        for (String channel : List.of("Support Portal", "Landline", "Support Forum")) {
            propose(service, saying(channel), 1);
        }

        assertThat(service.proposals().findBefore(Long.MAX_VALUE, 2))
                .extracting(Proposal::id)
                .containsExactly(3L, 2L);
        assertThat(service.proposals().findBefore(2, 2))
                .extracting(Proposal::id)
                .containsExactly(1L);
        assertThat(service.proposals().findById(4)).isEmpty();
    }

    @Test
    void aScheduledProposalIsInForceFromItsInstantOn() {
        Service service = start();
        Instant tomorrow = clock.instant().plus(Duration.ofDays(1));
        service.proposals().propose(request(saying("Landline"), 1, tomorrow));
        service.approve(1, "bea");

        assertThat(service.proposal(1).effectiveFrom()).isEqualTo(tomorrow);
        assertThat(service.channel()).isEqualTo("Support Forum");
        clock.advance(Duration.ofDays(1));
        service.running().followLog();
        assertThat(service.channel()).isEqualTo("Landline");
    }

    @Test
    void aProposalWhoseInstantHasPassedIsInForceAtOnceAndNotBefore() {
        Service service = start();
        service.proposals()
                .propose(request(saying("Landline"), 1, clock.instant().plus(Duration.ofHours(1))));
        clock.advance(Duration.ofDays(1));
        service.approve(1, "bea");

        assertThat(service.channel()).isEqualTo("Landline");
        assertThat(service.releases().findById(2).orElseThrow().effectiveFrom()).isEqualTo("2026-03-07T08:00:00Z");
    }

    @Test
    void aChangeOfTheDirectoryIsRefusedUntilItIsTakenBack() {
        Service service = start();
        say(rules, "Support Portal");
        look(service);

        assertThat(service.refusals()).containsExactly("approval-needed");
        assertThat(service.ids()).containsExactly(1L);
        assertThat(service.channel()).isEqualTo("Support Forum");

        EditedTables.in(rules).replaceEverywhere("sla-agreements.csv", "8 hours", "8 huors");
        look(service);
        assertThat(service.refusals()).contains("bad-cell").doesNotContain("approval-needed");

        EditedTables.in(rules);
        look(service);
        assertThat(service.refusals()).isEmpty();
    }

    @Test
    void aChangeThatWasMadeWhileTheServiceWasDownIsRefused() {
        start();
        say(rules, "Support Portal");

        Service again = start();
        Service withoutMemory = start(rules, "no memory");

        for (Service service : List.of(again, withoutMemory)) {
            assertThat(service.refusals()).containsExactly("approval-needed");
            assertThat(service.ids()).containsExactly(1L);
            assertThat(service.channel()).isEqualTo("Support Forum");
        }
    }

    @Test
    void aChangeOfTheDirectoryIsARefusalNoMoreOnceItIsProposedAndApproved() {
        Service service = start();
        say(rules, "Support Portal");
        look(service);

        assertThat(propose(service, new RulesDirectory(rules).readFiles(), 1))
                .isInstanceOf(ProposalResult.Proposed.class);
        assertThat(service.approve(1, "bea")).isInstanceOf(PublishResult.Published.class);

        assertThat(service.refusals()).isEmpty();
        look(service);
        assertThat(service.refusals()).isEmpty();
        assertThat(service.ids()).containsExactly(1L, 2L);
        assertThat(service.channel()).isEqualTo("Support Portal");
    }

    @Test
    void anotherChangeOfTheDirectoryIsNotLostWhenSomethingIsApproved() throws IOException {
        Service service = start();
        propose(service, saying("Landline"), 1);
        say(rules, "Support Portal");

        assertThat(service.approve(1, "bea"))
                .isInstanceOfSatisfying(
                        PublishResult.Conflict.class,
                        conflict -> assertThat(conflict.directory()).isNotNull());
        assertThat(Files.readString(rules.resolve("support-matrix.csv")))
                .isEqualTo(new String(
                        saying("Support Portal").contents().get("support-matrix.csv"), StandardCharsets.UTF_8));
        assertThat(service.proposal(1).isOpen()).isTrue();
    }

    @Test
    void withoutTheLogNothingServesThatNobodyIsKnownToHaveApproved() {
        start();
        say(rules, "Support Portal");
        breaking.set(true);
        Service remembers = start();
        Service remembersNothing = start(rules, "no memory");

        assertThat(remembers.channel()).isEqualTo("Support Forum");
        assertThat(remembersNothing.running().current().policy()).isEmpty();
        assertThat(remembersNothing.refusals()).containsExactly("log-away");
        assertThatThrownBy(() -> propose(remembers, saying("Landline"), 1))
                .isInstanceOf(DatabaseUnavailableException.class);

        breaking.set(false);
        remembersNothing.running().followLog();
        assertThat(remembersNothing.channel()).isEqualTo("Support Forum");
        assertThat(remembersNothing.refusals()).containsExactly("approval-needed");
    }
}
