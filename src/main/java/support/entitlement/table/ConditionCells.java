package support.entitlement.table;

import java.util.List;
import java.util.stream.Stream;
import support.entitlement.table.HeaderGrammar.Comparison;
import support.entitlement.table.sheet.CellText;
import support.entitlement.table.value.CellList;
import support.entitlement.table.value.OpeningRange;
import support.entitlement.table.value.SentCell;
import support.entitlement.text.DateText;
import support.entitlement.text.WrittenNumber;

/**
 * The cells below a condition on an attribute, which determine the type of the attribute: its template leaves that open.
 *
 * @param written the texts of the cells that are not blank
 */
record ConditionCells(Comparison comparison, List<String> written) {

    /** Returns the type of the attribute: time from the opening, flag, date, instant, number or, in lists and where no cell has a value, text. */
    CellType findType() {
        List<String> values = splitValues();
        if (comparison.attribute() && isFromOpening(values)) {
            boolean countsDays = values.stream().anyMatch(OpeningRange::countsDays)
                    && values.stream().noneMatch(OpeningRange::countsHours);
            return comparison.zone() != null || countsDays ? CellType.DATE_FROM_OPENING : CellType.INSTANT_FROM_OPENING;
        }
        if (areDates(values)) {
            return values.stream().anyMatch(ConditionCells::isInstant) ? CellType.INSTANT : CellType.DATE;
        }
        if (comparison.boundsOpening()) {
            return CellType.DATE;
        }
        if (comparison.operator().comparesBySize()) {
            return CellType.NUMBER;
        }
        if (values.isEmpty() && !written.isEmpty()) {
            return CellType.TEXT;
        }
        if (values.stream().allMatch(CellType.FLAG::canParse)) {
            return CellType.FLAG;
        }
        return comparison.operator().takesList() && !values.stream().allMatch(WrittenNumber::isNumber)
                ? CellType.TEXT
                : CellType.NUMBER;
    }

    /** Returns the values that the cells compare with, each element of a list by itself. */
    private List<String> splitValues() {
        boolean list = comparison.operator().takesList();
        return written.stream()
                .filter(text -> SentCell.findByText(text).isEmpty())
                .flatMap(text -> list ? CellList.splitDistinct(text).stream() : Stream.of(text))
                .toList();
    }

    /**
     * Returns true if the values are relative to the opening: all below a header with a zone, even those that cannot be read. Below a
     * comparison by size all must have that form, so that one wrong cell does not make the header wrong. Lists below a header without a
     * zone may be of names such as “before opening”, so one of their values must state an amount.
     */
    private boolean isFromOpening(List<String> values) {
        boolean hasZone = comparison.zone() != null;
        if (values.isEmpty() || !comparison.operator().comparesBySize() && hasZone) {
            return hasZone;
        }
        if (comparison.operator().comparesBySize()) {
            return values.stream().allMatch(OpeningRange::hasForm);
        }
        return values.stream()
                .anyMatch(comparison.operator().takesList() ? OpeningRange::statesAmount : OpeningRange::hasForm);
    }

    /** Returns true if values are dates or instants; below a comparison by size, one with a typing error may be among them. */
    private boolean areDates(List<String> values) {
        return comparison.operator().comparesBySize()
                ? values.stream().anyMatch(ConditionCells::isDate)
                        && values.stream().noneMatch(WrittenNumber::isNumber)
                : !values.isEmpty() && values.stream().allMatch(text -> isDate(text) && isDateOfSpreadsheet(text));
    }

    private static boolean isDate(String text) {
        return DateText.hasForm(text) || isInstant(text);
    }

    /** Returns true for the forms that were never a text: 2023.1.2 may be the number of a version. */
    private static boolean isDateOfSpreadsheet(String text) {
        return CellText.isDate(text) || CellText.isDateAndTime(text);
    }

    private static boolean isInstant(String text) {
        return CellText.isDateAndTime(text) && !DateText.hasForm(text);
    }
}
