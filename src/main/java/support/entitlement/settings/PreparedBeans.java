package support.entitlement.settings;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.env.RandomValuePropertySource;
import org.springframework.core.Ordered;
import org.springframework.core.SpringProperties;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.util.ClassUtils;

/**
 * Lets the service start with the definitions of beans that the build prepared by Spring's ahead-of-time processing, if the jar holds them, and
 * if nothing is set on which a definition may depend. Otherwise Spring finds the definitions at the start, which takes longer. Only
 * settings that are known to leave the definitions alone are let through, so that one that nobody thought of costs time only.
 */
final class PreparedBeans implements EnvironmentPostProcessor, Ordered {

    private static final String SWITCH = "spring.aot.enabled";

    /** The name of the source with the version of the jar and the number of the process. */
    private static final String OF_PROCESS = "applicationInfo";

    /** Begins the name of the source that has the service's own defaults, with which the definitions were made. */
    private static final String DEFAULTS = "Config resource 'class path resource [application.yaml]'";

    /** Groups of settings on which a condition of Spring Boot or of a library may depend. */
    private static final List<ConfigurationPropertyName> GROUPS = names(
            "debug", "entitlement", "logging", "management", "micrometer", "server", "spring", "springdoc", "trace");

    /** Settings, and groups of them, on which no definition depends. */
    private static final List<ConfigurationPropertyName> WITHOUT_EFFECT = names(
            "entitlement",
            "logging",
            "management.metrics.distribution",
            "server.address",
            "server.compression",
            "server.port",
            "server.servlet.context-path",
            "server.shutdown",
            "server.ssl",
            "server.tomcat",
            "spring.application.name",
            "spring.config",
            "spring.context.exit",
            "spring.datasource.driver-class-name",
            "spring.datasource.hikari",
            "spring.datasource.password",
            "spring.datasource.url",
            "spring.datasource.username",
            "spring.servlet.multipart.max-file-size",
            "spring.servlet.multipart.max-request-size",
            "spring.ssl.bundle");

    /** Sources that also hold what has nothing to do with the service. */
    private static final Set<String> SYSTEM = Set.of(
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
            StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);

    private static List<ConfigurationPropertyName> names(String... names) {
        return Stream.of(names).map(ConfigurationPropertyName::of).toList();
    }

    /** Runs after all settings have been read. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (areIn(application) && SpringProperties.getProperty(SWITCH) == null && fit(environment)) {
            SpringProperties.setFlag(SWITCH);
        }
    }

    private static boolean areIn(SpringApplication application) {
        Class<?> main = application.getMainApplicationClass();
        return main != null
                && application.getAllSources().equals(Set.<Object>of(main))
                && ClassUtils.isPresent(main.getName() + "__ApplicationContextInitializer", main.getClassLoader());
    }

    /** Returns true if the definitions that were prepared are those that Spring would find with these settings. */
    static boolean fit(ConfigurableEnvironment environment) {
        CloudPlatform platform = CloudPlatform.getActive(environment);
        return (platform == null || platform == CloudPlatform.KUBERNETES)
                && environment.getPropertySources().stream().anyMatch(PreparedBeans::holdsDefaults)
                && StreamSupport.stream(
                                ConfigurationPropertySources.get(environment).spliterator(), false)
                        .allMatch(PreparedBeans::isWithoutEffect);
    }

    private static boolean holdsDefaults(PropertySource<?> source) {
        return source.getName().startsWith(DEFAULTS);
    }

    private static boolean isWithoutEffect(ConfigurationPropertySource source) {
        PropertySource<?> origin = (PropertySource<?>) source.getUnderlyingSource();
        if (origin instanceof RandomValuePropertySource
                || origin.getName().equals(OF_PROCESS)
                || holdsDefaults(origin)) {
            return true;
        }
        boolean ofSystem = SYSTEM.contains(origin.getName());
        return source instanceof IterableConfigurationPropertySource settings
                && settings.stream()
                        .filter(name -> !ofSystem || isIn(GROUPS, name))
                        .allMatch(name -> isIn(WITHOUT_EFFECT, name));
    }

    private static boolean isIn(List<ConfigurationPropertyName> groups, ConfigurationPropertyName name) {
        return groups.stream().anyMatch(group -> group.equals(name) || group.isAncestorOf(name));
    }
}
