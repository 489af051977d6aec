package support.entitlement.table.problem;

import java.util.Locale;

/**
 * The kinds of problems that tables, scenarios and their release can have. Programs may depend on the codes.
 * {@link ProblemGuide} explains them.
 */
public enum TableProblemCode {
    UNKNOWN_FORMAT(Subject.FILE),
    EMPTY_FILE(Subject.FILE),
    UNREADABLE_FILE(Subject.FILE),
    ACTIVE_CONTENT(Subject.FILE),
    UNKNOWN_ENCODING(Subject.FILE),
    NOT_UTF_8(Subject.FILE),
    GARBLED_TEXT(Subject.FILE),
    UNREADABLE_TEXT(Subject.FILE),
    HIDDEN_SHEET(Subject.FILE),
    HIDDEN_COLUMN(Subject.FILE),
    SHEET_WITHOUT_TABLE(Subject.FILE),
    MERGED_CELLS(Subject.FILE),
    MERGED_COLUMNS(Subject.FILE),
    NO_VALUE(Subject.FILE),
    ERROR_CELL(Subject.FILE),
    CODE_IN_CELL(Subject.FILE),
    LINK_OUTSIDE(Subject.FILE),
    FOREIGN_PUBLISHING(Subject.FILE),
    NO_RULE_SET(Subject.HEADER),
    NO_TABLE(Subject.HEADER),
    NO_TABLE_NAME(Subject.HEADER),
    DUPLICATE_TABLE(Subject.HEADER),
    NO_HEADER(Subject.HEADER),
    UNKNOWN_KEYWORD(Subject.HEADER),
    NO_KEYWORD(Subject.HEADER),
    BAD_HIT_POLICY(Subject.HEADER),
    BAD_OBJECT(Subject.HEADER),
    BAD_TEMPLATE(Subject.HEADER),
    NO_TITLE(Subject.HEADER),
    DUPLICATE_TITLE(Subject.HEADER),
    NO_SUCH_COLUMN(Subject.HEADER),
    NO_CALENDAR(Subject.HEADER),
    MIXED_DATES(Subject.HEADER),
    BAD_CELL(Subject.CELL),
    AMBIGUOUS_NUMBER(Subject.CELL),
    ROUNDED_NUMBER(Subject.CELL),
    CHANGED_BY_SPREADSHEET(Subject.CELL),
    BAD_DATE(Subject.CELL),
    LIST_IN_CELL(Subject.CELL),
    TOO_LONG_TEXT(Subject.CELL),
    BLANK_ROW(Subject.CELL),
    BAD_ACCEPTANCE(Subject.ACCEPTANCE),
    ACCEPTED_NOTHING(Subject.ACCEPTANCE),
    GAP(Subject.ROW),
    PARTIAL_GAP(Subject.ROW),
    NOT_COVERED(Subject.ROW),
    OVERLAP(Subject.ROW),
    REDUNDANT_OVERLAP(Subject.ROW),
    CONTRADICTION(Subject.ROW),
    DUPLICATE_ROW(Subject.ROW),
    REDUNDANT_ROW(Subject.ROW),
    HIDDEN_ROW(Subject.ROW),
    NEVER_FIRES(Subject.ROW),
    VALIDITY_OVER(Subject.ROW),
    VALIDITY_AHEAD(Subject.ROW),
    TABLES_DISAGREE(Subject.ROW),
    LEVEL_WITHOUT_ROW(Subject.ROW),
    ALLOWANCE_WITHOUT_AMOUNT(Subject.ANSWER),
    UNCOUNTABLE_ALLOWANCE(Subject.ANSWER),
    CONTRADICTORY_ALLOWANCE(Subject.ANSWER),
    SAID_TWICE(Subject.ANSWER),
    SAID_TOO_LATE(Subject.ANSWER),
    DENIED_PROMISE(Subject.ANSWER),
    REASON_WITHOUT_DENIAL(Subject.ANSWER),
    RESERVED_REASON(Subject.ANSWER),
    PROMISE_WITHOUT_ENTITLEMENT(Subject.ANSWER),
    DEFINITION_WITHOUT_CATEGORY(Subject.ANSWER),
    WORDS_WITHOUT_KIND(Subject.ANSWER),
    CATEGORY_WITHOUT_PROMISE(Subject.ANSWER),
    CATEGORY_WITHOUT_DEFINITION(Subject.ANSWER),
    RESPONSE_TIME_WITHOUT_MILESTONE(Subject.ANSWER),
    CHANNEL_NOT_OFFERED(Subject.ANSWER),
    INCOMPLETE_MILESTONE(Subject.ANSWER),
    DUE_OUT_OF_ORDER(Subject.ANSWER),
    REPETITION_ENDS_ITSELF(Subject.ANSWER),
    NO_ANSWER(Subject.ANSWER),
    NEAR_DUPLICATE(Subject.NAME),
    OTHER_SPELLING(Subject.NAME),
    UNKNOWN_NAME(Subject.NAME),
    NAME_GONE(Subject.NAME),
    NAME_IN_CONTRACTS(Subject.NAME),
    CONTRACTS_NOT_SEEN(Subject.NAME),
    UNKNOWN_CALENDAR(Subject.CALENDAR),
    CALENDAR_BUILT_IN(Subject.CALENDAR),
    UNUSED_CALENDAR(Subject.CALENDAR),
    CIRCULAR_CALENDAR(Subject.CALENDAR),
    COMBINED_TWICE(Subject.CALENDAR),
    COMBINED_WITH_HOURS(Subject.CALENDAR),
    INCOMPLETE_HOURS(Subject.CALENDAR),
    BAD_HOURS(Subject.CALENDAR),
    BAD_DAY(Subject.CALENDAR),
    NEVER_OPEN(Subject.CALENDAR),
    NO_ZONE(Subject.CALENDAR),
    TWO_ZONES(Subject.CALENDAR),
    UNKNOWN_ZONE(Subject.CALENDAR),
    UNKNOWN_REGION(Subject.CALENDAR),
    HOLIDAYS_END(Subject.CALENDAR),
    AMBIGUOUS_TIME(Subject.CALENDAR),
    TOO_LONG(Subject.CALENDAR),
    TOO_MANY_CALENDARS(Subject.CALENDAR),
    NO_SCENARIO_NAMES(Subject.SCENARIO),
    SCENARIO_WITHOUT_NAME(Subject.SCENARIO),
    DUPLICATE_SCENARIO(Subject.SCENARIO),
    SCENARIO_WITHOUT_EXPECTATION(Subject.SCENARIO),
    COLUMN_WITHOUT_TITLE(Subject.SCENARIO),
    UNKNOWN_COLUMN(Subject.SCENARIO),
    DUPLICATE_COLUMN(Subject.SCENARIO),
    CONTRADICTORY_EVENTS(Subject.SCENARIO),
    SCENARIO_FAILED(Subject.SCENARIO),
    SCENARIO_GONE(Subject.SCENARIO),
    ROW_WITHOUT_SCENARIO(Subject.SCENARIO),
    BAD_PRECEDENCE(Subject.PRECEDENCE),
    PRECEDENCE_ADDED(Subject.PRECEDENCE),
    PRECEDENCE_CHANGED(Subject.PRECEDENCE),
    PRECEDENCE_REMOVED(Subject.PRECEDENCE),
    PRECEDENCE_GONE(Subject.PRECEDENCE),
    TOO_LARGE(Subject.LIMIT),
    TOO_MANY_ROWS(Subject.LIMIT),
    TOO_MANY_COLUMNS(Subject.LIMIT),
    TOO_MANY_TABLES(Subject.LIMIT),
    DIRECTORY_TOO_LARGE(Subject.LIMIT),
    NOT_FULLY_CHECKED(Subject.LIMIT),
    MORE_PROBLEMS(Subject.LIMIT),
    TABLE_ADDED(Subject.CHANGE),
    TABLE_REMOVED(Subject.CHANGE),
    HIT_POLICY_CHANGED(Subject.CHANGE),
    COLUMN_ADDED(Subject.CHANGE),
    COLUMN_REMOVED(Subject.CHANGE),
    COLUMN_CHANGED(Subject.CHANGE),
    ROW_ADDED(Subject.CHANGE),
    ROW_REMOVED(Subject.CHANGE),
    ROW_MOVED(Subject.CHANGE),
    CONDITION_REMOVED(Subject.CHANGE),
    CELL_CHANGED(Subject.CHANGE),
    WARNING_ACCEPTED(Subject.CHANGE),
    ACCEPTANCE_REMOVED(Subject.CHANGE),
    NO_RULES_DIRECTORY(Subject.RELEASE),
    NO_RELEASE(Subject.RELEASE),
    DIRECTORY_NOT_WRITTEN(Subject.RELEASE),
    DIRECTORY_BEHIND(Subject.RELEASE),
    APPROVAL_NEEDED(Subject.RELEASE),
    LATER_RELEASE(Subject.RELEASE),
    LOG_AWAY(Subject.RELEASE),
    CHANGED_IN_LOG(Subject.RELEASE),
    NOT_JUDGED(Subject.RELEASE),
    NOT_TAKEN(Subject.RELEASE),
    CHANGES_UNKNOWN(Subject.RELEASE),
    COVERAGE_UNKNOWN(Subject.RELEASE);

    /** The part of an analyst's work to which a problem belongs. */
    public enum Subject {
        FILE("Files, sheets and cells that are read"),
        HEADER("The rows above a table"),
        CELL("Values of cells"),
        ACCEPTANCE("Accepted warnings"),
        ROW("Rows that hide, repeat or contradict each other"),
        ANSWER("Rows that no answer shows"),
        NAME("Names"),
        CALENDAR("Calendars and times"),
        SCENARIO("Scenarios"),
        PRECEDENCE("Rules of precedence"),
        LIMIT("Size and completeness of the check"),
        CHANGE("Changes against the release in force"),
        RELEASE("Publishing and the rules directory");

        private final String title;

        Subject(String title) {
            this.title = title;
        }

        /** Returns the heading of these problems in the manual. */
        public String title() {
            return title;
        }
    }

    private final Subject subject;

    TableProblemCode(Subject subject) {
        this.subject = subject;
    }

    /** Returns the part of the work to which the problem belongs. */
    public Subject subject() {
        return subject;
    }

    /** Returns the code as answers, reports and the manual show it, for example {@code near-duplicate}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
