package support.entitlement.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The addresses of databases that are accepted. */
class DatabaseUrlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:mem:0b5e-3;DB_CLOSE_DELAY=-1",
                "jdbc:h2:file:/var/lib/support/log;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0",
                "jdbc:h2:./log",
                "jdbc:h2:~/log;ifexists=true;",
                "jdbc:h2:file:C:/data/log",
                "jdbc:h2:tcp://host:9092/~/log",
                "jdbc:postgresql://host/name",
                "jdbc:postgresql://one:5432,two:5433/name?targetServerType=primary&sslmode=verify-full&sslrootcert=/etc/ca.pem",
                "jdbc:postgresql:name?user=ada&password=a;INIT=b",
            })
    void addressesThatOnlyConnectAreAccepted(String url) {
        assertThat(DatabaseUrl.errorsIn(url)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:mem:x;INIT=CREATE ALIAS EXEC AS 'void x() {}'",
                "jdbc:h2:mem:x;init=RUNSCRIPT FROM '/tmp/x.sql'",
                "jdbc:h2:mem:x;DB_CLOSE_DELAY=-1;Init=CREATE TABLE T(I INT)\\;DROP TABLE T",
                "jdbc:h2:mem:x;TRACE_LEVEL_FILE=3",
                "jdbc:h2:mem:x;TRACE_LEVEL_FILE=03",
                "jdbc:h2:mem:x;AUTO_SERVER=TRUE",
                "jdbc:h2:mem:x;DATABASE_EVENT_LISTENER='a.B'",
                "jdbc:h2:mem:x;CACHE_TYPE=SOFT_LRU",
                "jdbc:h2:mem:x;AUTHENTICATOR=TRUE",
                "jdbc:h2:mem:x;JAVA_OBJECT_SERIALIZER='a.B'",
                "jdbc:h2:mem:x;RECOVER_TEST=1",
                "jdbc:h2:mem:x; INIT=x",
                "jdbc:h2:zip:~/a.zip!/x",
                "jdbc:h2:file:split:/tmp/x",
                "jdbc:h2:nio:/tmp/x",
                "jdbc:h2:retry:/tmp/x",
                "jdbc:postgresql://host/name?socketFactory=a.B&socketFactoryArg=http://x",
                "jdbc:postgresql://host/name?sslfactory=a.B",
                "jdbc:postgresql://host/name?sslhostnameverifier=a.B",
                "jdbc:postgresql://host/name?sslpasswordcallback=a.B",
                "jdbc:postgresql://host/name?authenticationPluginClassName=a.B",
                "jdbc:postgresql://host/name?loggerLevel=DEBUG&loggerFile=/tmp/x",
                "jdbc:postgresql://host/name?xmlFactoryFactory=a.B",
                "jdbc:postgresql://host/name?socket%46actory=a.B",
                "jdbc:postgresql://host/name?service=x",
                "jdbc:mysql://host/name",
                "JDBC:H2:mem:x",
                "jdbc:hsqldb:mem:x",
                "jndi:ldap://host/x",
                "",
            })
    void addressesThatRunCodeOrOpenFilesAreRefused(String url) {
        assertThat(DatabaseUrl.errorsIn(url)).isNotEmpty();
    }

    @Test
    void passwordsAreNotRepeated() {
        assertThat(DatabaseUrl.errorsIn("jdbc:h2:mem:x;PASSWORD=secret;s3cret=x;INIT=secret"))
                .hasSize(2)
                .noneMatch(error -> error.contains("cret"))
                .anyMatch(error -> error.contains("INIT"));
    }

    @Test
    void parametersSetApartFromTheAddressAreAcceptedAndRefusedLikewise() {
        assertThat(DatabaseUrl.errorsIn("jdbc:postgresql://host/name", List.of("ApplicationName", "socketFactory")))
                .singleElement()
                .asString()
                .contains("socketFactory");
        assertThat(DatabaseUrl.errorsIn("jdbc:h2:mem:x", List.of("init", "user")))
                .singleElement()
                .asString()
                .contains("INIT");
    }

    @Test
    void theAddressOfAStandbyIsOneOfPostgresWithHarmlessParameters() {
        assertThatThrownBy(() -> new DatabaseProperties(true, "jdbc:h2:mem:other"))
                .hasMessage("entitlement.database.standby-url: It must begin with jdbc:postgresql:.");
        assertThatThrownBy(() -> new DatabaseProperties(true, "jdbc:postgresql://host/name?socketFactory=x"))
                .hasMessageContaining("entitlement.database.standby-url: The parameter “socketFactory”");
        assertThat(new DatabaseProperties(true, " ").standbyUrl()).isNull();
    }

    @Test
    void aStandbyOfAnH2DatabaseIsRefused() {
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl("jdbc:h2:mem:without-standby");
            Database database = new Database(pool, new Schema("Usage", "db/usage", "usage_schema", List.of()));

            assertThatThrownBy(() -> database.useStandby("jdbc:postgresql://host/name"))
                    .hasMessageContaining("entitlement.database.standby-url");
        }
    }
}
