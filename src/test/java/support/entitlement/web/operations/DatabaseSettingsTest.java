package support.entitlement.web.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.NestedExceptionUtils;
import support.entitlement.ExpectedErrors;
import support.entitlement.security.authentication.SettingsNotice;

/** The settings of the database, those that are refused at the start, and the notice of files of settings. */
@ExpectedErrors({"APPLICATION FAILED TO START", "Application run failed"})
@ExtendWith(OutputCaptureExtension.class)
class DatabaseSettingsTest {

    @TempDir
    private Path folder;

    /** An application with nothing but the database. */
    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(DataSourceAutoConfiguration.class)
    @Import({DatabaseSettings.class, SettingsNotice.class})
    static class Settings {}

    private static ConfigurableApplicationContext start(String... settings) {
        return new SpringApplicationBuilder(Settings.class)
                .web(WebApplicationType.NONE)
                .run(Stream.of(settings).map(setting -> "--" + setting).toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spring.datasource.url=jdbc:h2:mem:x;INIT=CREATE TABLE T(I INT)",
                "spring.datasource.hikari.jdbc-url=jdbc:h2:mem:x;INIT=CREATE TABLE T(I INT)",
                "spring.datasource.hikari.connection-init-sql=CREATE TABLE T(I INT)",
                "spring.datasource.hikari.connection-test-query=CREATE TABLE T(I INT)",
                "spring.datasource.hikari.data-source-properties.INIT=CREATE TABLE T(I INT)",
                "spring.datasource.hikari.data-source-class-name=org.h2.jdbcx.JdbcDataSource",
                "spring.datasource.driver-class-name=org.postgresql.Driver2",
                "spring.datasource.type=org.springframework.jdbc.datasource.SimpleDriverDataSource",
            })
    void whatRunsCodeOrStatementsIsRefusedBeforeAnythingIsConnectedTo(String setting) {
        Throwable refused = catchThrowable(() -> start(setting).close());

        assertThat(refused).as(setting).isNotNull();
        assertThat(NestedExceptionUtils.getMostSpecificCause(refused).getMessage())
                .doesNotContain("CREATE");
    }

    @Test
    void poolSettingsThatOnlyConnectAreAccepted() {
        try (ConfigurableApplicationContext context = start(
                "spring.datasource.hikari.maximum-pool-size=3", "spring.datasource.driver-class-name=org.h2.Driver")) {
            assertThat(context.getBean(DataSource.class)).isNotNull();
        }
    }

    /** H2 reads the property once in the life of a process, so the tests cannot observe its effect. */
    @Test
    void statementsNameNoClassesToH2() {
        System.clearProperty("h2.allowedClasses");
        start().close();

        assertThat(System.getProperty("h2.allowedClasses")).isEmpty();
    }

    @Test
    void aFileOfSettingsIsToldAndSoIsThatOthersMayWriteIt(CapturedOutput output) throws Exception {
        Path planted = Files.writeString(folder.resolve("planted.properties"), "some.setting=1");
        assertThat(new ProcessBuilder("chmod", "666", planted.toString())
                        .start()
                        .waitFor())
                .isZero();

        start("spring.config.additional-location=file:" + planted, "logging.level.support.entitlement=info")
                .close();

        assertThat(output.getAll())
                .contains("Settings were read from " + planted + ".")
                .contains("Others may write " + planted);
    }
}
