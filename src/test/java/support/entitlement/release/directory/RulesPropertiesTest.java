package support.entitlement.release.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The settings of the rules directory and of the folder of the service. */
class RulesPropertiesTest {

    private static RulesProperties bound(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("entitlement.rules", RulesProperties.class);
    }

    @Test
    void anEmptyDirectoryMeansThatThereIsNone() {
        assertThat(bound(Map.of("entitlement.rules.directory", "")).isWithoutDirectory())
                .isTrue();
    }

    @Test
    void aDirectoryThatIsNotGivenIsRules() {
        assertThat(bound(Map.of()).directory()).isEqualTo(Path.of("rules"));
        assertThat(bound(Map.of()).isWithoutDirectory()).isFalse();
        assertThat(bound(Map.of("entitlement.rules.directory", "/etc/rules")).directory())
                .isEqualTo(Path.of("/etc/rules"));
    }

    @Test
    void anIntervalThatWouldKeepAProcessorBusyIsRefused() {
        assertThatThrownBy(() -> bound(Map.of("entitlement.rules.watch-interval", "9ms")))
                .hasRootCauseMessage("entitlement.rules.watch-interval is 9 ms and must be at least 10 ms.");
    }

    @Test
    void aMemoryAmongTheTablesIsRefused() {
        RulesProperties here = bound(Map.of("entitlement.rules.directory", "."));

        assertThatThrownBy(() ->
                        new ReleasesProperties(Path.of(".support-entitlements"), Duration.ofSeconds(1)).memoryOf(here))
                .hasMessageContaining("entitlement.releases.memory lies in the rules directory");
        assertThat(new ReleasesProperties(Path.of("../memory"), Duration.ofSeconds(1)).memoryOf(here))
                .isNotNull();
    }
}
