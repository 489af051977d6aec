package support.entitlement.release.directory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;
import support.entitlement.database.DatabaseConfiguration;

/**
 * Configures the database of the log: the one of the settings, or a file of its own for each rules directory. Which of them it is does not
 * depend on a condition, so that the build can prepare the definitions of beans for both.
 */
@DatabaseConfiguration
@Configuration(proxyBeanMethods = false)
class LogDatabaseConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(LogDatabaseConfiguration.class);

    @Bean
    JdbcConnectionDetails databaseOfTheLog(
            DataSourceProperties database, Environment settings, ReleasesProperties releases, RulesProperties rules) {
        return StringUtils.hasLength(database.getUrl())
                ? new ConfiguredDatabase(database, settings)
                : fileIn(releases.memoryOf(rules));
    }

    /** The database of the settings. Those of the pool prevail over those of the database, as they do in Spring Boot. */
    private record ConfiguredDatabase(DataSourceProperties database, Environment settings)
            implements JdbcConnectionDetails {

        private @Nullable String ofPool(String name, @Nullable String ofDatabase) {
            String value = settings.getProperty("spring.datasource.hikari." + name);
            return value == null ? ofDatabase : value;
        }

        @Override
        public @Nullable String getUsername() {
            return ofPool("username", database.determineUsername());
        }

        @Override
        public @Nullable String getPassword() {
            return ofPool("password", database.determinePassword());
        }

        @Override
        public String getJdbcUrl() {
            return Objects.requireNonNull(ofPool("jdbc-url", database.determineUrl()));
        }

        @Override
        public @Nullable String getDriverClassName() {
            return ofPool("driver-class-name", database.determineDriverClassName());
        }
    }

    private static JdbcConnectionDetails fileIn(Path folder) {
        String file = folder.resolve("releases").toAbsolutePath().toString();
        closeToOthers(new PrivateFolder(folder));
        return new JdbcConnectionDetails() {

            @Override
            public String getUsername() {
                return "sa";
            }

            @Override
            public String getPassword() {
                return "";
            }

            @Override
            public String getJdbcUrl() {
                return "jdbc:h2:file:" + file + ";DB_CLOSE_ON_EXIT=FALSE" // The pool closes it.
                        + ";TRACE_LEVEL_FILE=0"; // No second file beside it: whatever fails is thrown.
            }
        };
    }

    /** H2 creates its file readable for everybody, but keeps the permissions of an existing one. */
    private static void closeToOthers(PrivateFolder folder) {
        try {
            folder.createFolders();
            folder.createFile("releases.mv.db");
        } catch (IOException e) {
            LOG.warn("The folder of the log cannot be made: {}", e.toString());
        }
    }
}
