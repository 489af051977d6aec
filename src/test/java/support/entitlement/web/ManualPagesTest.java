package support.entitlement.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemResponse;

/** The manual as served: every page, every link on it, and the headers. */
class ManualPagesTest extends ApiTest {

    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]*)\"");

    /** Requests the first page and all pages that links lead to. */
    private Map<URI, Answer> pages() throws Exception {
        Map<URI, Answer> pages = new LinkedHashMap<>();
        Deque<URI> open = new ArrayDeque<>(List.of(URI.create("/docs")));
        while (!open.isEmpty()) {
            URI page = open.pop();
            if (!pages.containsKey(page)) {
                Answer answer = getWithoutToken(page.getPath());
                pages.put(page, answer);
                links(answer)
                        .filter(link -> !link.isAbsolute())
                        .map(page::resolve)
                        .map(link -> URI.create(link.getPath()))
                        .forEach(open::add);
            }
        }
        return pages;
    }

    private static Stream<URI> links(Answer answer) {
        return LINK.matcher(answer.response().body()).results().map(link -> URI.create(link.group(1)));
    }

    @Test
    void everyPageIsHandedOutToStrangersAndEveryLinkLeadsSomewhere() throws Exception {
        Map<URI, Answer> pages = pages();

        assertThat(pages)
                .hasSize(Manual.pages().size()
                        + 1
                        + Manual.pictures().size()
                        + examples().size())
                .allSatisfy((address, answer) -> {
                    assertThat(answer.status()).as("%s", address).isEqualTo(200);
                    assertThat(links(answer).filter(link -> link.getFragment() != null))
                            .allSatisfy(link -> assertThat(ids(pages, address.resolve(link)))
                                    .as("%s links to %s", address, link)
                                    .contains(link.getFragment()));
                });
    }

    private static List<String> ids(Map<URI, Answer> pages, URI link) {
        return Pattern.compile("id=\"([^\"]*)\"")
                .matcher(pages.get(URI.create(link.getPath())).response().body())
                .results()
                .map((MatchResult id) -> id.group(1))
                .toList();
    }

    @Test
    void pagesRunNothingAndLookAsOneFileOfStylesSays() throws Exception {
        assertThat(pages().values()).allSatisfy(page -> {
            assertThat(page.header("Content-Security-Policy"))
                    .isEqualTo(
                            "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none';"
                                    + " frame-ancestors 'none'");
            assertThat(page.response().body()).doesNotContain("<script", "<style", " style=", " onclick");
        });
    }

    @Test
    void aPictureIsHandedOutAsOne() throws Exception {
        for (Path picture : Manual.pictures()) {
            Answer answer = getWithoutToken("/docs/pictures/" + picture.getFileName());

            assertThat(answer.header("Content-Type")).isEqualTo("image/png");
        }
    }

    /** Returns the folders of the examples that the files of the manual link to. */
    private static Set<Path> examples() throws IOException {
        Set<Path> examples = new TreeSet<>();
        for (Path page : Manual.pages()) {
            Pattern.compile("\\]\\([./]*(test/resources/[a-z-]+)")
                    .matcher(Files.readString(page))
                    .results()
                    .forEach(link -> examples.add(Path.of("src", link.group(1))));
        }
        return examples;
    }

    @Test
    void aWorkedExampleIsHandedOutAsAnArchiveOfItsTables() throws Exception {
        assertThat(examples()).hasSizeGreaterThan(10);
        for (Path example : examples()) {
            HttpResponse<byte[]> archive = HttpClient.newHttpClient()
                    .send(
                            request("/docs/examples/" + example.getFileName() + ".zip")
                                    .build(),
                            BodyHandlers.ofByteArray());

            assertThat(archive.headers().firstValue("Content-Type")).contains("application/zip");
            assertThat(unzip(archive.body())).isEqualTo(filesOf(example));
        }
    }

    private static Map<String, String> unzip(byte[] archive) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    private static Map<String, String> filesOf(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString(), Files.readString(file));
            }
        }
        return files;
    }

    @Test
    void aPageThatACallerHasIsNotSentAgain() throws Exception {
        for (String path : List.of("/docs", "/docs/api/guide", "/docs/manual.css")) {
            String tag = getWithoutToken(path).header("ETag");

            assertThat(tag).isNotEmpty();
            assertThat(sendWithoutToken(request(path).header("If-None-Match", tag))
                            .status())
                    .isEqualTo(304);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/docs/nothing",
                "/docs/api/nothing",
                "/docs/pictures/nothing.png",
                "/docs/pictures/draft",
                "/docs/examples/nothing.zip",
                "/docs/examples/milestones",
                "/docs/examples/..%2fmanual.zip",
                "/docs/index",
                "/docs/api/guide.md",
                "/docs/%2e%2e/application.yaml",
                "/docs/..%2f..%2fapplication",
                "/docs/a/b/c"
            })
    void anUnknownPageIsAProblem(String path) throws Exception {
        Answer answer = getWithoutToken(path);

        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.status()).isIn(404, 400);
        assertThat(answer.json().get("code").stringValue()).isIn("not-found", "malformed-request");
    }

    @Test
    void theTypeOfAProblemLeadsToItsEntry() throws Exception {
        for (ProblemCode code : ProblemCode.values()) {
            URI type = URI.create(ProblemResponse.of(code, "").type());

            assertThat(getWithoutToken(type.getPath()).response().body())
                    .contains("id=\"" + type.getFragment() + "\">" + code + "</h3>");
        }
    }
}
