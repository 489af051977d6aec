package support.entitlement.web.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import support.entitlement.draft.change.SheetTexts;
import support.entitlement.policy.Compilation;
import support.entitlement.policy.Policy;
import support.entitlement.policy.precedence.Precedence;
import support.entitlement.release.directory.RulesDirectory;
import support.entitlement.release.tables.TableFiles;
import support.entitlement.table.Table;
import support.entitlement.table.sheet.Sheet;
import support.entitlement.table.sheet.SheetReader;
import support.entitlement.table.sheet.SheetWriter;
import support.entitlement.text.NormalForm;

/** A whole policy is taken out as one workbook, which people can read and which comes back meaning the same. */
class WorkbookTest {

    private static final List<String> PARTS = List.of(
            "a",
            "B",
            "=",
            "+",
            "-",
            "@",
            "'",
            "\"",
            ",",
            ";",
            "\t",
            "|",
            " ",
            "\n",
            "_x0041_",
            "sep=;",
            "é",
            "\ud83d\ude00",
            "1",
            "0",
            ".",
            "RuleTable x",
            "<b>",
            "&");

    private static TableFiles asWorkbook(TableFiles files) {
        SortedMap<String, byte[]> contents = new TreeMap<>();
        contents.put(
                "policy.xlsx", SpreadsheetFile.writePolicy(files.readSheets().sheets()));
        if (files.contents().containsKey(Precedence.FILE)) {
            contents.put(Precedence.FILE, files.contents().get(Precedence.FILE));
        }
        return new TableFiles(contents, List.of());
    }

    /** Returns what the tables say, without the names of their files. */
    private static List<String> contentOf(Policy policy) {
        List<String> content = new ArrayList<>();
        for (Table table : policy.tables()) {
            content.add(table.name() + table.hitPolicy() + table.fact() + table.columns());
            table.rows()
                    .forEach(row -> content.add(row.matched().row()
                            + row.matched().cells().toString()
                            + row.matched().note()
                            + row.values()));
        }
        return content;
    }

    @ParameterizedTest
    @ValueSource(strings = {"rules", "src/test/resources/business-hours", "src/test/resources/holidays"})
    void aPolicyComesBackMeaningTheSame(String directory) {
        TableFiles files = new RulesDirectory(Path.of(directory)).readFiles();
        TableFiles once = asWorkbook(files);
        Compilation compiled = once.compileTables(null);

        assertThat(contentOf(compiled.requirePolicy()))
                .isEqualTo(contentOf(files.compileTables(null).requirePolicy()));
        assertThat(asWorkbook(once).compileTables(null).requirePolicy().revision())
                .isEqualTo(compiled.requirePolicy().revision());
        assertThat(compiled.problems())
                .extracting(problem -> problem.code())
                .isSubsetOf(files.compileTables(null).problems().stream()
                        .map(problem -> problem.code())
                        .toList());
    }

    @Test
    void peopleSeeTitlesThatStayAndNoRowsForTheService() throws IOException {
        byte[] content = asWorkbook(new RulesDirectory(Path.of("rules")).readFiles())
                .contents()
                .get("policy.xlsx");
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(content))) {
            XSSFSheet plans = workbook.getSheet("plans");

            assertThat(IntStream.range(0, 8).filter(row -> plans.getRow(row).getZeroHeight()))
                    .containsExactly(0, 3, 4, 5);
            assertThat(plans.getRow(4).getCTRow().getOutlineLevel()).isEqualTo((short) 1);
            assertThat(plans.getPaneInformation().getHorizontalSplitTopRow()).isEqualTo((short) 7);
            assertThat(plans.getColumnWidth(0) / 256).isBetween(30, 61);
            assertThat(plans.getRow(7).getCell(0).getCellStyle().getWrapText()).isTrue();
            assertThat(plans.getRow(7).getCell(0).getCellStyle().getDataFormatString())
                    .isEqualTo("@");
        }
    }

    @Test
    void anyTextOfAWorkbookIsReadAsItWasWritten() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            List<List<String>> rows = IntStream.range(0, 1 + random.nextInt(6))
                    .mapToObj(row -> IntStream.range(0, 1 + random.nextInt(5))
                            .mapToObj(column -> randomText(random))
                            .toList())
                    .toList();
            Sheet sheet = new Sheet("a.xlsx", "S", rows, Map.of());

            List<Sheet> read = SheetReader.readAllSheets("a.xlsx", SheetWriter.writeWorkbook(List.of(sheet)))
                    .sheets();

            assertThat(new SheetTexts("S", read.get(0).rows()).hasSameTexts(new SheetTexts("S", rows)))
                    .as("%s\n%s", rows, read.get(0).rows())
                    .isTrue();
        }
    }

    private static String randomText(Random random) {
        StringBuilder text = new StringBuilder();
        for (int part = random.nextInt(4); part > 0; part--) {
            text.append(PARTS.get(random.nextInt(PARTS.size())));
        }
        return NormalForm.of(text.toString());
    }
}
