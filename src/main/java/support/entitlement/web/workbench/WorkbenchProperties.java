package support.entitlement.web.workbench;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The location of the workbench's files.
 *
 * @param files a folder, as an address that Spring understands. Developers name that of the sources, so that a change
 *     shows without a build
 */
@ConfigurationProperties("entitlement.workbench")
record WorkbenchProperties(@DefaultValue(IN_JAR) String files) {

    private static final String IN_JAR = "classpath:/workbench/";

    /** Completes the address: without the slash at its end it would not be that of a folder. */
    WorkbenchProperties {
        files = files.isBlank() ? IN_JAR : files.endsWith("/") ? files : files + "/";
    }
}
