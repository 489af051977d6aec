package support.entitlement.table;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.UnreadableTimeException;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.TableProblemCode;
import support.entitlement.table.sheet.CellText;
import support.entitlement.table.sheet.Sheet;
import support.entitlement.table.value.CellList;
import support.entitlement.table.value.OpeningBound;
import support.entitlement.table.value.OpeningRange;
import support.entitlement.table.value.SentCell;
import support.entitlement.text.DateText;
import support.entitlement.text.WrittenNumber;
import support.entitlement.text.WrittenNumber.AmbiguousNumberException;

/** Reads one non-blank cell as the type of its column, and reports problems with it. */
final class CellReader {

    /** A comma within digits may separate list elements, thousands or decimals. */
    private static final Pattern COMMA_WITHIN_DIGITS = Pattern.compile("\\d,\\d");

    /** The last year of a date that openings are compared with. The day behind it is in another year of four digits. */
    private static final int MAX_YEAR = 9998;

    private final Sheet sheet;
    private final int row;
    private final Column column;
    private final String text;
    private final @Nullable BigDecimal held;
    private final List<Problem> problems;

    /**
     * Creates a reader of a cell below a column's header.
     *
     * @param problems receives the problems of the cell
     */
    CellReader(Sheet sheet, int row, Column column, List<Problem> problems) {
        this.sheet = sheet;
        this.row = row;
        this.column = column;
        this.text = sheet.cellText(row, column.index());
        this.held = sheet.cellNumber(row, column.index());
        this.problems = problems;
    }

    /** Returns a cell that asks whether a fact was sent, or null if the operator of its column does not allow it. */
    @Nullable
    SentCell readSentCell(SentCell cell, Operator operator) {
        if (cell instanceof SentCell.Otherwise && !operator.namesValues()) {
            addProblem(
                    TableProblemCode.BAD_CELL,
                    text,
                    "“" + SentCell.OTHERWISE + "” means none of the values that the column names, and “"
                            + operator.symbol() + "” names none.",
                    "Write it below == or in, or clear the cell.");
            return null;
        }
        return cell;
    }

    /** Returns the distinct values of a list, or null if one of them is wrong. */
    @Nullable
    Object readList(CellType type) {
        if (type.isNumber() && (held != null || WrittenNumber.isNumber(text))) {
            Object number = held == null && isListOrNumber() ? null : readValue(type);
            return number == null ? null : List.of(number);
        }
        List<String> parts = CellList.splitDistinct(text);
        if (parts.isEmpty()) {
            return parseOrReport(CellType.TEXTS, text);
        }
        List<@Nullable Object> values = new ArrayList<>();
        parts.forEach(part -> values.add(isUnchanged(type, part) ? parseOrReport(type, part) : null));
        return values.contains(null) ? null : withoutRepeated(values);
    }

    /** Returns the single value of the cell, or null if it is wrong. */
    @Nullable
    Object readValue(CellType type) {
        return isUnchanged(type, text) ? parseOrReport(type, text) : null;
    }

    /** Returns the bound of openings that the cell states, or null if it states none. */
    @Nullable
    OpeningBound readOpeningBound(Column.ConditionColumn condition) {
        Object value = readValue(
                condition.type() == CellType.INSTANT && DateText.hasForm(text) ? CellType.DATE : condition.type());
        ZoneId zone = condition.zone();
        Operator operator = condition.operator();
        boolean isFirst = operator == Operator.AT_LEAST || operator == Operator.GREATER;
        boolean isBehind = operator == Operator.GREATER || operator == Operator.AT_MOST;
        if (value instanceof LocalDate date && zone == null) {
            addProblem(
                    TableProblemCode.NO_ZONE,
                    text,
                    "A date begins at another instant in each time zone, and the header states none.",
                    "Write the zone in the header: openedAt[\"Europe/Zurich\"] " + operator.symbol()
                            + " $param; or an instant in the cell: " + date + "T00:00Z.");
        } else if (value instanceof Instant instant && (isBehind || instant.getNano() != 0)) {
            addProblem(
                    TableProblemCode.BAD_DATE,
                    text,
                    isBehind
                            ? "“" + operator.symbol()
                                    + "” compares the opening with whole days, and this is an instant."
                            : "Openings are compared with whole seconds.",
                    isBehind
                            ? "Write >= or < in the header, or dates in all cells."
                            : "Write no fraction of a second.");
        } else if (value instanceof LocalDate date && date.getYear() > MAX_YEAR) {
            addProblem(
                    TableProblemCode.BAD_DATE,
                    text,
                    "Openings are compared with dates until the year " + MAX_YEAR + ".",
                    "Leave the cell blank if the row stays valid.");
        } else if (value instanceof LocalDate date) {
            return OpeningBound.ofStart(isBehind ? date.plusDays(1) : date, zone, isFirst);
        } else if (value instanceof Instant instant) {
            return OpeningBound.ofInstant(instant, zone, isFirst);
        }
        return null;
    }

    /** Reports a number that may also be a list: 1,5 is one and five, or one and a half. */
    private boolean isListOrNumber() {
        if (!COMMA_WITHIN_DIGITS.matcher(text).find()) {
            return false;
        }
        String list = String.join("; ", CellList.splitDistinct(text));
        addProblem(
                TableProblemCode.AMBIGUOUS_NUMBER,
                text,
                "“" + text + "” may be one number, or a list of several.",
                "Write " + list + " for the list, and a number with a point for its decimals.");
        return true;
    }

