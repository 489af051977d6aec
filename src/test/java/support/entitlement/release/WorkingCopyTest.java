package support.entitlement.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the rules directory if writing a release to it is cut short. */
class WorkingCopyTest {

    private static final TableFiles BEFORE =
            files(Map.of("kept.csv", "kept", "changed.csv", "old", "gone.csv", "gone"));
    private static final TableFiles AFTER =
            files(Map.of("kept.csv", "kept", "changed.csv", "new", "added.csv", "added", "scenarios/one.csv", "one"));
    private static final Release RELEASE =
            new Release(7, "revision", "digest", "ada", "http", "", Instant.EPOCH, Instant.EPOCH, null);

    @TempDir
    private Path folder;

    private WorkingCopy copy;

    @BeforeEach
    void fillTheDirectory() throws IOException {
        for (Map.Entry<String, byte[]> file : BEFORE.contents().entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
        Files.writeString(folder.resolve("README.txt"), "no table");
        copy = new WorkingCopy(new RulesDirectory(folder));
    }

    @Test
    void whatIsKeptChangesNothingUntilItIsApplied() throws IOException {
        copy.stage(BEFORE, AFTER, RELEASE);

        assertThat(text("changed.csv")).isEqualTo("old");
        assertThat(folder.resolve("added.csv")).doesNotExist();
        assertThat(copy.isStaged(RELEASE)).isTrue();
    }

    @Test
    void afterwardsTheDirectoryHoldsTheReleaseAndWhatIsNoTable() throws IOException {
        copy.stage(BEFORE, AFTER, RELEASE);
        copy.apply();

        assertHoldsTheRelease();
    }

    @Test
    void aWriteThatWasCutShortAnywhereIsFinishedByTheNextService() throws IOException {
        for (String written : List.of("changed.csv", "added.csv", "gone.csv")) {
            fillTheDirectory();
            Files.deleteIfExists(folder.resolve("added.csv"));
            Files.deleteIfExists(folder.resolve("scenarios/one.csv"));
            copy.stage(BEFORE, AFTER, RELEASE);
            Path kept = folder.resolve(".publishing/files").resolve(written);
            if (Files.exists(kept)) {
                Files.move(kept, folder.resolve(written), StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.delete(folder.resolve(written));
            }

            new WorkingCopy(new RulesDirectory(folder)).apply();

            assertHoldsTheRelease();
        }
    }

    @Test
    void whatWasKeptOnlyInPartCountsAsNothing() throws IOException {
        copy.stage(BEFORE, AFTER, RELEASE);
        Files.delete(folder.resolve(".publishing/manifest"));

        assertThat(copy.isStaged()).isFalse();
        copy.forget();
        assertThat(text("changed.csv")).isEqualTo("old");
        assertThat(folder.resolve(".publishing")).doesNotExist();
    }

    @Test
    void aFileThatSomebodyEditedMeanwhileStaysAsTheyLeftIt() throws IOException {
        copy.stage(BEFORE, AFTER, RELEASE);
        Files.writeString(folder.resolve("changed.csv"), "edited");
        Files.writeString(folder.resolve("gone.csv"), "edited too");
        copy.apply();

        assertThat(text("changed.csv")).isEqualTo("edited");
        assertThat(text("gone.csv")).isEqualTo("edited too");
        assertThat(text("added.csv")).isEqualTo("added");
    }

    @Test
    void whatIsKeptIsKnownByTheNumberAndTheContentOfItsRelease() throws IOException {
        copy.stage(BEFORE, AFTER, RELEASE);

        assertThat(copy.isStaged(
                        new Release(8, "revision", "digest", "ada", "http", "", Instant.EPOCH, Instant.EPOCH, null)))
                .isFalse();
        assertThat(copy.isStaged(
                        new Release(7, "revision", "other", "ada", "http", "", Instant.EPOCH, Instant.EPOCH, null)))
                .isFalse();
    }

    private void assertHoldsTheRelease() throws IOException {
        assertThat(text("kept.csv")).isEqualTo("kept");
        assertThat(text("changed.csv")).isEqualTo("new");
        assertThat(text("added.csv")).isEqualTo("added");
        assertThat(text("scenarios/one.csv")).isEqualTo("one");
        assertThat(folder.resolve("gone.csv")).doesNotExist();
        assertThat(text("README.txt")).isEqualTo("no table");
        assertThat(folder.resolve(".publishing")).doesNotExist();
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
