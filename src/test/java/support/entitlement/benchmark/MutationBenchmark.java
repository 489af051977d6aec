package support.entitlement.benchmark;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import support.entitlement.change.diff.TableChanges;
import support.entitlement.decision.Decision;
import support.entitlement.decision.Query;
import support.entitlement.policy.Compilation;
import support.entitlement.policy.Policy;
import support.entitlement.policy.PolicyCompiler;
import support.entitlement.release.directory.RulesDirectory;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.Severity;
import support.entitlement.table.sheet.ReadSheets;
import support.entitlement.table.sheet.SheetReader;

/**
 * Measures how random mistakes in the shipped tables are handled, fifty of each kind: how many are rejected, how many
 * cause a warning, how many are only listed among the changes since the previous tables, and how many change an answer
 * silently. The listed and the silent ones are printed.
 */
final class MutationBenchmark {

    private static final int EDITS_OF_A_KIND = 50;
    private static final int FIRST_ROW = 7;
    private static final List<String> CODE = List.of(
            "\"); System.exit(0); (\"",
            "eval(true)",
            "$param",
            "new java.io.File(\"x\").delete()",
            "Runtime.getRuntime().exec(\"id\")",
            "=cmd|'/c calc'!A1");
    private static final List<String> OF_ANOTHER_TYPE = List.of("soon", "42", "yes", "2026-03-01", "1.5e30", "PT1H");

    private final Random random = new Random(1);
    private final Map<String, byte[]> shipped = new TreeMap<>();
    private final List<Problem> shippedProblems =
            new RulesDirectory(ManyRows.SHIPPED).compileTables().problems();
    private final Policy before =
            new RulesDirectory(ManyRows.SHIPPED).compileTables().requirePolicy();

