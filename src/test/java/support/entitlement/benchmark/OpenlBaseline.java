package support.entitlement.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import support.entitlement.Workbooks;
import support.entitlement.policy.Policy;
import support.entitlement.release.directory.RulesDirectory;
import support.entitlement.table.ActionName;
import support.entitlement.table.FactField;
import support.entitlement.table.Row;
import support.entitlement.table.Table;

/**
 * The baseline on OpenL Tablets: a Maven project of its own beside the tests, which this class builds, and a workbook for OpenL with the rows of
 * the shipped tables.
 */
final class OpenlBaseline {

    private static final Path PROJECT = Path.of("src/test/openl");
    private static final String MAIN = "openl.OpenlServer";

    private final Path directory;
    private final String classPath;

    private OpenlBaseline(Path directory, String classPath) {
        this.directory = directory;
        this.classPath = classPath;
    }

    /**
     * Builds the server and the workbook.
     *
     * @param directory takes the workbook and the logs
     */
    static OpenlBaseline build(Path directory) throws IOException, InterruptedException {
        Path classPath = directory.resolve("openl.classpath").toAbsolutePath();
        Process maven = new ProcessBuilder(
                        "mvn",
                        "-q",
                        "-f",
                        PROJECT.resolve("pom.xml").toString(),
                        "compile",
                        "dependency:build-classpath",
                        "-Dmdep.outputFile=" + classPath)
                .inheritIO()
                .start();
        if (maven.waitFor() != 0) {
            throw new IllegalStateException("Maven could not build " + PROJECT);
        }
        Files.write(workbook(directory), Workbooks.of(rows()));
        return new OpenlBaseline(directory, Path.of("target/openl/classes") + ":" + Files.readString(classPath));
    }

    private static Path workbook(Path directory) {
        return directory.resolve("openl.xlsx");
    }

    /** Starts a server whose answer has a filling of this many characters. */
    MeasuredServer start(byte[] request, long filling) throws IOException, InterruptedException {
        int port = MeasuredServer.freePort();
        return MeasuredServer.start(
                classPath,
                MAIN,
                port,
                directory.resolve("openl-" + filling + ".log"),
                request,
                List.of(String.valueOf(port), workbook(directory).toString(), String.valueOf(filling)));
    }

    /** Returns the tables of OpenL, from the rows of the shipped ones; a blank cell holds for every value in both. */
    private static List<List<String>> rows() {
        Policy policy = new RulesDirectory(ManyRows.SHIPPED).compileTables().requirePolicy();
        List<List<String>> rows = new ArrayList<>();
        addTable(rows, policy, ActionName.SUPPORT_LEVEL, List.of(FactField.PLAN));
        addTable(rows, policy, ActionName.SLA_CATEGORY, List.of(FactField.PRODUCTION_USE, FactField.WORKAROUND));
        List<FactField> matrix = List.of(FactField.SUPPORT_LEVEL, FactField.ISSUE_TYPE, FactField.SLA_CATEGORY);
        addTable(rows, policy, ActionName.CHANNELS, matrix);
        addTable(rows, policy, ActionName.GUARANTEE, matrix);
        return rows;
    }

    private static void addTable(List<List<String>> rows, Policy policy, ActionName action, List<FactField> inputs) {
        Table table = policy.tables().stream()
                .filter(each -> each.hasAction(action))
                .findFirst()
                .orElseThrow();
        rows.add(List.of("SimpleRules String " + action + " ("
                + inputs.stream().map(input -> "String " + input).collect(Collectors.joining(", ")) + ")"));
        List<String> titles =
                new ArrayList<>(inputs.stream().map(FactField::toString).toList());
        titles.add(action.toString());
        rows.add(titles);
        for (Row row : table.rows()) {
            Object result = table.actions().stream()
                    .filter(column -> column.action() == action)
                    .map(column -> table.cellValue(row, column))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
            if (result != null) {
                List<List<String>> combinations = List.of(List.of());
                for (FactField input : inputs) {
                    combinations = combinations.stream()
                            .flatMap(
                                    left -> valuesOf(table, row, input).stream().map(value -> {
                                        List<String> longer = new ArrayList<>(left);
                                        longer.add(value);
                                        return longer;
                                    }))
                            .<List<String>>map(List::copyOf)
                            .toList();
                }
                for (List<String> combination : combinations) {
                    List<String> line = new ArrayList<>(combination);
                    line.add(textOf(result));
                    rows.add(line);
                }
            }
        }
        rows.add(List.of());
    }

    private static List<String> valuesOf(Table table, Row row, FactField input) {
        Object cell = table.conditions().stream()
                .filter(column -> column.isField(input))
                .filter(column -> !column.operator().symbol().startsWith("!"))
                .map(column -> table.cellValue(row, column))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
        return cell instanceof List<?> list
                ? list.stream().map(OpenlBaseline::textOf).toList()
                : List.of(textOf(cell));
    }

    private static String textOf(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(String::valueOf).collect(Collectors.joining("; "));
        }
        if (value instanceof Boolean flag) {
            return flag ? "yes" : "no";
        }
        return value.toString();
    }
}
