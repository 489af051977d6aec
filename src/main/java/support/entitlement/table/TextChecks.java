package support.entitlement.table;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whether the words in cells are words. Text is never evaluated, whatever it says; but text that is code was written to be,
 * here or by whatever opens the answer, and does no good in either.
 */
final class TextChecks {

    static final String CODE_IN_CELL = "code-in-cell";
    static final String MESSAGE = "This looks like code or a formula. Nothing in a cell is ever run.";
    static final String REMEDY = "Write words; tables are data.";

    private static final List<Pattern> CODE = List.of(
            Pattern.compile("\\$(?:param\\b|\\{)|[#@]\\{"),
            Pattern.compile("\\b(?:eval|exec|getClass|forName|getRuntime|newInstance|invoke|exit|load)\\s*\\("),
            Pattern.compile("\\b(?:java|javax|jakarta|sun|org\\.drools|org\\.kie|org\\.mvel2?)\\.[a-z]+\\.?[A-Za-z]*"),
            Pattern.compile(
                    "\\b(?:System|Runtime|Class|Thread|ProcessBuilder|kcontext|drools|entitlement)\\s*\\.\\s*\\w+"),
            Pattern.compile("\\bnew\\s+[A-Z]\\w*\\s*[(\\[{]|\\bimport\\s+[\\w.]+\\*?;|\\bfunction\\s+\\w+\\s*\\("),
            Pattern.compile(
                    "^\\s*(?:rule|query)\\s+\"?\\w.*\\bwhen\\b|^\\s*(?:declare|global|package)\\s+[\\w.]+.*(?:;|\\bend\\b)"),
            Pattern.compile("\"\\s*[)\\];]|[(\\[;]\\s*\"\\s*$|/\\*|\\*/|\\\\u+[0-9a-fA-F]{4}|&&|\\|\\|"),
            Pattern.compile("<!(?:DOCTYPE|ENTITY)|<script\\b|javascript:", Pattern.CASE_INSENSITIVE),
            Pattern.compile("^=\\s*[\\w(+'\"-]|^@\\s*\\w+\\s*[(!]|^[+-]\\s*[A-Za-z]+[|(!]|\\w\\|'"));

    private TextChecks() {}

    static List<Problem> check(List<Table> tables) {
        List<Problem> problems = new ArrayList<>();
        for (Table table : tables) {
            for (Column column : table.columns()) {
                table.rows().stream()
                        .filter(row -> table.words(row, column).anyMatch(TextChecks::isCode))
                        .forEach(row -> problems.add(Problem.error(
                                CODE_IN_CELL,
                                table.place(row, column),
                                table.words(row, column).collect(Collectors.joining(", ")),
                                MESSAGE,
                                REMEDY)));
            }
        }
        return problems;
    }

    static boolean isCode(String text) {
        return CODE.stream().anyMatch(code -> code.matcher(text).find());
    }
}
