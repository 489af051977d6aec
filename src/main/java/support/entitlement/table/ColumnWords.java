package support.entitlement.table;

/** Says in words what a column tests or does. The words follow from its template alone, so they hold for every table. */
public final class ColumnWords {

    private static final String CALENDAR_NAME = "the name of a calendar";

    private ColumnWords() {}

    /** Returns the beginning of a sentence that each cell of the column ends, such as {@code plan is one of}. */
    public static String describe(Table table, Column column) {
        if (column instanceof Column.ConditionColumn condition) {
            if (condition.boundsOpening()) {
                return describeBound(condition);
            }
            return subjectOf(table.fact(), condition)
                    + (condition.zone() == null ? "" : ", by dates in " + condition.zone() + ",") + " "
                    + condition.operator().inWords();
        }
        if (column instanceof Column.ActionColumn action) {
            String words = action.action().inWords();
            if (action.overrulesSent()) {
                return describeOverruling();
            }
            return action.literals().isEmpty() ? words : words + " " + String.join(" ", action.literals());
        }
        return "note for readers";
    }

    /** Returns the words for a column that prevails over a category that was sent. */
    public static String describeOverruling() {
        return ActionName.SLA_CATEGORY.inWords() + ", whatever was sent:";
    }

    /** Returns a description of the cells below a column of this type, such as {@code a number}; the name of a calendar is told from other text. */
    public static String describeContent(Column column, CellType type) {
        boolean namesCalendar = column instanceof Column.ConditionColumn condition
                ? condition.isField(FactField.OPENED_DURING)
                : column instanceof Column.ActionColumn action && namesCalendar(action.action());
        return namesCalendar ? CALENDAR_NAME : type.describeContent();
    }

    /** Returns a description of the cells below an action. */
    public static String describeContent(ActionName action, CellType type) {
        return namesCalendar(action) ? CALENDAR_NAME : type.describeContent();
    }

    /** Returns a description of the cells that a field is compared with. */
    public static String describeContent(String field, CellType type) {
        return FactField.OPENED_DURING.isNamed(field) ? CALENDAR_NAME : type.describeContent();
    }

    private static boolean namesCalendar(ActionName action) {
        return action == ActionName.OPEN_DURING || ActionName.OF_CALENDARS.contains(action);
    }

    private static String describeBound(Column.ConditionColumn condition) {
        String words = switch (condition.operator()) {
            case AT_LEAST -> "opened from";
            case GREATER -> "opened after";
            case AT_MOST -> "opened up to and on";
            default -> "opened before";
        };
        return condition.zone() == null ? words : words + ", in " + condition.zone() + ",";
    }

    private static String subjectOf(FactType fact, Column.ConditionColumn condition) {
        Input input = Input.ofCondition(condition);
        if (!input.isField(FactField.NAME)) {
            return input.displayName();
        }
        return switch (fact) {
            case CHANNEL -> "channel";
            case FACT -> "attribute";
            default -> "calendar";
        };
    }
}
