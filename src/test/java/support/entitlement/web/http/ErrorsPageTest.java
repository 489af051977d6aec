package support.entitlement.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import support.entitlement.web.Manual;

/**
 * The errors page of the manual lists the codes of {@link ProblemCode} in order, each with its status and title; the
 * sentences after those are written by hand. With {@code -Dmanual=write}, this test updates the page.
 */
class ErrorsPageTest {

    private static final String LIST = "## All codes\n";
    private static final Pattern ENTRY =
            Pattern.compile("\n### (?<code>[a-z-]+)\n\n\\*\\*.*?\\*\\*(?: Retry after \\d+ s\\.)?(?<meaning>.*)\n");

    @Test
    void thePageListsEveryProblemWithItsStatusAndItsMeaning() throws IOException {
        String page = Files.readString(Manual.page("api/errors"));
        Map<String, String> meanings = ENTRY.matcher(page)
                .results()
                .collect(Collectors.toMap(entry -> entry.group(1), entry -> entry.group(2)));
        String expected = page.substring(0, page.indexOf(LIST))
                + LIST
                + Arrays.stream(ProblemCode.values())
                        .map(code -> entry(code, meanings.getOrDefault(code.toString(), "")))
                        .collect(Collectors.joining());
        if (System.getProperty("manual", "").equals("write")) {
            Files.writeString(Manual.page("api/errors"), expected);
        }

        assertThat(Files.readString(Manual.page("api/errors"))).isEqualTo(expected);
        assertThat(meanings.values()).allSatisfy(meaning -> assertThat(meaning).matches(" [A-Z`].+\\."));
    }

    private static String entry(ProblemCode code, String meaning) {
        return "\n### " + code + "\n\n**" + code.status().value() + ". " + code.title() + ".**"
                + (code.retryAfterSeconds() > 0 ? " Retry after " + code.retryAfterSeconds() + " s." : "") + meaning
                + "\n";
    }
}
