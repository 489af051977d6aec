package support.entitlement.table.problem;

import java.util.Locale;

/**
 * Every sort of problem that tables, scenarios and their release can have. Programs may depend on the codes; the page of
 * problems in the manual is made of these sentences.
 */
public enum TableProblemCode {
    UNKNOWN_FORMAT(
            Subject.FILE,
            "The file is neither CSV nor XLSX, or the number format of a cell is not known.",
            "a file `.ods`",
            "Save the file as .xlsx or .csv, without macros; format the cell as General or as text."),
    EMPTY_FILE(Subject.FILE, "The file has no content.", "a file of 0 bytes", "Save it again."),
    UNREADABLE_FILE(
            Subject.FILE,
            "The file cannot be read, or is not what its name says.",
            "a CSV file whose quote is never closed",
            "Put the file right where the place points, or remove it."),
    ACTIVE_CONTENT(
            Subject.FILE,
            "The workbook has macros, links to other files or embedded objects.",
            "a macro",
            "Save a copy without them."),
    UNKNOWN_ENCODING(
            Subject.FILE,
            "The bytes of the file are neither UTF-8 nor readable as Windows-1252.",
            "a file in UTF-16 without a mark",
            "Save the file as “CSV UTF-8” or as .xlsx."),
    NOT_UTF_8(
            Subject.FILE,
            "The file is in an older encoding, which was recognised and read.",
            "a file in Windows-1252",
            "Check letters with accents, and save the file as “CSV UTF-8”."),
    GARBLED_TEXT(
            Subject.FILE,
            "Letters beyond ASCII were damaged by an earlier opening in the wrong encoding.",
            "`GrÃ¶sse`",
            "Take the last good version, or type the text again."),
    UNREADABLE_TEXT(
            Subject.FILE,
            "The cell holds control characters or unpaired surrogates.",
            "a cell with a NUL character",
            "Type the text again."),
    HIDDEN_SHEET(
            Subject.FILE,
            "A hidden sheet holds a table, and the table counts.",
            "a sheet that was hidden with “Hide”",
            "Show the sheet, or delete it."),
    HIDDEN_COLUMN(
            Subject.FILE,
            "A hidden column holds text, and the text counts.",
            "a column of width 0",
            "Show the column, or delete it."),
    SHEET_WITHOUT_TABLE(
            Subject.FILE,
            "A sheet of a workbook holds no table. It is not read.",
            "a sheet of notes",
            "Nothing needs to be done."),
    MERGED_CELLS(
            Subject.FILE,
            "Merged cells were read as if each of them held the text.",
            "one text merged over three rows",
            "Unmerge them, and write the text in each row that it is meant for."),
    MERGED_COLUMNS(
            Subject.FILE,
            "A merge spans several columns, and one text cannot belong to all of them.",
            "a merge over two columns",
            "Unmerge them, and write each column's own text."),
    NO_VALUE(
            Subject.FILE,
            "A formula has no calculated value in the file.",
            "a workbook written by a program",
            "Open and save the workbook with a spreadsheet program, or write the value itself."),
    ERROR_CELL(
            Subject.FILE, "A formula in the cell fails.", "`#REF!`", "Correct the formula, or write the value itself."),
    CODE_IN_CELL(
            Subject.FILE,
            "The text of the cell is program code or a formula. It is never run, and it is refused.",
            "`=HYPERLINK(…)`",
            "Write the text in words."),
    LINK_OUTSIDE(
            Subject.FILE,
            "A link in the rules directory leads out of it. It is not followed.",
            "a link to a file elsewhere",
            "Put the file itself there, or allow its directory in `entitlement.rules.linked-directories`."),
    FOREIGN_PUBLISHING(
            Subject.FILE,
            "The directory holds a `.publishing` folder, which this version never uses.",
            "left by an earlier version",
            "Compare the tables with the release in force, correct what differs, and remove the folder."),
    NO_RULE_SET(
            Subject.HEADER,
            "The sheet does not begin with `RuleSet`.",
            "another word in the first cell",
            "Write `RuleSet` in the first cell, and a name beside it."),
    NO_TABLE(
            Subject.HEADER,
            "The file holds no table, or the table has cells to its left.",
            "a sheet without `RuleTable`",
            "Begin the table with a cell `RuleTable` and its name, in the first column."),
    NO_TABLE_NAME(
            Subject.HEADER,
            "The cell `RuleTable` has no name behind it.",
            "`RuleTable`",
            "Write a name behind it, in the same cell."),
    DUPLICATE_TABLE(
            Subject.HEADER, "Two tables have the same name.", "a copied sheet", "Rename or delete one of them."),
    NO_HEADER(
            Subject.HEADER,
            "The four rows below `RuleTable` are not complete.",
            "a table that ends after its keywords",
            "Add the rows of keywords, facts, templates and titles."),
    UNKNOWN_KEYWORD(
            Subject.HEADER,
            "A word above the table or above a column is not one of the known keywords.",
            "`CONDITON`",
            "Write the keyword that the message names."),
    NO_KEYWORD(
            Subject.HEADER,
            "A cell stands in a column that has no keyword.",
            "a note beside the table",
            "Write `CONDITION`, `ACTION` or `METADATA` above it, or clear the cell."),
    BAD_HIT_POLICY(Subject.HEADER, "The hit policy is not known.", "`any`", "Write `unique`, `first` or `collect`."),
    BAD_OBJECT(
            Subject.HEADER,
            "The fact that the table looks at is not known, or differs between columns.",
            "two facts in one table",
            "Name one fact, once."),
    BAD_TEMPLATE(
            Subject.HEADER,
            "The template above a column does not say a condition or an action.",
            "`plan = $param`",
            "Write a template of the reference, such as `plan == $param`."),
    NO_TITLE(Subject.HEADER, "A column has no title.", "a blank title", "Give the column a title."),
    DUPLICATE_TITLE(
            Subject.HEADER,
            "Two columns have the same title.",
            "a copied column",
            "Give each column a title of its own."),
    NO_SUCH_COLUMN(
            Subject.HEADER,
            "No table has a column that every policy needs.",
            "no column that entitles",
            "Add the column that the message names."),
    NO_CALENDAR(
            Subject.HEADER,
            "A row about calendars does not name the calendars that it is about.",
            "a blank name",
            "Name the calendar, or several in a list."),
    BAD_CELL(
            Subject.CELL,
            "The text is not what its column holds.",
            "`soon` where a time is asked for",
            "Write a value of the form that the message names."),
    AMBIGUOUS_NUMBER(
            Subject.CELL,
            "The digits may be one number or a list of several.",
            "`1,200`",
            "Write a point for decimals, and quotes around each element of a list."),
    ROUNDED_NUMBER(
            Subject.CELL,
            "The number in the file is not the one that the spreadsheet shows.",
            "`0.25` shown as `0.3`",
            "Write the number that counts, in a cell that shows all of it."),
    CHANGED_BY_SPREADSHEET(
            Subject.CELL,
            "A spreadsheet program has turned the text into a date, a time or a shortened number.",
            "`3/5` that became a date",
            "Format the cell as text, and type it again."),
    BAD_DATE(Subject.CELL, "The text is not a date.", "`2026-02-30`", "Write the date as `2026-12-25`."),
    LIST_IN_CELL(
            Subject.CELL,
            "The cell holds a list or a comma, and its column takes one name.",
            "two names in one cell",
            "Write one name, or quote a name that has a comma in it."),
    TOO_LONG_TEXT(
            Subject.CELL,
            "The text has more than 10,000 characters.",
            "a whole contract in a cell",
            "Shorten the text, or link to it."),
    BLANK_ROW(
            Subject.CELL,
            "A row of the table is blank. It is skipped.",
            "a blank line between rows",
            "Nothing needs to be done."),
    GAP(Subject.ROW, "No row covers a query that may be asked.", "a plan without a row", "Add a row for it."),
    PARTIAL_GAP(
            Subject.ROW,
            "No row covers a part of the queries about one subject.",
            "one issue type without a row",
            "Add a row for the remaining ones."),
    NOT_COVERED(
            Subject.ROW,
            "The queries that the table leaves out on purpose.",
            "facts that no row names",
            "Nothing needs to be done."),
    OVERLAP(
            Subject.ROW,
            "Two rows of a `unique` table match one query and say different things.",
            "two rows for one plan",
            "Make their conditions exclude each other, delete one, or choose the hit policy `first`."),
    REDUNDANT_OVERLAP(
            Subject.ROW,
            "Two rows of a `unique` table match one query and say the same.",
            "a copied row with one more name",
            "Make their conditions exclude each other."),
    CONTRADICTION(
            Subject.ROW,
            "Two rows of a `collect` table match one query and say different values of one thing.",
            "two due times for one milestone",
            "Write the same in both, or make their conditions exclude each other."),
    DUPLICATE_ROW(
            Subject.ROW,
            "A row repeats another.",
            "a row that was pasted twice",
            "Delete it, or change what was meant to differ."),
    REDUNDANT_ROW(
            Subject.ROW,
            "A row adds nothing, since another says the same for all that it matches.",
            "a row below a wider one",
            "Delete it, or change what was meant to differ."),
    HIDDEN_ROW(
            Subject.ROW,
            "A row can never count because a row above hides it, or a hidden row of a spreadsheet counts.",
            "a row below one with blank conditions",
            "Move the row above, narrow what hides it, or delete it; show hidden rows."),
    NEVER_FIRES(
            Subject.ROW,
            "No query can meet all conditions of the row together.",
            "two conditions that exclude each other",
            "Change a condition, or delete the row."),
    TABLES_DISAGREE(
            Subject.ROW,
            "Two tables say different values of one thing for one query.",
            "a term in two tables",
            "Write it in one table only, or make the conditions exclude each other."),
    LEVEL_WITHOUT_ROW(
            Subject.ROW,
            "A support level is named, and no row entitles it to anything.",
            "a new level",
            "Add its rows, or name a level that has some."),
    ALLOWANCE_WITHOUT_AMOUNT(
            Subject.ANSWER,
            "The row describes an allowance, and no row says how much of it there is.",
            "a unit without an amount",
            "Add an amount for the same conditions, or clear the cell."),
    UNCOUNTABLE_ALLOWANCE(
            Subject.ANSWER,
            "The allowance is shown, and its use cannot be booked.",
            "an amount without a period",
            "Add the part that the message names."),
    SAID_TWICE(
            Subject.ANSWER,
            "Two columns of the row set the same thing, and one of them prevails.",
            "a text and its short form",
            "Set it in one column only."),
    SAID_TOO_LATE(
            Subject.ANSWER,
            "The row sets a fact after the tables that use it were asked.",
            "a category set by the last tables",
            "Set it in a table that is asked earlier."),
    DENIED_PROMISE(
            Subject.ANSWER,
            "The row denies support and promises something, which no answer shows.",
            "a milestone on a denying row",
            "Clear the cell, or say it as a term, a notice or in words."),
    PROMISE_WITHOUT_ENTITLEMENT(
            Subject.ANSWER,
            "The row promises something to queries that no row entitles.",
            "a time for an excluded issue type",
            "Add a row that entitles them, change the conditions, or delete the row."),
    DEFINITION_WITHOUT_CATEGORY(
            Subject.ANSWER,
            "The row defines an SLA category without naming it.",
            "a blank category",
            "Add a condition on the category, or the category itself."),
    WORDS_WITHOUT_KIND(
            Subject.ANSWER,
            "The words of a guarantee stand without their kind.",
            "words beside a blank kind",
            "Write the kind of the guarantee."),
    CATEGORY_WITHOUT_PROMISE(
            Subject.ANSWER,
            "No milestone and no commitment belongs to the SLA category.",
            "a category without rows",
            "Add a row, if anything is promised."),
    CATEGORY_WITHOUT_DEFINITION(
            Subject.ANSWER,
            "No row defines the SLA category.",
            "a category that only rows of times name",
            "Add its definition."),
    RESPONSE_TIME_WITHOUT_MILESTONE(
            Subject.ANSWER,
            "A response time is guaranteed, and no milestone gives it.",
            "a guarantee without a time",
            "Add a milestone for the same conditions, or choose another kind of guarantee."),
    CHANNEL_NOT_OFFERED(
            Subject.ANSWER, "No row offers the channel.", "a channel with terms only", "Offer it, or delete the row."),
    INCOMPLETE_MILESTONE(
            Subject.ANSWER,
            "A milestone lacks its name, its time or its calendar.",
            "a blank calendar",
            "Fill in what the message names."),
    NO_ANSWER(
            Subject.ANSWER,
            "The tables fail to answer a query that they know the names of.",
            "a rule that ends in an error",
            "Look at the last change of the rows that apply to it."),
    NEAR_DUPLICATE(
            Subject.NAME,
            "Two names are almost the same.",
            "`Severe` and `Sevre`",
            "Spell them the same, if they mean the same."),
    OTHER_SPELLING(
            Subject.NAME,
            "One name is written in two ways that mean the same to a reader.",
            "other capitals or spaces",
            "Write it as the message says."),
    UNKNOWN_NAME(
            Subject.NAME,
            "A scenario or a file names what no table knows.",
            "a misspelt name",
            "Write the nearest known name, or add the name to the tables."),
    NAME_GONE(
            Subject.NAME,
            "A name of the release in force is no longer known.",
            "a plan that was renamed",
            "Keep the name, or tell those who send it."),
    NAME_IN_CONTRACTS(
            Subject.NAME,
            "Contracts use a name that the tables no longer know.",
            "a plan that customers have bought",
            "Put the name back, or change the contracts."),
    CONTRACTS_NOT_SEEN(
            Subject.NAME,
            "The contracts cannot be read, so names that they use were not checked.",
            "the database cannot be reached",
            "Check again later."),
    UNKNOWN_CALENDAR(
            Subject.CALENDAR,
            "No calendar has this name.",
            "a misspelt calendar",
            "Write one of the names that the message lists."),
    CALENDAR_BUILT_IN(
            Subject.CALENDAR,
            "The name belongs to the calendar that is always open.",
            "a row of hours for it",
            "Choose another name."),
    CIRCULAR_CALENDAR(
            Subject.CALENDAR,
            "A calendar is made of itself.",
            "two calendars that name each other",
            "Name calendars that have hours of their own."),
    COMBINED_TWICE(
            Subject.CALENDAR,
            "A calendar is combined in two ways.",
            "“any of” and “all of” in one calendar",
            "Keep one way, and write all its calendars in one list."),
    COMBINED_WITH_HOURS(
            Subject.CALENDAR,
            "A calendar is made of others and has hours of its own.",
            "hours beside “any of”",
            "Keep one of the two."),
    INCOMPLETE_HOURS(
            Subject.CALENDAR,
            "Hours lack their days, opening or closing.",
            "a blank closing time",
            "Fill in what is missing, or delete the row."),
    BAD_HOURS(
            Subject.CALENDAR,
            "The hours make no sense.",
            "a closing time before the opening time",
            "Change the hours, or delete the row."),
    BAD_DAY(
            Subject.CALENDAR,
            "The text is not a day of the week.",
            "`Mo-Fr`",
            "Write `Mon`, `Monday`, or a range such as `Mon-Fri`."),
    NEVER_OPEN(
            Subject.CALENDAR, "The calendar is never open.", "holidays on all its days", "Add a row with its hours."),
    NO_ZONE(
            Subject.CALENDAR,
            "The calendar has no time zone.",
            "a blank zone",
            "Write its zone, such as `Europe/Zurich`."),
    TWO_ZONES(
            Subject.CALENDAR,
            "The rows of one calendar have different zones.",
            "two zones",
            "Write one zone in all its rows."),
    UNKNOWN_ZONE(
            Subject.CALENDAR,
            "The time zone is not known.",
            "`CET/Zurich`",
            "Write a region and a city, such as `Europe/Zurich`."),
    AMBIGUOUS_TIME(
            Subject.CALENDAR,
            "The time has two readings in its calendar.",
            "days in a calendar that closes",
            "Write business days, or hours."),
    TOO_LONG(
            Subject.CALENDAR, "The time falls due more than fifty years later.", "`60 years`", "Write a shorter time."),
    TOO_MANY_CALENDARS(
            Subject.CALENDAR,
            "There are more calendars, or more parts of calendars, than are taken.",
            "thousands of calendars",
            "Delete some, or shorten their lists."),
    NO_SCENARIO_NAMES(
            Subject.SCENARIO,
            "The first row of a file of scenarios has no column of names.",
            "a file without titles",
            "Write the titles in the first row."),
    SCENARIO_WITHOUT_NAME(
            Subject.SCENARIO, "A scenario has no name.", "a blank name", "Give it a name that says its purpose."),
    DUPLICATE_SCENARIO(
            Subject.SCENARIO,
            "Two scenarios have the same name.",
            "a copied scenario",
            "Give each scenario a name of its own."),
    SCENARIO_WITHOUT_EXPECTATION(
            Subject.SCENARIO,
            "A scenario expects nothing.",
            "blank “Expect” columns",
            "Fill in a column that begins with “Expect”."),
    COLUMN_WITHOUT_TITLE(
            Subject.SCENARIO,
            "A column of scenarios holds text and has no title.",
            "a note beside the scenarios",
            "Write its title, or clear the cells."),
    UNKNOWN_COLUMN(
            Subject.SCENARIO,
            "A column of scenarios is not known.",
            "a misspelt title",
            "Write one of the titles that the message lists."),
    DUPLICATE_COLUMN(
            Subject.SCENARIO,
            "Two columns of scenarios have the same title.",
            "a copied column",
            "Join them, or delete one."),
    SCENARIO_FAILED(
            Subject.SCENARIO,
            "The answer is not the one that the scenario expects.",
            "another due time",
            "Correct the tables, or the expectation."),
    SCENARIO_GONE(
            Subject.SCENARIO,
            "A scenario of the release in force is missing.",
            "a deleted row",
            "Put it back, unless this is meant."),
    ROW_WITHOUT_SCENARIO(
            Subject.SCENARIO,
            "No scenario reaches some rows of the table.",
            "a new row",
            "Add a scenario, if the rows matter."),
    BAD_PRECEDENCE(
            Subject.PRECEDENCE,
            "A rule of precedence says something that it cannot say, or never ends.",
            "a rule that compares three terms",
            "Write what the message asks for at this place."),
    NOT_COMPILED(
            Subject.PRECEDENCE,
            "The rules engine refuses a row or rule that the checks took.",
            "none is known",
            "Say it in simpler words, and report the row to the developers."),
    PRECEDENCE_ADDED(Subject.PRECEDENCE, "A rule of precedence is new.", "a new rule", "Nothing needs to be done."),
    PRECEDENCE_CHANGED(
            Subject.PRECEDENCE,
            "A rule of precedence has changed.",
            "another condition",
            "Nothing needs to be done, if it is meant."),
    PRECEDENCE_REMOVED(
            Subject.PRECEDENCE,
            "A rule of precedence is missing.",
            "a deleted rule",
            "Put it back, unless this is meant."),
    PRECEDENCE_GONE(
            Subject.PRECEDENCE,
            "The whole file of rules of precedence is missing.",
            "a deleted file",
            "Put it back, unless this is meant."),
    TOO_LARGE(
            Subject.LIMIT,
            "The file, or all files together, hold more than the service takes.",
            "a file of more than 8 MiB",
            "Divide the table, shorten lists, or give the service more memory."),
    TOO_MANY_ROWS(Subject.LIMIT, "A sheet has more than 20,000 rows.", "a sheet of 30,000 rows", "Divide the table."),
    TOO_MANY_COLUMNS(
            Subject.LIMIT, "A table has more than 100 columns.", "a table of 120 columns", "Divide the table."),
    TOO_MANY_TABLES(
            Subject.LIMIT,
            "There are more tables than are taken.",
            "hundreds of sheets",
            "Join tables that look at the same facts."),
    DIRECTORY_TOO_LARGE(
            Subject.LIMIT,
            "The rules directory holds more files or bytes than are read.",
            "a directory of archives",
            "Remove what is no table."),
    NOT_FULLY_CHECKED(
            Subject.LIMIT,
            "A check was given up after its limit of time or number.",
            "long lists in many columns",
            "Shorten the lists or divide the table; what was found stands."),
    MORE_PROBLEMS(
            Subject.LIMIT,
            "There are more problems of this sort than are listed.",
            "hundreds of rows with one fault",
            "Correct those that are listed, and check again."),
    TABLE_ADDED(Subject.CHANGE, "A table is new.", "a new file", "Nothing needs to be done."),
    TABLE_REMOVED(Subject.CHANGE, "A table is missing.", "a deleted file", "Put it back, unless this is meant."),
    HIT_POLICY_CHANGED(
            Subject.CHANGE,
            "The hit policy of a table has changed.",
            "`first` in place of `unique`",
            "Put it back, unless this is meant."),
    COLUMN_ADDED(Subject.CHANGE, "A column is new.", "a new condition", "Nothing needs to be done."),
    COLUMN_REMOVED(Subject.CHANGE, "A column is missing.", "a deleted condition", "Put it back, unless this is meant."),
    COLUMN_CHANGED(
            Subject.CHANGE,
            "The template above a column has changed, so its cells mean something else.",
            "`<` in place of `==`",
            "Put it back, unless this is meant."),
    ROW_ADDED(
            Subject.CHANGE,
            "A row is new, or so changed that it is another.",
            "a new row",
            "Nothing needs to be done."),
    ROW_REMOVED(Subject.CHANGE, "A row is missing.", "a deleted row", "Put it back, unless this is meant."),
    ROW_MOVED(
            Subject.CHANGE,
            "A row has moved in a table in which the order counts.",
            "a sorted table",
            "Check the order."),
    CONDITION_REMOVED(
            Subject.CHANGE,
            "A condition of a row is blank now, so the row matches more.",
            "a cleared cell",
            "Put it back, unless this is meant."),
    CELL_CHANGED(Subject.CHANGE, "A cell has changed.", "another time", "Nothing needs to be done, if it is meant."),
    NO_RULES_DIRECTORY(
            Subject.RELEASE,
            "The rules directory cannot be read.",
            "a wrong path",
            "Name it in `entitlement.rules.directory`."),
    NO_RELEASE(
            Subject.RELEASE,
            "No release is in force, and there is no rules directory.",
            "the first start",
            "Publish a release, or name a rules directory."),
    DIRECTORY_NOT_WRITTEN(
            Subject.RELEASE,
            "The rules directory cannot be written.",
            "a read-only volume",
            "Let the service write to it, or publish by changing the directory itself."),
    DIRECTORY_BEHIND(
            Subject.RELEASE,
            "The directory was changed from a release that is no longer in force.",
            "two authors at one time",
            "Start from the release in force, and make the change again."),
    APPROVAL_NEEDED(
            Subject.RELEASE,
            "The change needs the approval of another person.",
            "a saved file, with four eyes switched on",
            "Publish it over HTTP, and have somebody else approve it."),
    LATER_RELEASE(
            Subject.RELEASE,
            "A scheduled release does not contain this change.",
            "a release for next month",
            "Publish its tables again with this change in them."),
    LOG_AWAY(
            Subject.RELEASE,
            "The log of releases cannot be reached.",
            "the database is down",
            "Nothing needs to be done: the service tries again."),
    CHANGED_IN_LOG(
            Subject.RELEASE,
            "A file in the log is not the one that its release was made of.",
            "an edit in the database",
            "Restore the database from a backup, or publish the tables again."),
    NOT_JUDGED(
            Subject.RELEASE,
            "The service failed while it checked the tables.",
            "a fault of the service",
            "Undo the last change, and report it with the service's log."),
    NOT_TAKEN(
            Subject.RELEASE,
            "The service failed while it put the tables in force.",
            "a fault of the service",
            "Nothing needs to be done: it tries again. If it stays, report it."),
    CHANGES_UNKNOWN(
            Subject.RELEASE,
            "The difference to the release before could not be computed.",
            "a fault or a limit of time",
            "Nothing needs to be done; the release is in force."),
    COVERAGE_UNKNOWN(
            Subject.RELEASE,
            "The rows that no scenario reaches could not be found.",
            "a fault or a limit of time",
            "Nothing needs to be done; the release is in force.");

    /** The part of the work of an analyst to which a problem belongs. */
    public enum Subject {
        FILE("Files, sheets and cells that are read"),
        HEADER("The rows above a table"),
        CELL("Values of cells"),
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

        /** The heading of these problems in the manual. */
        public String title() {
            return title;
        }
    }

    private final Subject subject;
    private final String meaning;
    private final String example;
    private final String remedy;

    TableProblemCode(Subject subject, String meaning, String example, String remedy) {
        this.subject = subject;
        this.meaning = meaning;
        this.example = example;
        this.remedy = remedy;
    }

    /** The part of the work to which the problem belongs. */
    public Subject subject() {
        return subject;
    }

    /** The fault, as a sentence in Markdown. */
    public String meaning() {
        return meaning;
    }

    /** Something that has the fault, in Markdown. */
    public String example() {
        return example;
    }

    /** The usual way to put it right, as a sentence in Markdown. */
    public String remedy() {
        return remedy;
    }

    /** The code as answers, reports and the manual show it, for example {@code near-duplicate}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
