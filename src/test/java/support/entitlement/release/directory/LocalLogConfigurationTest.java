package support.entitlement.release.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The choice between a log in a file of the service and another database. */
class LocalLogConfigurationTest {

    private static final String RUN = "support.entitlement.test.run";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "``, true",
                "jdbc:postgresql://host/name, false",
                "' + T(java.lang.System).setProperty('" + RUN + "'; 'yes') + ', false",
            })
    void itIsOneUnlessThereIsAnAddressWhichIsNeverRun(String url, boolean local) {
        System.clearProperty(RUN);
        new ApplicationContextRunner()
                .withUserConfiguration(LocalLogConfiguration.class)
                .withBean(ReleasesProperties.class, () -> new ReleasesProperties(folder, Duration.ofSeconds(1)))
                .withBean(RulesProperties.class, () -> new RulesProperties(Path.of("rules"), Duration.ofSeconds(1)))
                .withPropertyValues("spring.datasource.url=" + url.replace(';', ','))
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context.getBeanNamesForType(JdbcConnectionDetails.class))
                            .hasSize(local ? 1 : 0);
                });

        assertThat(System.getProperty(RUN)).isNull();
    }
}
