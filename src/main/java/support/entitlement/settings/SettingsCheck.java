package support.entitlement.settings;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/** Looks at the settings before any bean is created, so that a wrong one has no effect before the start ends. */
public abstract class SettingsCheck implements BeanFactoryPostProcessor, EnvironmentAware {

    private @Nullable Environment environment;

    @Override
    public final void setEnvironment(Environment given) {
        environment = given;
    }

    @Override
    public final void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        checkSettings(Objects.requireNonNull(environment), beans);
    }

    /**
     * Checks the settings.
     *
     * @param beans the definitions of the beans that will be created
     * @throws RefusedSettingsException if one is wrong
     */
    protected abstract void checkSettings(Environment settings, ConfigurableListableBeanFactory beans);
}
