package support.entitlement.draft;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import support.entitlement.draft.change.Axis;
import support.entitlement.draft.change.CellName;
import support.entitlement.draft.change.DraftChange;
import support.entitlement.release.tables.TableFiles;
import support.entitlement.table.acceptance.AcceptanceSheet;
import support.entitlement.table.acceptance.AcceptanceTitle;
import support.entitlement.table.acceptance.AcceptedWarnings;
import support.entitlement.table.problem.Acceptance;
import support.entitlement.table.problem.Place;
import support.entitlement.table.problem.WarningKey;
import support.entitlement.table.sheet.Sheet;

/** Expresses the acceptance of warnings as changes of the files of a draft. Stateless and thread-safe. */
public final class AcceptanceChanges {

    private AcceptanceChanges() {}

    /**
     * Returns the changes that add an entry to the list of accepted warnings, which is created if there is none.
     *
     * @return empty if the titles of the list are wrong
     */
    public static Optional<List<DraftChange>> addEntry(TableFiles files, Acceptance entry) {
        Sheet list = findList(files).orElse(null);
        Map<AcceptanceTitle, String> texts = toTexts(entry);
        if (list == null) {
            List<String> row = texts.values().stream().toList();
            return Optional.of(
                    List.of(new DraftChange.FilePut(AcceptedWarnings.FILE, List.of(AcceptanceTitle.allTitles(), row))));
        }
        return AcceptanceSheet.readTitles(list)
                .map(sheet -> List.of(new DraftChange.LineInsertion(
                        list.file(), list.name(), Axis.ROW, list.rows().size(), List.of(sheet.createRow(texts)))));
    }

    /** Returns the list to which entries are added: the file, or else a sheet of a workbook; empty if there is none. */
    private static Optional<Sheet> findList(TableFiles files) {
        List<Sheet> lists = files.contents().containsKey(AcceptedWarnings.FILE)
                ? files.readSheetsOf(AcceptedWarnings.FILE)
                : files.readAcceptanceSheets();
        return lists.stream()
                .filter(sheet -> sheet.rows().stream().flatMap(List::stream).anyMatch(cell -> !cell.isBlank()))
                .findFirst();
    }

    private static Map<AcceptanceTitle, String> toTexts(Acceptance entry) {
        Map<AcceptanceTitle, String> texts = new EnumMap<>(AcceptanceTitle.class);
        texts.put(AcceptanceTitle.CODE, entry.warning().code());
        texts.put(AcceptanceTitle.TABLE, entry.warning().table());
        texts.put(AcceptanceTitle.ROW, entry.warning().row());
        texts.put(AcceptanceTitle.REASON, entry.reason());
        texts.put(AcceptanceTitle.BY, entry.by());
        texts.put(AcceptanceTitle.DATE, entry.date().toString());
        return texts;
    }

    /**
     * Returns the changes that remove all entries for a warning. A list that the release does not have is removed with its last entry.
     *
     * @return the changes; none if there is no entry
     */
    public static List<DraftChange> removeEntries(DraftFiles draft, WarningKey warning) {
        AcceptedWarnings all = AcceptedWarnings.readSheets(draft.files().readAcceptanceSheets());
        List<Place> places = all.entries().stream()
                .filter(entry -> entry.warning().isSameAs(warning))
                .map(Acceptance::place)
                .toList();
        boolean onlyThese =
                places.size() == all.entries().size() && all.problems().isEmpty();
        boolean inNewFile = places.stream().allMatch(place -> place.file().equals(AcceptedWarnings.FILE))
                && !draft.base().contents().containsKey(AcceptedWarnings.FILE);
        return !places.isEmpty() && onlyThese && inNewFile
                ? List.of(new DraftChange.FileRemoval(AcceptedWarnings.FILE))
                : deleteRows(places);
    }

    private static List<DraftChange> deleteRows(List<Place> places) {
        List<DraftChange.LineDeletion> deletions = new ArrayList<>();
        places.forEach(place ->
                deletions.add(new DraftChange.LineDeletion(place.file(), place.sheet(), Axis.ROW, rowOf(place), 1)));
        return deletions.stream()
                .sorted(Comparator.comparing(DraftChange.LineDeletion::at).reversed())
                .<DraftChange>map(deletion -> deletion)
                .toList();
    }

    private static int rowOf(Place place) {
        return CellName.parse(String.valueOf(place.cell())).orElseThrow().row();
    }
}
