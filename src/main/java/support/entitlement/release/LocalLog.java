package support.entitlement.release;

import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Without a database to connect to, the log is one of its own for each rules directory, among what the service remembers. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("'${spring.datasource.url:}' == ''")
class LocalLog {

    @Bean
    JdbcConnectionDetails fileOfTheLog(ReleasesProperties properties, RulesProperties rules) {
        String file =
                properties.memoryOf(rules).resolve("releases").toAbsolutePath().toString();
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
                return "jdbc:h2:file:" + file + ";DB_CLOSE_ON_EXIT=FALSE"; // The pool closes it.
            }
        };
    }
}
