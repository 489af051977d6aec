package support.entitlement.release.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The choice between a log in a file of the service and another database. */
class LogDatabaseConfigurationTest {

    private static final String RUN = "support.entitlement.test.run";

    @TempDir
    private Path folder;

    private ApplicationContextRunner context(String url) {
        return new ApplicationContextRunner()
                .withUserConfiguration(LogDatabaseConfiguration.class)
                .withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class))
                .withBean(ReleasesProperties.class, () -> new ReleasesProperties(folder, Duration.ofSeconds(1)))
                .withBean(RulesProperties.class, () -> new RulesProperties(Path.of("rules"), Duration.ofSeconds(1)))
                .withPropertyValues(
                        "spring.datasource.url=" + url, "spring.datasource.hikari.initialization-fail-timeout=-1");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "``, true",
                "jdbc:postgresql://host/name, false",
                "jdbc:postgresql:' + T(java.lang.System).setProperty('" + RUN + "'; 'yes') + ', false",
            })
    void itIsAFileUnlessThereIsAnAddressWhichIsNeverRun(String url, boolean local) {
        System.clearProperty(RUN);
        context(url.replace(';', ',')).run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(context.getBean(JdbcConnectionDetails.class).getJdbcUrl())
                    .startsWith(local ? "jdbc:h2:file:" + folder.toAbsolutePath() : url.replace(';', ','));
        });

        assertThat(System.getProperty(RUN)).isNull();
    }

    @Test
    void theUserOfTheDatabaseConnectsUnlessThePoolHasAnother() {
        String[] user = {"spring.datasource.username=ann", "spring.datasource.password=secret"};

        context("jdbc:postgresql://host/name").withPropertyValues(user).run(context -> {
            HikariDataSource pool = context.getBean(HikariDataSource.class);
            assertThat(pool.getJdbcUrl()).isEqualTo("jdbc:postgresql://host/name");
            assertThat(pool.getDriverClassName()).isEqualTo("org.postgresql.Driver");
            assertThat(pool.getUsername()).isEqualTo("ann");
            assertThat(pool.getPassword()).isEqualTo("secret");
        });
        context("jdbc:postgresql://host/name")
                .withPropertyValues(user)
                .withPropertyValues(
                        "spring.datasource.hikari.username=bob",
                        "spring.datasource.hikari.password=other",
                        "spring.datasource.hikari.jdbcUrl=jdbc:postgresql://other/name")
                .run(context -> {
                    HikariDataSource pool = context.getBean(HikariDataSource.class);
                    assertThat(pool.getJdbcUrl()).isEqualTo("jdbc:postgresql://other/name");
                    assertThat(pool.getUsername()).isEqualTo("bob");
                    assertThat(pool.getPassword()).isEqualTo("other");
                });
    }
}
