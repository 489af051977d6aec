package support.entitlement.database;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The tables of the database.
 *
 * @param migrate false if only the command {@code migrate} creates and migrates them
 */
@ConfigurationProperties("entitlement.database")
record DatabaseProperties(@DefaultValue("true") boolean migrate) {}
