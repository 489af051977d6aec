package support.entitlement;

import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Lets an application see other environment variables than those of the test. */
public final class EnvironmentVariables {

    private static final String NAME = "systemEnvironment";

    private EnvironmentVariables() {}

    /** Returns the application with these variables only. */
    public static SpringApplicationBuilder replaceIn(
            SpringApplicationBuilder application, Map<String, Object> variables) {
        return application.initializers(context -> context.getEnvironment()
                .getPropertySources()
                .replace(NAME, new SystemEnvironmentPropertySource(NAME, variables)));
    }
}
