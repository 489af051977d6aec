package support.entitlement.release.tables;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import support.entitlement.table.sheet.ReadSheets;
import support.entitlement.table.sheet.RuleTableStart;
import support.entitlement.table.sheet.Sheet;
import support.entitlement.text.NormalForm;

/** Reads the names of tables, including tables with errors. */
final class TableNames {

    private TableNames() {}

    /** Returns the names of the tables in these sheets, in the form in which names are compared. */
    static Set<String> tableNameKeys(ReadSheets sheets) {
        return sheets.sheets().stream()
                .flatMap(TableNames::firstCells)
                .filter(RuleTableStart::isStart)
                .map(RuleTableStart::nameIn)
                .filter(name -> !name.isEmpty())
                .map(NormalForm::key)
                .collect(Collectors.toSet());
    }

    /** Returns true if one of these sheets lists accepted warnings. */
    static boolean listAcceptedWarnings(ReadSheets sheets) {
        return sheets.sheets().stream().anyMatch(Sheet::listsAcceptedWarnings);
    }

    private static Stream<String> firstCells(Sheet sheet) {
        int left = sheet.firstColumn();
        return IntStream.range(0, sheet.rows().size()).mapToObj(row -> sheet.cellText(row, left));
    }
}
