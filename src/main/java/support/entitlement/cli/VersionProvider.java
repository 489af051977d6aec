package support.entitlement.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** Returns the version of the jar from its manifest. */
final class VersionProvider implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Commands.class.getPackage().getImplementationVersion();
        return new String[] {Objects.requireNonNullElse(version, "not packaged")};
    }
}
