package support.entitlement.web;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import support.entitlement.EditedTables;
import support.entitlement.ExpectedErrors;
import tools.jackson.databind.JsonNode;

/** Tests against a service with three releases: the shipped tables, one change, and the change reverted. */
@DirtiesContext
@ExpectedErrors("is refused for these problems")
public abstract class ThreeReleasesApiTest extends ApiTest {

    private static final List<String> FREE_REPORTS = List.of("Basic", "Issue reports");

    @TempDir
    static Path directory;

    private JsonNode releases = JSON.nullNode();

    @DynamicPropertySource
    static void serveACopy(DynamicPropertyRegistry properties) {
        EditedTables.in(directory);
        properties.add("entitlement.rules.directory", directory::toString);
        properties.add("entitlement.rules.watch-interval", () -> "20ms");
    }

    @BeforeEach
    void changeTheTablesTwice() throws Exception {
        if (listReleases().size() == 1) {
            EditedTables.in(directory)
                    .replaceInRow("support-matrix.csv", FREE_REPORTS, "Support channels", "Support Portal");
            await().until(() -> listReleases().size() == 2);
            EditedTables.in(directory);
            await().until(() -> listReleases().size() == 3);
        }
        releases = listReleases();
    }

    private JsonNode listReleases() throws Exception {
        return get("/v1/policy/releases").json().get("releases");
    }

    /** Returns the release of the shipped tables. */
    protected JsonNode first() {
        return releases.get(2);
    }

    /** Returns the release of the change. */
    protected JsonNode second() {
        return releases.get(1);
    }
}
