package support.entitlement.database;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The tables of the database.
 *
 * @param migrate false if only the command {@code migrate} creates and migrates them
 * @param standbyUrl the address of a standby server that is read in place of the primary; null for none
 */
@ConfigurationProperties("entitlement.database")
record DatabaseProperties(
        @DefaultValue("true") boolean migrate, @Nullable String standbyUrl) {

    /** Refuses an address that is not one of PostgreSQL, or has parameters that are not accepted. */
    DatabaseProperties {
        standbyUrl = standbyUrl == null || standbyUrl.isBlank() ? null : standbyUrl;
        if (standbyUrl != null && !DatabaseUrl.errorsInStandby(standbyUrl).isEmpty()) {
            throw new IllegalArgumentException(
                    "entitlement.database.standby-url: " + String.join(" ", DatabaseUrl.errorsInStandby(standbyUrl)));
        }
    }
}
