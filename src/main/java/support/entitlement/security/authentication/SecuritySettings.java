package support.entitlement.security.authentication;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import support.entitlement.security.issuer.IssuerSettings;

/**
 * Refuses wrong settings of who may do what before anything begins: one that is misspelt must neither leave a door open nor keep
 * everybody out. What is wrong is said at once, each with the name of the setting; a hash or a token is never repeated.
 */
@Component
final class SecuritySettings implements BeanFactoryPostProcessor, EnvironmentAware {

    static final String PREFIX = "entitlement.security";

    private @Nullable Environment environment;

    @Override
    public void setEnvironment(Environment given) {
        environment = given;
    }

    /**
     * Looks at them.
     *
     * @throws RefusedSettingsException if something is wrong with them
     */
    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        refuseIfAny(SettingNames.errorsIn(environment)); // First: whatever stands under a wrong name might be a token.
        refuseIfAny(IssuerSettings.errorsIn(environment));
        try {
            refuseIfAny(TokenSettings.errorsIn(Binder.get(environment).bindOrCreate(PREFIX, SecurityProperties.class)));
        } catch (BindException e) {
            refuseIfAny(List.of(describeError(e)));
        }
    }

    /** Without the value, of which Spring Boot would show a part. */
    private static String describeError(BindException e) {
        if (e.getCause() instanceof UnboundConfigurationPropertiesException gap) {
            return gap.getUnboundProperties().iterator().next().getName()
                    + " comes after a gap. Number the entries of a list from 0.";
        }
        return e.getName() + " cannot be read."
                + (e.getTarget().getType().resolve() == boolean.class ? " It must be true or false." : "");
    }

    private static void refuseIfAny(List<String> errors) {
        if (!errors.isEmpty()) {
            throw new RefusedSettingsException(errors);
        }
    }
}
