package support.entitlement.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The configured connection to an H2 database: its address, and its settings by their names in upper case, among them
 * user and password.
 *
 * @param address the address without settings
 * @param settings all settings; never changed
 */
record H2Settings(String address, Properties settings) {

    private static final String USER = "USER";
    private static final String PASSWORD = "PASSWORD";
    private static final String CIPHER = "CIPHER";

    /** The settings that a user who is no administrator may give. H2 keeps the others, or needs them to open its file. */
    private static final Set<String> SETTINGS_OF_EVERYBODY =
            Set.of(CIPHER, PASSWORD, "DB_CLOSE_ON_EXIT", "LOCK_TIMEOUT", "QUERY_TIMEOUT");

    /** Returns the settings of a pool of H2; the text of its address prevails, as H2 accepts no contradictions. */
    static H2Settings ofPool(HikariDataSource pool) {
        Properties settings = new Properties();
        pool.getDataSourceProperties().forEach((name, value) -> put(settings, String.valueOf(name), value));
        put(settings, USER, pool.getUsername());
        put(settings, PASSWORD, pool.getPassword());
        String[] parts = String.valueOf(pool.getJdbcUrl()).split(";");
        for (int i = 1; i < parts.length; i++) {
            String[] setting = parts[i].split("=", 2);
            put(settings, setting[0], setting.length == 2 ? setting[1] : null);
        }
        return new H2Settings(parts[0], settings);
    }

    private static void put(Properties settings, String name, @Nullable Object value) {
        if (value != null) {
            settings.setProperty(name.toUpperCase(Locale.ROOT), value.toString());
        }
    }

    /** Connects as the configured user, and creates the database if it does not exist. */
    Connection connectAsOwner() throws SQLException {
        return DriverManager.getConnection(address, settings);
    }

    /** Connects to an existing database as a user who has the password of the owner. */
    Connection connectAsUser(String user) throws SQLException {
        Properties own = new Properties();
        settings.forEach((name, value) -> {
            if (SETTINGS_OF_EVERYBODY.contains(name)) {
                own.put(name, value);
            }
        });
        own.setProperty(USER, user);
        own.setProperty("IFEXISTS", "TRUE");
        return DriverManager.getConnection(address, own);
    }

    /** Returns the password of the owner. That of an encrypted file stands before it. */
    String ownersPassword() {
        String password = settings.getProperty(PASSWORD, "");
        return settings.containsKey(CIPHER) ? password.substring(password.indexOf(' ') + 1) : password;
    }
}
