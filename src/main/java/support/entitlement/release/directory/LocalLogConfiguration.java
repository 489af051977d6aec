package support.entitlement.release.directory;

import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;
import support.entitlement.database.DatabaseConfiguration;

/** Configures a log in a file of its own for each rules directory, if no other database is configured. */
@DatabaseConfiguration
@Configuration(proxyBeanMethods = false)
@Conditional(LocalLogConfiguration.NoOtherDatabase.class)
class LocalLogConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(LocalLogConfiguration.class);

    /** The setting is compared as text: as part of an expression it could run code. */
    static final class NoOtherDatabase implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !StringUtils.hasLength(context.getEnvironment().getProperty("spring.datasource.url"));
        }
    }

    @Bean
    JdbcConnectionDetails fileOfTheLog(ReleasesProperties properties, RulesProperties rules) {
        Path folder = properties.memoryOf(rules);
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
