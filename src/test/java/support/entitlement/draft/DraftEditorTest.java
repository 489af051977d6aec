package support.entitlement.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import support.entitlement.draft.ChangeResult.Reason;
import support.entitlement.draft.ChangeResult.Refused;
import support.entitlement.draft.change.Axis;
import support.entitlement.draft.change.DraftChange;
import support.entitlement.draft.change.DraftChange.CellChange;
import support.entitlement.draft.change.DraftChange.FilePut;
import support.entitlement.draft.change.DraftChange.LineDeletion;
import support.entitlement.draft.change.DraftChange.LineInsertion;
import support.entitlement.draft.change.DraftChange.LineMove;

/** The changes of one request are refused before they need much more work or memory than those of the largest useful one. */
class DraftEditorTest {

    private static final int ROOM = 1_000_000;

    private final SortedMap<String, byte[]> files = new TreeMap<>();

    private void addFile(String name, int height, int width) {
        files.put(
                name,
                (String.join(";", Collections.nCopies(width, "x")) + "\n")
                        .repeat(height)
                        .getBytes(StandardCharsets.UTF_8));
    }

    /** Applies changes until one is refused. */
    private @Nullable Refused applyAll(List<? extends DraftChange> changes) {
        DraftEditor editor = new DraftEditor(files, new EditLimits(ROOM));
        for (int index = 0; index < changes.size(); index++) {
            Refused refused = editor.applyChange(index, changes.get(index));
            if (refused != null) {
                return refused;
            }
        }
        return null;
    }

    private static LineInsertion insertLastColumn(String file, int height) {
        return new LineInsertion(file, null, Axis.COLUMN, 99, List.of(Collections.nCopies(height, "x")));
    }

    @Test
    void aColumnThatMakesAFileLargerThanAnyMayBeIsRefused() {
        addFile("a.csv", 5_001, 1);
        addFile("b.csv", 5_000, 1);

        assertThat(applyAll(List.of(insertLastColumn("b.csv", 5_000)))).isNull();
        Refused refused = applyAll(List.of(insertLastColumn("b.csv", 5_000), insertLastColumn("a.csv", 5_001)));

        assertThat(refused).isNotNull();
        assertThat(refused.index()).isEqualTo(1);
        assertThat(refused.reason()).isEqualTo(Reason.NOT_KEPT);
        assertThat(refused.detail()).contains("500,000 cells");
    }

    @Test
    void cellsThatMakeAFileLargerThanAnyMayBeAreRefused() {
        addFile("a.csv", 6_000, 1);

        Refused refused = applyAll(IntStream.range(0, 6_000)
                .mapToObj(row -> new CellChange("a.csv", null, row, 99, "", "x"))
                .toList());

        assertThat(refused).isNotNull();
        assertThat(refused.index()).isEqualTo(4_989); // 99 more cells in each row, besides the 6,000 that are there.
        assertThat(refused.reason()).isEqualTo(Reason.NOT_KEPT);
    }

    @Test
    void columnsThatFillManyFilesAreRefusedOnceTheyHaveMoreCellsThanFitIntoTheMemory() {
        List<String> names =
                IntStream.range(0, 200).mapToObj(file -> file + ".csv").toList();
        names.forEach(name -> addFile(name, 4_000, 1));

        Refused refused = applyAll(
                names.stream().map(name -> insertLastColumn(name, 4_000)).toList());

        assertThat(refused).isNotNull();
        assertThat(refused.index()).as("400,000 cells of each").isEqualTo(2);
        assertThat(refused.reason()).isEqualTo(Reason.TOO_MUCH_WORK);
    }

    @Test
    void filesThatHoldMoreCellsThanFitIntoTheMemoryAreNotReadTogether() {
        List<String> names =
                IntStream.range(0, 4).mapToObj(file -> file + ".csv").toList();
        names.forEach(name -> addFile(name, 4_000, 100));

        Refused refused = applyAll(names.stream()
                .map(name -> new CellChange(name, null, 0, 0, "x", "y"))
                .toList());

        assertThat(refused).isNotNull();
        assertThat(refused.index()).isEqualTo(2);
        assertThat(refused.reason()).isEqualTo(Reason.TOO_MUCH_WORK);
    }

    @Test
    void movesOfColumnsAreRefusedOnceTheyHaveTouchedAllCellsTwoHundredTimes() {
        addFile("a.csv", 5_000, 100);

        Refused refused = applyAll(Collections.nCopies(10_000, new LineMove("a.csv", null, Axis.COLUMN, 0, 1, 99)));

        assertThat(refused).isNotNull();
        assertThat(refused.index()).isBetween(150, 200);
        assertThat(refused.reason()).isEqualTo(Reason.TOO_MUCH_WORK);
    }

    @Test
    void aFileThatIsPutAgainAndAgainTakesTheRoomOfOne() {
        FilePut put = new FilePut("a.csv", Collections.nCopies(2_000, Collections.nCopies(10, "x")));

        assertThat(applyAll(Collections.nCopies(1_000, put))).isNull();
        assertThat(applyAll(Collections.nCopies(10_000, put)))
                .as("each is work")
                .extracting(Refused::reason)
                .isEqualTo(Reason.TOO_MUCH_WORK);
    }

    @Test
    void allThatOnePageSendsAtATimeIsFarFromTheLimits() {
        addFile("a.csv", 20_000, 25);

        assertThat(applyAll(Stream.<DraftChange>concat(
                                Collections.nCopies(5_000, new LineDeletion("a.csv", null, Axis.ROW, 7, 1)).stream(),
                                Collections.nCopies(
                                        5_000, new LineInsertion("a.csv", null, Axis.ROW, 7, List.of(List.of("y"))))
                                        .stream())
                        .toList()))
                .isNull();
        assertThat(applyAll(Collections.nCopies(100, new LineMove("a.csv", null, Axis.COLUMN, 3, 1, 9))))
                .isNull();
    }
}