    private MutationBenchmark() throws IOException {
        try (Stream<Path> files = Files.list(ManyRows.SHIPPED)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".csv")).toList()) {
                shipped.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
    }

    /** Prints a line for each kind of mistake, and each mistake that is not reported although it changes an answer. */
    public static void main(String[] arguments) throws IOException {
        new MutationBenchmark().run();
    }

    private enum Kind {
        TYPO,
        BLANK_ROW,
        SWAPPED_CELLS,
        DUPLICATED_ROW,
        DELETED_ROW,
        WRONG_TYPE,
        WRONG_SEPARATOR,
        WIDENED_WILDCARD,
        CODE,
        BROKEN_ENCODING
    }

    private enum Outcome {
        REFUSED,
        WARNED,
        INFORMED,
        SAME_ANSWERS,
        SILENT
    }

    /** A mistake in one file, in words and as bytes. */
    private record Edit(String file, String words, byte[] content) {}

    private void run() {
        System.out.printf("%-18s%s%n", "", Arrays.toString(Outcome.values()));
        List<String> silent = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
            for (int i = 0; i < EDITS_OF_A_KIND; i++) {
                Edit edit = edit(kind);
                Outcome outcome = outcome(edit);
                outcomes.merge(outcome, 1, Integer::sum);
                if (outcome == Outcome.SILENT || outcome == Outcome.INFORMED) {
                    silent.add(outcome + " " + kind + " " + edit.file() + ": " + edit.words());
                }
            }
            System.out.printf(
                    "%-18s%s%n",
                    kind,
                    Arrays.stream(Outcome.values())
                            .map(outcome -> "%8d".formatted(outcomes.getOrDefault(outcome, 0)))
                            .collect(Collectors.joining()));
        }
        System.out.println("\nAnswers that change without a warning:");
        silent.forEach(System.out::println);
    }

    private Outcome outcome(Edit edit) {
        List<support.entitlement.table.sheet.Sheet> sheets = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        shipped.forEach((file, content) -> {
            ReadSheets read = SheetReader.readSheets(file, file.equals(edit.file()) ? edit.content() : content);
            sheets.addAll(read.sheets());
            problems.addAll(read.problems());
        });
        Compilation compilation = PolicyCompiler.compile(new ReadSheets(sheets, problems));
        if (compilation.compiled().isEmpty()) {
            return Outcome.REFUSED;
        }
        List<Problem> all = new ArrayList<>(compilation.problems());
        all.addAll(TableChanges.between(
                before.tables(), compilation.requirePolicy().tables()));
        if (reports(all, Severity.WARNING)) {
            return Outcome.WARNED;
        }
        if (sameAnswers(compilation.requirePolicy())) {
            return Outcome.SAME_ANSWERS;
        }
        return reports(all, Severity.INFO) ? Outcome.INFORMED : Outcome.SILENT;
    }

    /** Returns true if there are more of these than for the shipped tables. */
    private boolean reports(List<Problem> problems, Severity severity) {
        return count(problems, severity) > count(shippedProblems, severity);
    }

    private static long count(List<Problem> problems, Severity severity) {
        return problems.stream()
                .filter(problem -> problem.severity() == severity)
                .count();
    }

    private boolean sameAnswers(Policy after) {
        for (String plan : before.vocabulary().plans().all()) {
            for (String issueType : before.vocabulary().issueTypes().all()) {
                for (String productionUse :
                        withNull(before.vocabulary().productionUses().all())) {
                    for (Boolean workaround : Arrays.asList(null, true, false)) {
                        Query query = new Query(plan, issueType, productionUse, workaround, null, null, Map.of());
                        Decision was = before.decide(query);
                        Decision is = after.decide(query);
                        if (!was.promisesTheSameAs(is) || !Objects.equals(was.slaCategory(), is.slaCategory())) {
                            return false;
                        }
                    }
                }
            }
        }
        return true;
    }

    private static List<String> withNull(List<String> names) {
        List<String> all = new ArrayList<>(names);
        all.add(null);
        return all;
    }

    private Edit edit(Kind kind) {
        List<String> files = List.copyOf(shipped.keySet());
        String file = files.get(random.nextInt(files.size()));
        byte[] content = shipped.get(file);
        if (kind == Kind.WRONG_SEPARATOR) {
            String separator = List.of(";", "\t", "|", " ").get(random.nextInt(4));
            return new Edit(file, "separator " + separator, csv(grid(file), separator.charAt(0)));
        }
        if (kind == Kind.BROKEN_ENCODING) {
            return broken(file, new String(content, StandardCharsets.UTF_8));
        }
        List<List<String>> grid = grid(file);
        String words = change(kind, grid, FIRST_ROW + random.nextInt(grid.size() - FIRST_ROW));
        return new Edit(file, words, csv(grid, ','));
    }

    private Edit broken(String file, String text) {
        return switch (random.nextInt(4)) {
            case 0 -> new Edit(file, "UTF-16", text.getBytes(StandardCharsets.UTF_16));
            case 1 -> new Edit(file, "Windows-1252", text.getBytes(java.nio.charset.Charset.forName("windows-1252")));
            case 2 ->
                new Edit(file, "cut off", Arrays.copyOf(text.getBytes(StandardCharsets.UTF_8), text.length() * 2 / 3));
            default -> {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                bytes[random.nextInt(bytes.length)] = (byte) (0x80 + random.nextInt(0x7f));
                yield new Edit(file, "a stray byte", bytes);
            }
        };
    }

    private String change(Kind kind, List<List<String>> grid, int row) {
        List<String> cells = grid.get(row);
        switch (kind) {
            case BLANK_ROW -> grid.add(row, Collections.nCopies(cells.size(), ""));
            case DUPLICATED_ROW -> grid.add(FIRST_ROW + random.nextInt(grid.size() - FIRST_ROW), cells);
            case DELETED_ROW -> grid.remove(row);
            default -> {
                int column = filled(cells, kind == Kind.WIDENED_WILDCARD ? conditions(grid) : cells.size());
                String was = cells.get(column);
                String is = changed(kind, was);
                if (kind == Kind.SWAPPED_CELLS) {
                    int other = random.nextInt(cells.size());
                    is = cells.get(other);
                    cells.set(other, was);
                }
                cells.set(column, is);
                return "row " + (row + 1) + ", column " + (column + 1) + ": “" + was + "” → “" + is + "”";
            }
        }
        return "row " + (row + 1) + " " + cells;
    }

    private String changed(Kind kind, String was) {
        return switch (kind) {
            case TYPO -> typo(was);
            case WRONG_TYPE -> OF_ANOTHER_TYPE.get(random.nextInt(OF_ANOTHER_TYPE.size()));
            case CODE -> CODE.get(random.nextInt(CODE.size()));
            default -> "";
        };
    }

    private String typo(String was) {
        int at = random.nextInt(was.length());
        return switch (random.nextInt(3)) {
            case 0 -> was.substring(0, at) + was.substring(at + 1);
            case 1 -> was.substring(0, at) + (char) ('a' + random.nextInt(26)) + was.substring(at + 1);
            default -> was.substring(0, at) + was.charAt(at) + was.substring(at);
        };
    }

    private int filled(List<String> cells, int columns) {
        List<Integer> filled = IntStream.range(0, columns)
                .filter(column -> !cells.get(column).isBlank())
                .boxed()
                .toList();
        return filled.get(random.nextInt(filled.size()));
    }

    private static int conditions(List<List<String>> grid) {
        return (int) grid.get(3).stream().filter("CONDITION"::equals).count();
    }

    private List<List<String>> grid(String file) {
        List<List<String>> grid = new ArrayList<>();
        SheetReader.readSheets(file, shipped.get(file))
                .sheets()
                .get(0)
                .rows()
                .forEach(row -> grid.add(new ArrayList<>(row)));
        return grid;
    }

    private static byte[] csv(List<List<String>> grid, char separator) {
        StringWriter text = new StringWriter();
        try (CsvWriter writer = CsvWriter.builder().fieldSeparator(separator).build(text)) {
            grid.forEach(writer::writeRecord);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
