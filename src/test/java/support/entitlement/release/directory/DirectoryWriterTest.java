package support.entitlement.release.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import support.entitlement.release.log.Release;
import support.entitlement.release.tables.TableFiles;
import tools.jackson.databind.json.JsonMapper;

/** Interrupted writes to the rules directory. */
class DirectoryWriterTest {

    private static final TableFiles BEFORE =
            files(Map.of("kept.csv", "kept", "changed.csv", "old", "gone.csv", "gone"));
    private static final TableFiles AFTER =
            files(Map.of("kept.csv", "kept", "changed.csv", "new", "added.csv", "added", "scenarios/one.csv", "one"));
    private static final Release RELEASE =
            new Release(7, "revision", "digest", "ada", "http", "", Instant.EPOCH, Instant.EPOCH, null, null);

    @TempDir
    private Path folder;

    @TempDir
    private Path memory;

    private DirectoryWriter copy;

    @BeforeEach
    void fillTheDirectory() throws IOException {
        for (Map.Entry<String, byte[]> file : BEFORE.contents().entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
        Files.writeString(folder.resolve("README.txt"), "no table");
        copy = newCopy();
    }

    private DirectoryWriter newCopy() {
        return new DirectoryWriter(new RulesDirectory(folder), new LocalReleaseStore(memory, JsonMapper.shared()));
    }

    private void complete(DirectoryWriter copy) throws IOException {
        copy.completeWrite(copy.findPendingWrite().orElseThrow(), AFTER);
    }

    @Test
    void whatIsKeptChangesNothingUntilItIsApplied() throws IOException {
        copy.stageWrite(BEFORE, AFTER, RELEASE);

        assertThat(text("changed.csv")).isEqualTo("old");
        assertThat(folder.resolve("added.csv")).doesNotExist();
        assertThat(copy.findPendingWrite().orElseThrow().isOf(RELEASE)).isTrue();
        assertThat(new RulesDirectory(folder).readFiles().digest()).isEqualTo(BEFORE.digest());
    }

    @Test
    void afterwardsTheDirectoryHoldsTheReleaseAndWhatIsNoTable() throws IOException {
        copy.stageWrite(BEFORE, AFTER, RELEASE);
        complete(copy);

        assertHoldsTheRelease();
    }

    @Test
    void aWriteThatWasCutShortAnywhereIsFinishedByTheNextService() throws IOException {
        for (String written : List.of("changed.csv", "added.csv", "gone.csv")) {
            fillTheDirectory();
            Files.deleteIfExists(folder.resolve("added.csv"));
            Files.deleteIfExists(folder.resolve("scenarios/one.csv"));
            copy.stageWrite(BEFORE, AFTER, RELEASE);
            byte[] content = AFTER.contents().get(written);
            if (content == null) {
                Files.delete(folder.resolve(written));
            } else {
                Files.move(temporary(content), folder.resolve(written), StandardCopyOption.REPLACE_EXISTING);
            }

            complete(newCopy());

            assertHoldsTheRelease();
        }
    }

    @Test
    void aWriteWhoseTemporaryFilesAreGoneOrAnothersIsFinishedFromTheRelease() throws IOException {
        copy.stageWrite(BEFORE, AFTER, RELEASE);
        Files.delete(temporary("added".getBytes(StandardCharsets.UTF_8)));
        Files.writeString(temporary("new".getBytes(StandardCharsets.UTF_8)), "forged");

        complete(newCopy());

        assertHoldsTheRelease();
    }

    @Test
    void temporaryFilesWithoutANoteCountAsNothingAndAreRemoved() throws IOException {
        copy.stageWrite(BEFORE, AFTER, RELEASE);
        Files.delete(memory.resolve("pending-write.json"));

        assertThat(copy.findPendingWrite()).isEmpty();
        copy.forgetWrite();
        assertThat(text("changed.csv")).isEqualTo("old");
        assertNothingIsLeft();
    }

    @Test
    void aNoteThatIsNoneOrNamesWhatIsNoTableIsOfNoAccount() throws IOException {
        copy.stageWrite(BEFORE, AFTER, RELEASE);
        Path note = memory.resolve("pending-write.json");
        String written = Files.readString(note);
        String token = copy.findPendingWrite().orElseThrow().token();
        for (String forged : List.of(
                "",
                "{}",
                written.replace("kept.csv", "../kept.csv"),
                written.replace("kept.csv", "scenarios/../../kept.csv"),
                written.replace("kept.csv", ".profile"),
                written.replace(token, "../" + token),
                written.replace(
                        folder.toString(), folder.resolveSibling("elsewhere").toString()))) {
            Files.writeString(note, forged);
            assertThat(copy.findPendingWrite()).as(forged).isEmpty();
        }
    }

    @Test
    void aReleaseThatNamesWhatIsNoTableIsNotWritten() throws IOException {
        for (String name :
                List.of("../out.csv", "scenarios/../../out.csv", "/tmp/out.csv", "a/b.csv", ".hidden", "plain.txt")) {
            assertThatThrownBy(() -> copy.stageWrite(BEFORE, files(Map.of(name, "out")), RELEASE))
                    .as(name)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no name of a table");
            assertNothingIsLeft();
        }
    }

    @Test
    void aFolderOfScenariosThatLeadsOutIsNotWrittenTo() throws IOException {
        Path outside = Files.createDirectory(memory.resolve("outside"));
        Files.createSymbolicLink(folder.resolve("scenarios"), outside);

        assertThatThrownBy(() -> copy.stageWrite(BEFORE, AFTER, RELEASE)).hasMessageContaining("leads out");
        assertThat(outside).isEmptyDirectory();
        assertNothingIsLeft();
    }

    @Test
    void aPipeOrALinkPutInThePlaceOfATableStaysAndHoldsNobodyUp() throws Exception {
        copy.stageWrite(BEFORE, AFTER, RELEASE);
        Path secret = Files.writeString(memory.resolve("secret"), "old");
        Files.delete(folder.resolve("changed.csv"));
        Files.createSymbolicLink(folder.resolve("changed.csv"), secret);
        Path pipe = folder.resolve("gone.csv");
        Files.delete(pipe);
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        complete(copy);

        assertThat(folder.resolve("changed.csv")).isSymbolicLink();
        assertThat(secret).hasContent("old");
        assertThat(pipe).exists();
        assertThat(text("added.csv")).isEqualTo("added");
    }

    @Test
    void aMemoryThatCannotBeWrittenLeavesTheDirectoryAsItIs() throws IOException {
        DirectoryWriter other = new DirectoryWriter(
                new RulesDirectory(folder), new LocalReleaseStore(folder.resolve("README.txt"), JsonMapper.shared()));

        assertThatThrownBy(() -> other.stageWrite(BEFORE, AFTER, RELEASE))
                .isInstanceOf(LocalStoreUnavailableException.class)
                .hasMessageNotContaining(folder.toString());
        assertThat(new RulesDirectory(folder).readFiles().digest()).isEqualTo(BEFORE.digest());
        assertNothingIsLeft();
    }

    @Test
    void aFileThatSomebodyEditedMeanwhileStaysAsTheyLeftIt() throws IOException {
        copy.stageWrite(BEFORE, AFTER, RELEASE);
        Files.writeString(folder.resolve("changed.csv"), "edited");
        Files.writeString(folder.resolve("gone.csv"), "edited too");
        complete(copy);

        assertThat(text("changed.csv")).isEqualTo("edited");
        assertThat(text("gone.csv")).isEqualTo("edited too");
        assertThat(text("added.csv")).isEqualTo("added");
    }

    @Test
    void whatIsKeptIsKnownByTheNumberAndTheContentOfItsRelease() throws IOException {
        copy.stageWrite(BEFORE, AFTER, RELEASE);

        PendingWrite pending = copy.findPendingWrite().orElseThrow();
        assertThat(pending.isOf(new Release(
                        8, "revision", "digest", "ada", "http", "", Instant.EPOCH, Instant.EPOCH, null, null)))
                .isFalse();
        assertThat(pending.isOf(new Release(
                        7, "revision", "other", "ada", "http", "", Instant.EPOCH, Instant.EPOCH, null, null)))
                .isFalse();
    }

    private void assertHoldsTheRelease() throws IOException {
        assertThat(text("kept.csv")).isEqualTo("kept");
        assertThat(text("changed.csv")).isEqualTo("new");
        assertThat(text("added.csv")).isEqualTo("added");
        assertThat(text("scenarios/one.csv")).isEqualTo("one");
        assertThat(folder.resolve("gone.csv")).doesNotExist();
        assertThat(text("README.txt")).isEqualTo("no table");
        assertNothingIsLeft();
        assertThat(copy.findPendingWrite()).isEmpty();
    }

    private void assertNothingIsLeft() {
        assertThat(folder).isDirectoryNotContaining("glob:**/.publishing*");
        assertThat(folder.resolve("scenarios"))
                .satisfiesAnyOf(
                        scenarios -> assertThat(scenarios).doesNotExist(),
                        scenarios -> assertThat(scenarios).isDirectoryNotContaining("glob:**/.publishing*"));
    }

    private Path temporary(byte[] content) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(".publishing-"))
                    .filter(file -> holds(file, content))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static boolean holds(Path file, byte[] content) {
        try {
            return Arrays.equals(Files.readAllBytes(file), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    private static TableFiles files(Map<String, String> texts) {
        return new TableFiles(
                texts.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                entry -> entry.getValue().getBytes(StandardCharsets.UTF_8),
                                (one, other) -> one,
                                TreeMap::new)),
                List.of());
    }
}
