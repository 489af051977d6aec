package support.entitlement.web.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import support.entitlement.web.ApiTest;
import tools.jackson.databind.JsonNode;

/** The page and the files of the workbench, as a browser asks for them. */
class WorkbenchApiTest extends ApiTest {

    private static final Path SOURCES = Path.of("src", "main", "resources", "workbench");
    private static final Pattern IMPORT_MAP = Pattern.compile("(?s)<script type=\"importmap\">(.*?)</script>");
    private static final Pattern CHOSEN_COLOURS = Pattern.compile("\\[data-colours[^{]*\\{([^}]*)}");

    @Test
    void thePolicyOfThePageAllowsItsOwnFilesAndTheImportMapAlone() throws Exception {
        String map = importMap(Files.readString(SOURCES.resolve("index.html")));
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(map.getBytes(StandardCharsets.UTF_8));
        Answer page = getPage();

        assertThat(page.header("Content-Security-Policy"))
                .isEqualTo("default-src 'none'; script-src 'self' 'sha256-"
                        + Base64.getEncoder().encodeToString(hash)
                        + "'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none';"
                        + " frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types lit-html");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(page.header("Vary")).contains("Accept");
    }

    @Test
    void everyEntryOfTheImportMapLeadsToAFile() throws Exception {
        JsonNode imports = JSON.readTree(importMap(getPage().response().body())).path("imports");

        assertThat(imports.propertyNames()).contains("lit", "lit-html/");
        for (JsonNode address : imports) {
            String path = address.stringValue().substring(1);
            Answer file = getWithoutToken(path.endsWith("/") ? path + "package.json" : path);
            assertThat(file.status()).as(path).isEqualTo(200);
        }
    }

    /** The tests in the browser look in dark colours only for barriers of colours. */
    @Test
    void darkColoursDifferFromLightOnesInNothingElse() throws Exception {
        List<String> chosen = new ArrayList<>();
        for (Path source : findSources()) {
            String text = Files.readString(source);
            assertThat(text).as("%s", source).doesNotContain("prefers-color-scheme");
            CHOSEN_COLOURS.matcher(text).results().forEach(rule -> chosen.add(rule.group(1)));
        }

        assertThat(chosen)
                .hasSizeGreaterThan(1)
                .allMatch(declarations -> declarations.strip().matches("color-scheme: [a-z]+;?"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"app/workbench-app.js", "styles/tokens.css", "lib/lit-html/lit-html.js"})
    void aFileIsKeptByBrowsersAndAskedForAgain(String file) throws Exception {
        Answer first = getWithoutToken("/workbench/" + file);
        Answer second = sendWithoutToken(request("/workbench/" + file).header("If-None-Match", first.header("ETag")));

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(first.header("ETag")).isNotEmpty();
        assertThat(first.header("Content-Type")).startsWith(file.endsWith(".css") ? "text/css" : "text/javascript");
        assertThat(second.status()).isEqualTo(304);
    }

    @ParameterizedTest
    @CsvSource({
        "/workbench/app/workbench-app.js, gzip",
        "/workbench/lib/lit-html/lit-html.js, gzip",
        "/v1/policy/tables/support-matrix.csv?format=json, gzip",
        "/workbench/app/listener.js, "
    })
    void longerAnswersAreCompressedForCallersWhoAskForIt(String path, String encoding) throws Exception {
        Answer asked = sendWithoutToken(request(path).header("Accept-Encoding", "gzip"));

        assertThat(asked.status()).isEqualTo(200);
        assertThat(asked.header("Content-Encoding")).isEqualTo(encoding == null ? "" : encoding);
        assertThat(getWithoutToken(path).header("Content-Encoding")).isEmpty();
    }

    @Test
    void aBrowserThatHasThePageIsNotSentItAgain() throws Exception {
        Answer first = getPage();
        Answer second = sendWithoutToken(
                request("/").header("Accept", "text/html").header("If-None-Match", first.header("ETag")));

        assertThat(first.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(second.status()).isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/workbench/nothing.js",
                "/workbench/index.html",
                "/workbench//index.html",
                "/workbench/INDEX.HTML",
                "/workbench/lib/lit/nothing.js",
                "/workbench/../application.yaml",
                "/workbench/%2e%2e/application.yaml",
                "/workbench/lib/lit/%2e%2e/%2e%2e/%2e%2e/importmap.json"
            })
    void nothingElseOfTheJarIsHandedOut(String path) throws Exception {
        assertThat(getWithoutToken(path).status()).isBetween(400, 404);
    }

    private static List<Path> findSources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private Answer getPage() throws Exception {
        return sendWithoutToken(request("/").header("Accept", "text/html"));
    }

    private static String importMap(String html) {
        Matcher map = IMPORT_MAP.matcher(html);
        assertThat(map.find()).isTrue();
        return map.group(1);
    }
}
