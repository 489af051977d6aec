package support.entitlement.web.operations;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;
import support.entitlement.database.DatabaseConfiguration;
import support.entitlement.database.DatabaseUrl;
import support.entitlement.settings.RefusedSettingsException;

/**
 * Rejects settings of the database that run code or statements, or that open files, before the first connection. It
 * inspects the pool itself, so that it sees settings from every source.
 */
@Component
@DatabaseConfiguration
final class DatabaseSettings implements BeanPostProcessor {

    private static final List<String> DRIVERS = List.of("org.h2.Driver", "org.postgresql.Driver");

    /**
     * The property with the prefixes of classes that statements may name in H2, which reads it once. It is empty: no
     * alias, trigger or listener needs a class.
     */
    private static final String H2_CLASSES = "h2.allowedClasses";

    DatabaseSettings() {
        System.setProperty(H2_CLASSES, "");
    }

    /**
     * Checks a connection pool.
     *
     * @throws RefusedSettingsException if a setting is refused
     */
    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof DataSource source) {
            List<String> errors = errorsIn(source);
            if (!errors.isEmpty()) {
                throw new RefusedSettingsException(errors);
            }
        }
        return bean;
    }

    private static List<String> errorsIn(DataSource source) {
        try {
            return source.isWrapperFor(HikariDataSource.class)
                    ? errorsIn(source.unwrap(HikariDataSource.class))
                    : List.of("spring.datasource.type and spring.datasource.jndi-name are not accepted.");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<String> errorsIn(HikariDataSource pool) {
        String url = Objects.requireNonNullElse(pool.getJdbcUrl(), "");
        List<String> errors = new ArrayList<>(DatabaseUrl.errorsIn(url));
        errors.addAll(DatabaseUrl.errorsIn(url, pool.getDataSourceProperties().stringPropertyNames()));
        if (pool.getDriverClassName() != null && !DRIVERS.contains(pool.getDriverClassName())) {
            errors.add("spring.datasource.driver-class-name must be one of " + String.join(", ", DRIVERS) + ".");
        }
        refusedSettings(pool).forEach((setting, value) -> {
            if (value != null) {
                errors.add("spring.datasource.hikari." + setting + " is not accepted.");
            }
        });
        return errors;
    }

    /** Returns the settings that run a statement or load a class. */
    private static Map<String, @Nullable Object> refusedSettings(HikariDataSource pool) {
        Map<String, @Nullable Object> settings = new LinkedHashMap<>();
        settings.put("connection-init-sql", pool.getConnectionInitSql());
        settings.put("connection-test-query", pool.getConnectionTestQuery());
        settings.put("data-source-class-name", pool.getDataSourceClassName());
        settings.put("data-source-jndi", pool.getDataSourceJNDI());
        settings.put("exception-override-class-name", pool.getExceptionOverrideClassName());
        settings.put("credentials-provider-class-name", pool.getCredentialsProviderClassName());
        return settings;
    }
}
