package support.entitlement.release;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the tables are.
 *
 * @param directory the rules directory, relative to the working directory unless absolute
 */
@ConfigurationProperties("entitlement.rules")
public record RulesProperties(@DefaultValue("rules") Path directory) {}
