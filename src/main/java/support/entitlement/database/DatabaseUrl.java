package support.entitlement.database;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Checks addresses of databases. Parameters of an address can make H2 run statements, and can make either driver load
 * classes and write files, so only harmless ones are accepted.
 */
public final class DatabaseUrl {

    /** The beginning of every address of an H2 database. */
    static final String H2 = "jdbc:h2:";

    private static final String POSTGRES = "jdbc:postgresql:";

    private static final Set<String> H2_PARAMETERS = Set.of(
            "CACHE_SIZE",
            "CIPHER",
            "DB_CLOSE_DELAY",
            "DB_CLOSE_ON_EXIT",
            "FORBID_CREATION",
            "IFEXISTS",
            "LOCK_TIMEOUT",
            "PASSWORD",
            "QUERY_TIMEOUT",
            "USER",
            "WRITE_DELAY");

    private static final Set<String> POSTGRES_PARAMETERS = Set.of(
            "ApplicationName",
            "cancelSignalTimeout",
            "channelBinding",
            "connectTimeout",
            "currentSchema",
            "defaultRowFetchSize",
            "gssEncMode",
            "hostRecheckSeconds",
            "loadBalanceHosts",
            "loginTimeout",
            "options",
            "password",
            "prepareThreshold",
            "reWriteBatchedInserts",
            "requireAuth",
            "socketTimeout",
            "sslNegotiation",
            "sslResponseTimeout",
            "sslcert",
            "sslkey",
            "sslmode",
            "sslpassword",
            "sslrootcert",
            "ssl",
            "targetServerType",
            "tcpKeepAlive",
            "user");

    /** Any other level writes files. */
    private static final String WITHOUT_TRACE = "TRACE_LEVEL_FILE=0";

    /**
     * Matches a name in memory, a server, or a path, but none of the file systems that H2 offers behind other prefixes.
     */
    private static final Pattern H2_PLACE =
            Pattern.compile("mem:[^:;\\\\]*|(tcp|ssl)://[^;\\\\]+|(file:)?([A-Za-z]:[/\\\\])?[^:;]+", Pattern.DOTALL);

    private DatabaseUrl() {}

    /**
     * Returns the errors in an address; empty if it is accepted. They do not quote it, since it may contain a password.
     */
    public static List<String> errorsIn(String url) {
        if (url.startsWith(H2)) {
            return errorsInH2(url.substring(H2.length()));
        }
        if (url.startsWith(POSTGRES)) {
            int question = url.indexOf('?');
            return question < 0
                    ? List.of()
                    : errorsOfUnknown(
                            parameterNames(url.substring(question + 1), "&"), POSTGRES_PARAMETERS, "PostgreSQL");
        }
        return List.of("spring.datasource.url must begin with " + H2 + " or " + POSTGRES + ".");
    }

    /** Returns the errors in the address of a standby server, in the same way. */
    static List<String> errorsInStandby(String url) {
        return url.startsWith(POSTGRES) ? errorsIn(url) : List.of("It must begin with " + POSTGRES + ".");
    }

    /** Returns the errors in parameters that are given separately from the address. */
    public static List<String> errorsIn(String url, Collection<String> parameters) {
        return url.startsWith(H2)
                ? errorsOfUnknown(inUpperCase(parameters), H2_PARAMETERS, "H2")
                : errorsOfUnknown(List.copyOf(parameters), POSTGRES_PARAMETERS, "PostgreSQL");
    }

    private static List<String> errorsInH2(String rest) {
        int semicolon = rest.indexOf(';');
        String place = semicolon < 0 ? rest : rest.substring(0, semicolon);
        List<String> errors = new ArrayList<>();
        if (!H2_PLACE.matcher(place).matches()) {
            errors.add(
                    "The database of spring.datasource.url must be a path, mem: and a name, or tcp:// and a server.");
        }
        if (semicolon >= 0) {
            errors.addAll(errorsOfUnknown(
                    inUpperCase(parameterNames(rest.substring(semicolon + 1), ";")), H2_PARAMETERS, "H2"));
        }
        return errors;
    }

    private static List<String> parameterNames(String parameters, String between) {
        List<String> names = new ArrayList<>();
        for (String parameter : parameters.split(between, -1)) {
            if (!parameter.isEmpty() && !parameter.equals(WITHOUT_TRACE)) {
                names.add(parameter.split("=", 2)[0]);
            }
        }
        return names;
    }

    private static List<String> inUpperCase(Collection<String> names) {
        return names.stream().map(name -> name.toUpperCase(Locale.ROOT)).toList();
    }

    private static List<String> errorsOfUnknown(List<String> names, Set<String> known, String database) {
        return names.stream()
                .filter(name -> !known.contains(name))
                .map(name ->
                        "The parameter “" + shortenName(name) + "” of the database is not accepted. For " + database
                                + " these are: "
                                + String.join(", ", known.stream().sorted().toList()) + ".")
                .toList();
    }

    /** Shortens a name: the text after a separator within a password may be a part of the password. */
    private static String shortenName(String name) {
        return name.matches("[A-Za-z_]{1,40}") ? name : "…";
    }
}
