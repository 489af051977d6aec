package support.entitlement.draft;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import support.entitlement.EditedTables;
import support.entitlement.ExpectedErrors;
import support.entitlement.MovableClock;
import support.entitlement.Workbooks;
import support.entitlement.background.BackgroundTasks;
import support.entitlement.draft.DraftFiles.FileState;
import support.entitlement.draft.change.CellName;
import support.entitlement.draft.change.ChangeDocument;
import support.entitlement.draft.change.DraftChange;
import support.entitlement.release.TestReleases;
import support.entitlement.release.log.LostTables;
import support.entitlement.release.log.Release;
import support.entitlement.release.log.ReleaseLog;
import support.entitlement.release.tables.ReleaseNotes;
import support.entitlement.release.tables.TableFiles;
import tools.jackson.databind.json.JsonMapper;

/** Drafts on each database. All tests share one service with one release. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DraftsTest {

    private static final List<ChangeDocument> RENAMED = List.of(ChangeDocument.ofName("New"));

    final MovableClock clock = new MovableClock("2026-03-06T08:00:00Z");
    private final HikariDataSource pool = new HikariDataSource();
    private final HikariDataSource otherPool = new HikariDataSource();
    TestReleases service;
    Drafts drafts;

    /** The address of an empty database. */
    abstract String newDatabase();

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        Path rules = Files.createDirectory(folder.resolve("rules"));
        EditedTables.in(rules);
        pool.setJdbcUrl(newDatabase());
        service = new TestReleases(
                rules,
                folder.resolve("memory"),
                false,
                pool,
                ReleaseNotes.of(new BackgroundTasks()),
                clock,
                event -> {});
        drafts = new Drafts(service.log(), service.releases(), clock, JsonMapper.shared());
    }

    @AfterAll
    void close() {
        service.close();
        pool.close();
        otherPool.close();
    }

    /** Returns the drafts of another service, with connections of its own to the same database. */
    private Drafts otherService() {
        otherPool.setJdbcUrl(pool.getJdbcUrl());
        return new Drafts(
                new ReleaseLog(otherPool, JsonMapper.shared()), service.releases(), clock, JsonMapper.shared());
    }

    private Release release() {
        return service.releases().findById(1).orElseThrow();
    }

    private SortedMap<String, byte[]> releasedFiles() {
        return service.releases().readFiles(release()).contents();
    }

    private Draft createDraft(String name, SortedMap<String, byte[]> files) {
        clock.advance(Duration.ofSeconds(1));
        return drafts.createDraft(name, release(), files, "ada").orElseThrow();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aDraftOfAReleaseHasItsFiles() {
        Draft draft = createDraft("Phone for all", releasedFiles());

        assertThat(draft.version()).isEqualTo(1);
        assertThat(draft.isOpen()).isTrue();
        assertThat(draft.basedOn()).isEqualTo(1);
        assertThat(draft.author()).isEqualTo("ada").isEqualTo(draft.changedBy());
        assertThat(draft.created()).isEqualTo(clock.instant()).isEqualTo(draft.changed());
        DraftFiles files = drafts.readDraft(draft.id()).orElseThrow();
        assertThat(files.draft()).isEqualTo(draft);
        assertThat(files.files().contents()).containsExactlyEntriesOf(releasedFiles());
        assertThat(files.names())
                .allSatisfy(name -> assertThat(files.stateOf(name)).isEqualTo(FileState.UNCHANGED));
        assertThat(drafts.isBehind(draft)).isFalse();
    }

    @Test
    @ExpectedErrors("No policy is in force")
    void aDraftIsReadByAServiceThatDoesNotKnowItsReleaseYet(@TempDir Path folder) {
        Draft draft = createDraft("Of another service", releasedFiles());

        try (HikariDataSource nothing = new HikariDataSource()) {
            nothing.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
            try (TestReleases late = new TestReleases(
                    Path.of(""), folder, false, nothing, ReleaseNotes.of(new BackgroundTasks()), clock, event -> {})) {
                Drafts other = new Drafts(service.log(), late.releases(), clock, JsonMapper.shared());

                assertThat(other.readDraft(draft.id()).orElseThrow().files().contents())
                        .containsExactlyEntriesOf(releasedFiles());
            }
        }
    }

    @Test
    void onlyWhatDiffersIsKeptAndTheDraftSaysHowItDiffers() {
        SortedMap<String, byte[]> files = new TreeMap<>(releasedFiles());
        files.put("plans.csv", bytes("RuleSet"));
        files.put("more.csv", bytes("more"));
        files.remove("channels.csv");

        DraftFiles read = drafts.readDraft(createDraft("Three", files).id()).orElseThrow();

        assertThat(read.files().contents()).containsExactlyEntriesOf(files);
        assertThat(read.names())
                .filteredOn(name -> read.stateOf(name) != FileState.UNCHANGED)
                .containsExactly("channels.csv", "more.csv", "plans.csv");
        assertThat(read.stateOf("channels.csv")).isEqualTo(FileState.REMOVED);
        assertThat(read.stateOf("more.csv")).isEqualTo(FileState.ADDED);
        assertThat(read.stateOf("plans.csv")).isEqualTo(FileState.CHANGED);
    }

    @Test
    void draftsAreListedFromTheNewestPageByPageAlsoIfOneIsChangedMeanwhile() {
        List<Long> created = List.of(
                createDraft("One", releasedFiles()).id(),
                createDraft("Two", releasedFiles()).id(),
                createDraft("Three", releasedFiles()).id());

        List<Draft> first = drafts.findDrafts(Long.MAX_VALUE, true, 2);

        assertThat(first).extracting(Draft::id).containsExactly(created.get(2), created.get(1));
        clock.advance(Duration.ofSeconds(1));
        drafts.applyChanges(created.get(0), 1, set("Z99", "", "far"), "bob");
        assertThat(drafts.findDrafts(created.get(1), true, 1))
                .extracting(Draft::id)
                .containsExactly(created.get(0));
        assertThat(drafts.findById(created.get(0))).isPresent();
        assertThat(drafts.findById(999)).isEmpty();
        assertThat(drafts.readDraft(999)).isEmpty();
    }

    private static List<DraftChange> set(String cell, String before, String after) {
        CellName place = CellName.parse(cell).orElseThrow();
        return List.of(new DraftChange.CellChange("plans.csv", null, place.row(), place.column(), before, after));
    }

    @Test
    void aChangeIsKeptWithItsVersionAndThoseAfterAVersionAreRead() {
        Draft draft = createDraft("Changed", releasedFiles());
        clock.advance(Duration.ofSeconds(1));

        ChangeResult came =
                drafts.applyChanges(draft.id(), 1, set("Z99", "", "far"), "bob").orElseThrow();

        Draft changed = ((ChangeResult.Applied) came).draft();
        assertThat(changed.version()).isEqualTo(2);
        assertThat(changed.changedBy()).isEqualTo("bob");
        assertThat(drafts.findById(draft.id())).contains(changed);
        assertThat(drafts.findEntries(draft, 1).orElseThrow()).singleElement().satisfies(entry -> {
            assertThat(entry.version()).isEqualTo(2);
            assertThat(entry.author()).isEqualTo("bob");
            assertThat(entry.made()).isEqualTo(clock.instant());
            assertThat(entry.changes().get(0).toChange())
                    .contains(set("Z99", "", "far").get(0));
        });
        assertThat(drafts.findEntries(draft, 2).orElseThrow()).isEmpty();
        assertThat(drafts.applyChanges(999, 1, List.of(), "bob")).isEmpty();
    }

    @Test
    void aWorkbookKeepsItsOtherSheetsAndItsNumbersWhenACellIsChanged() {
        SortedMap<String, byte[]> files = new TreeMap<>(releasedFiles());
        files.put("book.xlsx", Workbooks.make(book -> {
            XSSFSheet first = Workbooks.fill(book.createSheet("First"), List.of(List.of("RuleSet", 1_000)));
            CellStyle thousands = book.createCellStyle();
            thousands.setDataFormat(book.createDataFormat().getFormat("#,##0"));
            first.getRow(0).getCell(1).setCellStyle(thousands);
            Workbooks.fill(book.createSheet("Notes"), List.of(List.of("remember")));
        }));
        Draft draft = createDraft("Workbook", files);

        ChangeResult came = drafts.applyChanges(
                        draft.id(),
                        1,
                        List.of(new DraftChange.CellChange("book.xlsx", "Notes", 1, 0, "", "=more")),
                        "bob")
                .orElseThrow();

        assertThat(came).isInstanceOf(ChangeResult.Applied.class);
        byte[] content =
                drafts.readDraft(draft.id()).orElseThrow().files().contents().get("book.xlsx");
        assertThat(DraftSheets.readSheets("book.xlsx", content).orElseThrow())
                .extracting(sheet -> sheet.name() + sheet.rows())
                .containsExactly("First[[RuleSet, 1000]]", "Notes[[remember], [=more]]");
    }

    @Test
    void twoWhoChangeADraftAllTheTimeByTwoServicesLoseNothing() {
        Draft draft = createDraft("Two", releasedFiles());
        Map<String, Drafts> services = Map.of("A", drafts, "B", otherService());

        List<CompletableFuture<Void>> editors = Stream.of("A", "B")
                .map(column -> CompletableFuture.runAsync(() -> {
                    for (int row = 50; row < 60; row++) {
                        services.get(column)
                                .applyChanges(draft.id(), 1, set(column + row, "", "new " + column + row), column);
                    }
                }))
                .toList();
        editors.forEach(CompletableFuture::join);

        assertThat(drafts.findEntries(draft, 1).orElseThrow())
                .extracting(DraftEntry::version)
                .containsExactlyElementsOf(LongStream.rangeClosed(2, 21).boxed().toList());
        String text = new String(
                drafts.readDraft(draft.id()).orElseThrow().files().contents().get("plans.csv"), StandardCharsets.UTF_8);
        assertThat(text).contains("new A50", "new B50", "new A59", "new B59");
    }

    @Test
    void placesOfAVersionBeforeTheDraftGotAnotherBaseAreUnknown() {
        Draft draft = createDraft("Rebased", releasedFiles());
        SortedMap<String, byte[]> files = new TreeMap<>(releasedFiles());
        files.put("more.csv", bytes("more"));

        Draft rebased = drafts.replaceFiles(draft, release(), files, "ada").orElseThrow();

        assertThat(rebased.version()).isEqualTo(2);
        assertThat(drafts.readDraft(draft.id()).orElseThrow().files().contents())
                .containsKey("more.csv");
        assertThat(drafts.applyChanges(draft.id(), 1, set("A50", "", "x"), "bob"))
                .containsInstanceOf(ChangeResult.Stale.class);
        assertThat(drafts.replaceFiles(draft, release(), files, "ada")).isEmpty();
    }

    @Test
    void aClosedDraftCannotBeChangedAndADeletedOneIsGone() {
        Draft draft = createDraft("Closed", releasedFiles());
        drafts.applyChanges(draft.id(), 1, set("A50", "", "x"), "bob");
        Draft changed = drafts.findById(draft.id()).orElseThrow();

        assertThat(drafts.closeDraft(draft, Draft.State.PUBLISHED, 7, "pia")).isEmpty();
        Draft closed =
                drafts.closeDraft(changed, Draft.State.PUBLISHED, 7, "pia").orElseThrow();

        assertThat(closed.release()).isEqualTo(7);
        assertThat(closed.proposal()).isNull();
        assertThat(drafts.applyChanges(draft.id(), 2, set("A51", "", "x"), "bob"))
                .containsInstanceOf(ChangeResult.Closed.class);
        assertThat(drafts.findDrafts(Long.MAX_VALUE, true, 100)).doesNotContain(closed);
        assertThat(drafts.findDrafts(Long.MAX_VALUE, false, 100)).contains(closed);
        assertThat(drafts.deleteDraft(changed, "pia")).isFalse();
        assertThat(drafts.deleteDraft(closed, "pia")).isTrue();
        assertThat(drafts.findById(draft.id())).isEmpty();
    }

    private long countEntries(Draft draft) {
        return Objects.requireNonNull(new JdbcTemplate(pool)
                .queryForObject("SELECT COUNT(*) FROM policy_draft_change WHERE draft_id = ?", Long.class, draft.id()));
    }

    @Test
    void theChangesOfTheNewestTenThousandVersionsAreKeptAndEarlierPlacesAreRefused() {
        Draft draft = createDraft("Long", releasedFiles());
        addEntries(draft, 64 * 160 - 1);

        ChangeResult came = drafts.applyChanges(draft.id(), 64 * 160 - 1, set("A50", "", "x"), "bob")
                .orElseThrow();

        assertThat(came).isInstanceOf(ChangeResult.Applied.class);
        assertThat(countEntries(draft)).isEqualTo(10_000);
        assertThat(drafts.findEntries(draft, 239)).isEmpty();
        assertThat(drafts.findEntries(draft, 0)).isEmpty();
        assertThat(drafts.findEntries(draft, 240).orElseThrow().get(0).version())
                .isEqualTo(241);
        assertThat(drafts.applyChanges(draft.id(), 64 * 160 - 5, set("A51", "", "x"), "bob"))
                .containsInstanceOf(ChangeResult.Applied.class);
        new JdbcTemplate(pool)
                .update("DELETE FROM policy_draft_change WHERE draft_id = ? AND version < ?", draft.id(), 64 * 160);
        assertThat(drafts.applyChanges(draft.id(), 64 * 160 - 5, set("A52", "", "x"), "bob"))
                .as("the changes of the version after it are gone")
                .containsInstanceOf(ChangeResult.Stale.class);
        Draft last = drafts.findById(draft.id()).orElseThrow();
        assertThat(drafts.deleteDraft(last, "bob")).isTrue();
        assertThat(countEntries(draft)).isZero();
    }

    /** Gives a draft as many versions as if somebody had made them one by one. */
    private void addEntries(Draft draft, long version) {
        JdbcTemplate jdbc = new JdbcTemplate(pool);
        jdbc.batchUpdate(
                "INSERT INTO policy_draft_change (draft_id, version, author, made, changes) VALUES (?, ?, 'eve', CURRENT_TIMESTAMP, '[]')",
                LongStream.rangeClosed(2, version)
                        .mapToObj(each -> new Object[] {draft.id(), each})
                        .toList());
        jdbc.update("UPDATE policy_draft SET version = ? WHERE id = ?", version, draft.id());
    }

    @Test
    void ofLongChangesFewerVersionsAreKeptButAlwaysTheNewest() {
        Draft draft = createDraft("Heavy", releasedFiles());
        addEntries(draft, 63);
        long length = JsonMapper.shared().writeValueAsString(RENAMED).length();

        addEntry(new EntryLog(service.log().database(), JsonMapper.shared(), length + 20), draft, 64);
        assertThat(countEntries(draft)).as("that and ten of two characters").isEqualTo(11);
        assertThat(drafts.findEntries(draft, 53)).isPresent();
        assertThat(drafts.findEntries(draft, 52)).isEmpty();

        addEntry(new EntryLog(service.log().database(), JsonMapper.shared(), length - 1), draft, 128);
        assertThat(countEntries(draft)).isEqualTo(1);
    }

    private void addEntry(EntryLog entries, Draft draft, long version) {
        Draft before = new Draft(
                draft.id(),
                draft.name(),
                draft.state(),
                draft.basedOn(),
                draft.baseDigest(),
                draft.author(),
                draft.created(),
                draft.changedBy(),
                draft.changed(),
                version - 1,
                null,
                null);
        service.log()
                .database()
                .accessDatabase(() -> service.log().database().inTransaction(() -> {
                    entries.addEntry(before, "bob", clock.instant(), RENAMED, null);
                    return true;
                }));
    }

    @Test
    void aDraftWhoseBaseTheLogLostHasTheUnchangedFilesOfTheReleaseInForce() {
        SortedMap<String, byte[]> files = releasedFiles();
        files.put("plans.csv", bytes("mine"));
        Draft draft = createDraft("Of a lost release", files);
        assertThat(drafts.isBaseLost(draft)).isFalse();
        assertThat(drafts.isBehind(draft)).isFalse();

        setBase(draft, 1, "1:lost");
        DraftFiles read = drafts.readDraft(draft.id()).orElseThrow();
        assertThat(read.isBaseLost()).isTrue();
        assertThat(drafts.isBehind(read.draft())).isTrue();
        assertThat(read.stateOf("plans.csv")).isEqualTo(FileState.CHANGED);
        assertThat(read.stateOf("channels.csv")).isEqualTo(FileState.UNCHANGED);

        setBase(draft, 7, "7:lost");
        assertThat(drafts.readDraft(draft.id()).orElseThrow().files().digest())
                .as("the log has no release with this number")
                .isEqualTo(read.files().digest());

        setBase(draft, 1, "7:" + release().chainDigest());
        assertThat(drafts.readDraft(draft.id()).orElseThrow().isBaseLost())
                .as("an earlier version of the service has based it on another release")
                .isFalse();
        setBase(draft, 1, null);
        assertThat(drafts.readDraft(draft.id()).orElseThrow().isBaseLost())
                .as("a draft of an earlier version")
                .isFalse();
    }

    @Test
    void aDraftWhoseBaseTheLogLostIsNotChangedUntilItIsRebased() {
        Draft draft = createDraft("Of a lost release", releasedFiles());
        setBase(draft, 1, "1:lost");

        assertThat(drafts.applyChanges(draft.id(), 1, set("A50", "", "x"), "ada"))
                .containsInstanceOf(ChangeResult.BaseLost.class);

        Draft lost = drafts.findById(draft.id()).orElseThrow();
        Draft rebased =
                drafts.replaceFiles(lost, release(), releasedFiles(), "ada").orElseThrow();
        assertThat(drafts.applyChanges(draft.id(), rebased.version(), set("A50", "", "x"), "ada"))
                .containsInstanceOf(ChangeResult.Applied.class);
    }

    @Test
    void aDraftOfAReleaseThatTookTheNumberOfALostOneHasItsFilesEvenWhereTheLostOneIsStillKnown() {
        SortedMap<String, byte[]> files = releasedFiles();
        files.put("plans.csv", bytes("other"));
        try (HikariDataSource source = new HikariDataSource()) {
            source.setJdbcUrl(newDatabase());
            ReleaseLog log = new ReleaseLog(source, JsonMapper.shared());
            Drafts late = new Drafts(log, service.releases(), clock, JsonMapper.shared());
            log.addRelease(release(), List.of(), new TableFiles(releasedFiles(), List.of()), () -> {});
            Draft before = late.createDraft("Before", release(), releasedFiles(), "ada")
                    .orElseThrow();
            new JdbcTemplate(source).update("DELETE FROM policy_release_file");
            new JdbcTemplate(source).update("DELETE FROM policy_release");
            log.addRelease(other(1), List.of(), new TableFiles(files, List.of()), () -> {});

            Draft after = late.createDraft("After", other(1), files, "ada").orElseThrow();

            DraftFiles read = late.readDraft(after.id()).orElseThrow();
            assertThat(read.isBaseLost()).isFalse();
            assertThat(read.source().base()).isEqualTo(other(1));
            assertThat(read.files().contents()).containsExactlyEntriesOf(files);
            assertThat(late.readDraft(before.id()).orElseThrow().files().contents())
                    .as("a draft of the lost one")
                    .containsExactlyEntriesOf(releasedFiles());
        }
    }

    /** Returns a release that is none of the service. */
    private Release other(long id) {
        return new Release(
                id,
                "other",
                "other",
                "bob",
                "http",
                "",
                release().created(),
                release().created(),
                null,
                null);
    }

    @Test
    void aVersionOfADraftIsCompiledForTheReleaseFromWhichItTakesItsUnchangedFiles() {
        Draft draft = createDraft("Of a lost release", releasedFiles());
        DraftPolicies policies = new DraftPolicies(drafts, service.current());
        TableFiles first = new TableFiles(releasedFiles(), List.of());
        SortedMap<String, byte[]> files = releasedFiles();
        files.put("plans.csv", bytes("RuleSet"));
        TableFiles second = new TableFiles(files, List.of());

        DraftVerdict before = policies.compileFiles(
                new DraftFiles(new DraftSource(draft, release(), true), first, first), () -> false);
        DraftVerdict after = policies.compileFiles(
                new DraftFiles(new DraftSource(draft, other(2), true), second, second), () -> false);

        assertThat(before.countErrors()).isZero();
        assertThat(after.countErrors()).isPositive();
        assertThat(policies.compileDraft(draft.id(), () -> false).orElseThrow().countErrors())
                .isZero();
    }

    private void setBase(Draft draft, long number, @Nullable String digest) {
        new JdbcTemplate(pool)
                .update(
                        "UPDATE policy_draft SET based_on = ?, base_digest = ? WHERE id = ?",
                        number,
                        digest,
                        draft.id());
    }

    /** Returns tables of a release that the log does not have. */
    LostTables lostTables(long id) {
        SortedMap<String, byte[]> files =
                new TreeMap<>(service.releases().readFiles(release()).contents());
        files.put("plans.csv", "lost".getBytes(StandardCharsets.UTF_8));
        Release lost = new Release(
                id,
                "lost",
                "lost",
                "ada",
                "http",
                "",
                clock.instant(),
                clock.instant(),
                null,
                release().chainDigest());
        return new LostTables(lost, new TableFiles(files, List.of()), release());
    }

    @Test
    void theTablesOfALostReleaseAreKeptInOneDraftHoweverManyServicesHaveThem() {
        LostTables tables = lostTables(2);

        drafts.keepLostTables(tables);
        drafts.keepLostTables(tables);

        List<Draft> kept = drafts.findDrafts(Long.MAX_VALUE, true, 1_000).stream()
                .filter(draft -> draft.name().equals("Lost release 2"))
                .toList();
        assertThat(kept).hasSize(1).allSatisfy(draft -> {
            assertThat(draft.author()).isEqualTo("ada");
            assertThat(draft.basedOn()).isEqualTo(1);
            assertThat(drafts.readDraft(draft.id()).orElseThrow().files().digest())
                    .isEqualTo(tables.files().digest());
            drafts.deleteDraft(draft, "ada");
        });
    }
}
