package support.entitlement.release.directory;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import support.entitlement.ExpectedErrors;
import support.entitlement.background.Heartbeats;
import support.entitlement.release.tables.TableFiles;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.sheet.SheetReader;

/** The test looks at the directory itself where possible, so that no result depends on the speed of a machine. */
class DirectoryWatchTest {

    private static final int LOOKS_UNTIL_BYTES_ARE_READ = 60;

    private final List<TableFiles> changes = new CopyOnWriteArrayList<>();
    private final AtomicLong writes = new AtomicLong();

    @TempDir
    private Path directory;

    private Path rules;
    private DirectoryWatch watch;

    @BeforeEach
    void watchTwoTables() throws IOException {
        rules = Files.createDirectory(directory.resolve("rules"));
        write("plans.csv", "old plans");
        write("channels.csv", "old channels");
        watch = watchOf(rules);
        settle();
        changes.clear();
    }

    @Test
    void aFileSavedInPlaceIsAChange() throws IOException {
        write("plans.csv", "new plans");
        settle();

        assertThat(changes).hasSize(1);
        assertThat(content("plans.csv")).isEqualTo("new plans");
        assertThat(content("channels.csv")).isEqualTo("old channels");
    }

    @Test
    void aFileThatIsSavedAsItWasBeforeTheServiceWroteAReleaseIsAChange() throws IOException {
        write("plans.csv", "plans of a release");
        writes.incrementAndGet();
        write("plans.csv", "old plans");
        settle();

        assertThat(changes).hasSize(1);
        assertThat(content("plans.csv")).isEqualTo("old plans");
    }

    @Test
    void aFileSavedByRenamingIsAChange() throws IOException {
        Files.writeString(rules.resolve("plans.csv.tmp"), "new plans");
        Files.move(rules.resolve("plans.csv.tmp"), rules.resolve("plans.csv"), REPLACE_EXISTING);
        settle();

        assertThat(changes).hasSize(1);
        assertThat(content("plans.csv")).isEqualTo("new plans");
    }

    @Test
    void aFileThatIsMovedAwayWhileItIsSavedIsNotMissed() throws IOException {
        Files.move(rules.resolve("plans.csv"), rules.resolve("plans.csv~"));
        watch.lookOnce();
        write("plans.csv", "new plans");
        settle();

        assertThat(changes).hasSize(1);
        assertThat(content("plans.csv")).isEqualTo("new plans");
    }

    @Test
    void manyFilesSavedOneAfterTheOtherAreOneChange() throws IOException {
        for (int i = 0; i < 20; i++) {
            write("table" + i + ".csv", "new");
            watch.lookOnce();
        }
        Files.delete(rules.resolve("channels.csv"));
        assertThat(changes).isEmpty();
        settle();

        assertThat(changes).hasSize(1);
        assertThat(changes.get(0).contents()).hasSize(21);
    }

    @Test
    void aFileThatIsTouchedOrSavedAsItWasIsNoChange() throws IOException {
        Files.setLastModifiedTime(rules.resolve("plans.csv"), FileTime.from(Instant.now()));
        settle();
        Files.writeString(rules.resolve("copy"), "old plans");
        Files.move(rules.resolve("copy"), rules.resolve("plans.csv"), REPLACE_EXISTING);
        settle();

        assertThat(changes).isEmpty();
    }

    @Test
    void lockFilesAndScratchFilesAreNoTables() throws IOException {
        write("~$plans.csv", "owner");
        write(".~lock.plans.csv#", "owner");
        write("plans.csv~", "backup");
        write("._plans.csv", "finder");
        Files.createSymbolicLink(rules.resolve(".#plans.csv"), Path.of("somebody@somewhere.1234"));
        settle();

        assertThat(changes).isEmpty();
    }

