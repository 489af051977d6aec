package support.entitlement.table.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests that the page of the manual on problems of tables matches the registry; {@code -DwritePages} rewrites it. */
class ProblemPageTest {

    private static final Path PAGE = Path.of("src/site/markdown/analyst/problems.md");

    private static final Set<String> RAISED = raised();

    @Test
    void thePageOfProblemsSaysWhatTheRegistrySays() throws IOException {
        if (System.getProperty("writePages") != null) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page());
        }

        assertThat(Files.readString(PAGE))
                .as("mvn test -Dtest=ProblemPageTest -DwritePages writes the page")
                .isEqualTo(page());
    }

    @ParameterizedTest
    @EnumSource(TableProblemCode.class)
    void eachCodeIsRaisedSomewhereAndSaysAllThatAnAnalystNeeds(TableProblemCode code) {
        assertThat(RAISED).contains(code.name());
        ProblemGuide.Explanation entry = ProblemGuide.explain(code);
        assertThat(entry.meaning()).endsWith(".").hasSizeGreaterThan(10);
        assertThat(entry.remedy()).endsWith(".");
        assertThat(entry.example()).isNotBlank();
    }

    /** Returns every constant of the registry that the sources use. */
    private static Set<String> raised() {
        Set<String> codes = new HashSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".java")).toList()) {
                Pattern.compile("\\bTableProblemCode\\.(\\w+)")
                        .matcher(Files.readString(file))
                        .results()
                        .forEach(found -> codes.add(found.group(1)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return codes;
    }

    private static String page() {
        return """
                # Problems of tables

                A check, a save and a release list problems by these codes. Each problem also names its place (file, sheet, cell), the
                value that stands there, and what would be right at that very place. An `error` refuses the tables; a `warning` lets them
                pass and asks for a second look; an `info` needs nothing. The codes are stable: programs may depend on them.

                Tests make this page from the code. To change it, edit `problems.csv`, beside `TableProblemCode`.
                """
                + Arrays.stream(TableProblemCode.Subject.values())
                        .map(ProblemPageTest::section)
                        .collect(Collectors.joining());
    }

    private static String section(TableProblemCode.Subject subject) {
        return "\n## " + subject.title() + "\n\n| code | meaning | example | remedy |\n| --- | --- | --- | --- |\n"
                + Arrays.stream(TableProblemCode.values())
                        .filter(code -> code.subject() == subject)
                        .map(ProblemPageTest::line)
                        .collect(Collectors.joining());
    }

    private static String line(TableProblemCode code) {
        ProblemGuide.Explanation entry = ProblemGuide.explain(code);
        return "| `" + code + "` | " + entry.meaning() + " | " + entry.example() + " | " + entry.remedy() + " |\n";
    }
}
