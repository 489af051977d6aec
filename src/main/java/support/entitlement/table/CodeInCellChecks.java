package support.entitlement.table;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import support.entitlement.table.problem.Budget;
import support.entitlement.table.problem.CheckMemory;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.ProblemList;
import support.entitlement.table.problem.TableProblemCode;

/**
 * Rejects cell text that looks like code or a formula. The service never executes it, but it may target this service or
 * a spreadsheet that opens its output.
 */
public final class CodeInCellChecks {

    static final String MESSAGE = "This looks like code or a formula. Nothing in a cell is ever run.";
    static final String REMEDY = "Write words; tables are data.";

    /**
     * Normal sentences may name functions, classes, systems and loads, and put words in quotes and brackets: none of
     * these alone counts as code.
     */
    private static final List<Pattern> CODE = List.of(
            Pattern.compile("\\$(?:param\\b|\\{)|[#@]\\{"),
            Pattern.compile(
                    "\\b(?:eval|getClass|forName|getRuntime|newInstance)\\s*\\(|(?:^|\\.)\\s*(?:exec|invoke|exit|load)\\("),
            Pattern.compile(
                    "\\b(?:java|javax|jakarta)\\.(?:awt|beans|io|lang|management|math|naming|net|nio|rmi|script|security"
                            + "|sql|text|time|util|xml)\\.\\w|\\b(?:org\\.drools|org\\.kie|org\\.mvel2?)\\.\\w"),
            Pattern.compile(
                    "\\b(?:System|Runtime|Class|Thread|ProcessBuilder|kcontext|drools|entitlement)\\s*\\.\\s*[a-z]\\w*\\s*\\("),
            Pattern.compile("[\\w$]\\.[a-z]\\w*\\(\\s*[\")]"),
            Pattern.compile(
                    "\\bnew\\s+[A-Z]\\w*(?:\\((?![a-z]{1,3}\\))|[\\[{])|\\bimport\\s+(?:static\\s+)?\\w+\\.[\\w.]*\\*?;"),
            Pattern.compile("\\bfunction\\s+(?:\\w+\\s+)?\\w+\\s*\\([^)]{0,200}+\\)\\s*\\{"),
            Pattern.compile(
                    "^\\s*(?:rule|query)\\s+\"[^\"]*+\".*\\bwhen\\b|^\\s*rule\\s+\\S+\\s+when\\b.*\\bthen\\b"
                            + "|^\\s*(?:global|package)\\s+\\w+\\.[\\w.]+(?:\\s+\\w+)?\\s*;|^\\s*declare\\s+[A-Z]\\w*\\b[^:]*:.*\\bend\\s*$"),
            Pattern.compile("^[^\"]*(?<!\\d)\"\\s*[)\\];]|[(\\[;]\\s*\"\\s*$|/\\*|\\*/|\\\\u+[0-9a-fA-F]{4}|&&|\\|\\|"),
            Pattern.compile("<!(?:DOCTYPE|ENTITY)|<script\\b|javascript:\\S", Pattern.CASE_INSENSITIVE),
            Pattern.compile("^=\\s*[\\w(+'\"-]|^@\\w+[(!]|^[+-]\\s*[A-Za-z]+(?:[|!]|\\((?![a-z]{1,3}\\)))|\\w\\|'"));

    /**
     * Removed before the search, because no letter has so many combining marks, and a pattern that looks for the end of
     * a word would rescan them at each position.
     */
    private static final Pattern MARKS = Pattern.compile("\\p{Mn}{30,}+");

    /** The cost of testing one letter against all patterns, in steps of the budget. */
    private static final int STEPS_A_LETTER = 50;

    private CodeInCellChecks() {}

    /** Checks the texts of all cells, each text once however often it is written. */
    public static List<Problem> check(List<Table> tables, CheckMemory memory, Budget budget) {
        ProblemList problems = new ProblemList();
        Map<String, Boolean> known = new HashMap<>();
        for (Table table : tables) {
            if (memory.isClean("code in cells", List.of(table))) {
                continue;
            }
            int found = problems.countFound();
            try {
                check(table, problems, text -> known.computeIfAbsent(text, any -> isCode(any, budget)));
                if (problems.countFound() == found) {
                    memory.markClean("code in cells", List.of(table));
                }
            } catch (Budget.Exhausted e) {
                problems.add(budget.openQuestionProblem(
                        table.sheet(),
                        "The texts of this table are too long to look for code in all of them: " + e.getMessage() + ".",
                        "Shorten them, or link to longer texts."));
                break;
            }
        }
        return problems.all();
    }

    private static void check(Table table, ProblemList problems, Predicate<String> isCode) {
        for (Column column : table.columns()) {
            table.rows().stream()
                    .filter(row -> table.hasWord(row, column, isCode))
                    .forEach(row -> problems.add(Problem.error(
                            TableProblemCode.CODE_IN_CELL,
                            table.cellPlace(row, column),
                            table.cellWords(row, column).collect(Collectors.joining(", ")),
                            MESSAGE,
                            REMEDY)));
        }
    }

    private static boolean isCode(String text, Budget budget) {
        budget.takeSteps((long) STEPS_A_LETTER * text.length());
        return isCode(text);
    }

    static boolean isCode(String text) {
        String withoutMarks = MARKS.matcher(text).replaceAll("");
        return CODE.stream().anyMatch(code -> code.matcher(withoutMarks).find());
    }
}
