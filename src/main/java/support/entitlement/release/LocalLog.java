package support.entitlement.release;

import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Without a database to connect to, the log is one of its own for each rules directory, among what the service remembers. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("'${spring.datasource.url:}' == ''")
class LocalLog {

    private static final Logger LOG = LoggerFactory.getLogger(LocalLog.class);

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

    /** H2 makes its file for everybody to read, but writes to one that is there. */
    private static void closeToOthers(PrivateFolder folder) {
        try {
            folder.prepare();
            folder.createFile("releases.mv.db");
        } catch (IOException e) {
            LOG.warn("The folder of the log cannot be made: {}", e.toString());
        }
    }
}
