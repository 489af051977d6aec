package support.entitlement.table;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads the names of tables, also of those that have errors. */
public final class TableNames {

    private TableNames() {}

    /** Returns what the tables in these sheets are called, in the form in which names are compared. */
    public static Set<String> in(Sheets sheets) {
        return sheets.sheets().stream()
                .flatMap(sheet -> IntStream.range(0, sheet.rows().size())
                        .mapToObj(row -> sheet.cell(row, sheet.firstColumn())))
                .filter(SheetParser::isStart)
                .map(SheetParser::nameIn)
                .filter(name -> !name.isEmpty())
                .map(Names::key)
                .collect(Collectors.toSet());
    }
}
