package support.entitlement.database;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Names the standby server to each owner of tables. Migrates all tables before the service is ready, or leaves that to the command {@code
 * migrate}. It sees each owner of tables before others use it.
 */
@Component
final class StartMigration implements BeanPostProcessor, ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(StartMigration.class);

    private final ObjectProvider<DatabaseProperties> properties;
    private final List<Database> databases = new ArrayList<>();

    StartMigration(ObjectProvider<DatabaseProperties> properties) {
        this.properties = properties;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof DatabaseTables tables) {
            databases.add(tables.database());
            if (!properties.getObject().migrate()) {
                tables.database().leaveMigrationToCommand();
            }
            if (properties.getObject().standbyUrl() != null) {
                tables.database().useStandby(properties.getObject().standbyUrl());
            }
        }
        return bean;
    }

    /** Migrates what can be reached now. The rest is migrated once it can be reached. */
    @Override
    public void run(ApplicationArguments arguments) {
        try {
            databases.forEach(Database::prepareTables);
        } catch (DatabaseUnavailableException e) {
            LOG.debug("The migration waits", e);
        }
    }
}