    /** Removes repeated values that are written in two ways: 1 and 1.0 would make the row count twice. */
    private static List<Object> withoutRepeated(List<?> values) {
        Map<Object, Object> distinct = new LinkedHashMap<>();
        values.forEach(value ->
                distinct.putIfAbsent(value instanceof BigDecimal number ? number.stripTrailingZeros() : value, value));
        return List.copyOf(distinct.values());
    }

    private @Nullable Object parseOrReport(CellType type, String part) {
        try {
            Object value = type.isNumber() ? type.parseNumber(part, held) : type.parse(part);
            return value instanceof OpeningRange range && type == CellType.DATE_FROM_OPENING
                    ? readDateRange(range, (Column.ConditionColumn) column)
                    : value;
        } catch (AmbiguousNumberException e) {
            addProblem(TableProblemCode.AMBIGUOUS_NUMBER, part, String.valueOf(e.getMessage()), e.remedy());
        } catch (NumberCell.RoundedNumberException e) {
            addProblem(
                    TableProblemCode.ROUNDED_NUMBER,
                    part,
                    String.valueOf(e.getMessage()),
                    "Write the number that counts, in a cell that shows all of it.");
        } catch (UnreadableTimeException e) {
            reportUnreadable(type, part, ": " + e.getMessage() + ".");
        } catch (IllegalArgumentException e) {
            if (type.isDateOrInstant()) {
                addProblem(
                        TableProblemCode.BAD_DATE,
                        part,
                        String.valueOf(e.getMessage()),
                        "Write " + type.describeContent() + ".");
            } else {
                reportUnreadable(type, part, ".");
            }
        }
        return null;
    }

    /** Returns a range of dates in the zone of its header, or null if that states none. */
    private @Nullable OpeningRange readDateRange(OpeningRange range, Column.ConditionColumn condition) {
        ZoneId zone = condition.zone();
        if (zone == null) {
            addProblem(
                    TableProblemCode.NO_ZONE,
                    text,
                    "The opening has another date in each time zone, and the header states none.",
                    "Write the zone in the header: " + writtenHeader(condition, "\", \"Europe/Zurich\"]"));
        }
        return zone == null ? null : range.inZone(zone);
    }

    /** Returns the header of a condition with a parameter without quotes. */
    private static String writtenHeader(Column.ConditionColumn condition, String end) {
        Operator operator = condition.operator();
        return "attribute[\"" + Input.ofCondition(condition).name() + end + " " + operator.symbol()
                + (operator.takesList() ? " ($param)." : " $param.");
    }

    private void reportUnreadable(CellType type, String part, String reason) {
        boolean date = CellText.isDate(part);
        if (date && column instanceof Column.ConditionColumn condition && type == CellType.NUMBER) {
            addProblem(
                    TableProblemCode.BAD_CELL,
                    part,
                    "“" + condition.operator().symbol() + "” compares numbers here, and this is a date.",
                    condition.attribute()
                            ? "Write dates in all cells of the column, or numbers in all of them."
                            : "Write a number.");
        } else if (date || CellText.isShortened(part)) {
            addProblem(
                    TableProblemCode.CHANGED_BY_SPREADSHEET,
                    part,
                    "This is not what “" + column.title()
                            + "” holds; a spreadsheet has made a date or a short number of it.",
                    "Write " + type.describeContent() + ", in a cell formatted as text.");
        } else {
            addProblem(
                    TableProblemCode.BAD_CELL,
                    text,
                    "This is not what “" + column.title() + "” holds" + reason,
                    "Write " + type.describeContent() + ".");
        }
    }

    /**
     * Returns true unless a spreadsheet has visibly changed the typed text: a name that looks like a date most likely
     * was something else.
     */
    private boolean isUnchanged(CellType type, String part) {
        boolean shortened = CellText.isShortened(part);
        if (shortened && (type.isNumber() || type == CellType.TEXT || type == CellType.TEXTS)) {
            addProblem(
                    TableProblemCode.CHANGED_BY_SPREADSHEET,
                    part,
                    "A spreadsheet has shortened a long number to this, and lost its digits.",
                    "Format the cell as text, and type the number again.");
            return false;
        }
        if (type == CellType.TEXT
                && column instanceof Column.ConditionColumn condition
                && condition.attribute()
                && OpeningRange.statesAmount(part)) {
            addProblem(
                    TableProblemCode.BAD_CELL,
                    part,
                    "The column compares texts, because $param is in quotes, and this is a time from the opening.",
                    "Write $param without quotes in the header: " + writtenHeader(condition, "\"]"));
            return false;
        }
        if (type == CellType.TEXT && column instanceof Column.ConditionColumn condition && CellText.isDate(part)) {
            addProblem(
                    TableProblemCode.CHANGED_BY_SPREADSHEET,
                    part,
                    condition.attribute()
                            ? "This is a date, or a name that a spreadsheet has made a date of."
                            : "This looks like a date that a spreadsheet has made of a name.",
                    condition.attribute()
                            ? "If it is a name, format the cell as text and type it again. If dates are compared, write"
                                    + " $param without quotes in the header, and a date in each cell of the column."
                            : "Format the cell as text, and type the name again.");
            return false;
        }
        return true;
    }

    private void addProblem(TableProblemCode code, String value, String message, String remedy) {
        problems.add(Problem.error(code, sheet.cellPlace(row, column.index()), value, message, remedy));
    }
}