    @Test
    void linksTurnedToAnotherVersionOfAllFilesAreOneChange() throws IOException {
        Path mount = Files.createDirectory(directory.resolve("mount"));
        version(mount.resolve("..2026_01"), "first");
        Files.createSymbolicLink(mount.resolve("..data"), Path.of("..2026_01"));
        Files.createSymbolicLink(mount.resolve("plans.csv"), Path.of("..data", "plans.csv"));
        Files.createSymbolicLink(mount.resolve("channels.csv"), Path.of("..data", "channels.csv"));
        watch = watchOf(mount);
        settle();
        assertThat(content("plans.csv")).isEqualTo("plans of first");
        changes.clear();

        version(mount.resolve("..2026_02"), "later");
        settle();
        assertThat(changes).isEmpty();
        turn(mount.resolve("..data"), Path.of("..2026_02"));
        settle();

        assertThat(changes).hasSize(1);
        assertThat(content("plans.csv")).isEqualTo("plans of later");
        assertThat(content("channels.csv")).isEqualTo("channels of later");
    }

    @Test
    void theDirectoryItselfMayBeALinkThatIsTurned() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), rules);
        watch = watchOf(link);
        settle();
        changes.clear();

        turn(link, version(directory.resolve("other"), "other"));
        settle();

        assertThat(changes).hasSize(1);
        assertThat(content("plans.csv")).isEqualTo("plans of other");
    }

    @Test
    void aDirectoryThatIsGoneAndComesBackIsTwoChanges() throws IOException {
        Path away = directory.resolve("away");
        Files.move(rules, away);
        settle();
        Files.move(away, rules);
        settle();

        assertThat(changes).hasSize(2);
        assertThat(changes.get(0).problems()).extracting(Problem::code).containsExactly("no-rules-directory");
        assertThat(changes.get(1).problems()).isEmpty();
        assertThat(content("plans.csv")).isEqualTo("old plans");
    }

    @Test
    void whatCannotBeReadIsAProblemOfThatFileAndTheOthersAreRead() throws IOException {
        Files.createSymbolicLink(rules.resolve("nowhere.csv"), Path.of("nothing.csv"));
        Files.createDirectory(rules.resolve("folder.csv"));
        settle();

        assertThat(changes).hasSize(1);
        assertThat(changes.get(0).problems())
                .extracting(problem -> problem.place().file())
                .containsExactly("folder.csv", "nowhere.csv");
        assertThat(content("plans.csv")).isEqualTo("old plans");
    }

    @Test
    void aLinkThatLeadsOutOfTheDirectoryIsAProblemThatNamesTheLinkAlone() throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), "root:secret");
        Files.createDirectory(rules.resolve("scenarios"));
        Files.createSymbolicLink(rules.resolve("a.csv"), secret);
        Files.createSymbolicLink(rules.resolve("scenarios/z.csv"), Path.of("..", "..", "secret"));
        Files.createSymbolicLink(rules.resolve("b.csv"), Path.of("/proc/self/stat"));
        settle();

        assertThat(changes).hasSize(1);
        assertThat(changes.get(0).contents()).containsOnlyKeys("plans.csv", "channels.csv");
        assertThat(changes.get(0).problems())
                .allSatisfy(problem -> assertThat(problem.toString()).doesNotContain("secret", "proc"))
                .extracting(problem -> problem.code() + " " + problem.place())
                .containsExactly("link-outside a.csv", "link-outside b.csv", "link-outside scenarios/z.csv");
    }

    @Test
    void aFolderOfScenariosThatLeadsOutIsNotEvenListed() throws IOException {
        Path outside = Files.createDirectory(directory.resolve("outside"));
        Files.writeString(outside.resolve("z.csv"), "secret");
        Files.createSymbolicLink(rules.resolve("scenarios"), outside);
        settle();

        assertThat(changes.get(0).contents()).containsOnlyKeys("plans.csv", "channels.csv");
        assertThat(changes.get(0).problems())
                .extracting(problem -> problem.code() + " " + problem.place())
                .containsExactly("link-outside scenarios");
    }

    @Test
    void linksIntoDirectoriesOfTheSettingsAreRead() throws IOException {
        Path shared = Files.createDirectory(directory.resolve("shared"));
        Files.writeString(shared.resolve("shared.csv"), "shared");
        Files.createSymbolicLink(rules.resolve("shared.csv"), shared.resolve("shared.csv"));
        watch = new DirectoryWatch(
                new RulesDirectory(rules, List.of(shared)), Duration.ofHours(1), writes::get, changes::add);
        settle();

        assertThat(content("shared.csv")).isEqualTo("shared");
        assertThat(changes.get(0).problems()).isEmpty();
    }

    @Test
    void pipesFoldersAndDevicesHoldNobodyUp() throws Exception {
        Process pipe = new ProcessBuilder("mkfifo", rules.resolve("pipe.csv").toString()).start();
        assertThat(pipe.waitFor()).isZero();
        Files.createSymbolicLink(rules.resolve("to-pipe.csv"), Path.of("pipe.csv"));
        Files.createSymbolicLink(rules.resolve("zero.csv"), Path.of("/dev/zero"));
        settle();

        assertThat(changes.get(0).problems())
                .extracting(problem -> problem.code() + " " + problem.place())
                .containsExactly("unreadable-file pipe.csv", "unreadable-file to-pipe.csv", "link-outside zero.csv");
        assertThat(content("plans.csv")).isEqualTo("old plans");
    }

    @Test
    void aDirectoryOfMoreThanTablesTakeIsReadInPartAndRefused() throws IOException {
        byte[] large = new byte[SheetReader.MAX_FILE_BYTES];
        for (int i = 0; i < 6; i++) {
            Files.write(rules.resolve("large" + i + ".csv"), large);
        }
        settle();

        assertThat(changes.get(0).contents().values().stream()
                        .mapToLong(content -> content.length)
                        .sum())
                .isLessThanOrEqualTo(RulesDirectory.MAX_BYTES + SheetReader.MAX_FILE_BYTES);
        assertThat(changes.get(0).problems()).extracting(Problem::code).containsExactly("directory-too-large");
    }

    @Test
    void aChangeThatOnlyTheBytesShowIsSeenLater() throws IOException {
        Path plans = rules.resolve("plans.csv");
        FileTime before = Files.getLastModifiedTime(plans);
        Files.writeString(plans, "new plans");
        Files.setLastModifiedTime(plans, before);
        for (int i = 0; i < LOOKS_UNTIL_BYTES_ARE_READ; i++) {
            watch.lookOnce();
        }

        assertThat(changes).hasSize(1);
        assertThat(content("plans.csv")).isEqualTo("new plans");
    }

    @ExpectedErrors("of the test")
    @Test
    void aChangeThatFailsDoesNotEndTheWatch() throws IOException {
        try (Heartbeats heartbeats = new Heartbeats();
                DirectoryWatch failing =
                        new DirectoryWatch(new RulesDirectory(rules), Duration.ofMillis(10), writes::get, files -> {
                            changes.add(files);
                            throw new StackOverflowError("of the test");
                        })) {
            failing.start("", heartbeats);
            await().until(() -> !changes.isEmpty());
            write("plans.csv", "new plans");
            await().until(() -> content("plans.csv").equals("new plans"));
            assertThat(heartbeats.unwellThreads())
                    .singleElement()
                    .satisfies(thread -> assertThat(thread.failure())
                            .contains("looking at the rules directory")
                            .doesNotContain("of the test"));
        }
    }

    private DirectoryWatch watchOf(Path path) {
        return new DirectoryWatch(new RulesDirectory(path), Duration.ofHours(1), writes::get, changes::add);
    }

    /** Looks until no change can be outstanding. */
    private void settle() {
        for (int i = 0; i < 3; i++) {
            watch.lookOnce();
        }
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(rules.resolve(name), text);
    }

    private String content(String name) {
        return new String(changes.get(changes.size() - 1).contents().get(name));
    }

    private static Path version(Path path, String name) throws IOException {
        Files.createDirectory(path);
        Files.writeString(path.resolve("plans.csv"), "plans of " + name);
        Files.writeString(path.resolve("channels.csv"), "channels of " + name);
        return path;
    }

    private static void turn(Path link, Path target) throws IOException {
        Path next = link.resolveSibling("..next");
        Files.createSymbolicLink(next, target);
        Files.move(next, link, ATOMIC_MOVE);
    }
}
