package support.entitlement.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version of the jar, as its manifest says. */
final class VersionProvider implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Commands.class.getPackage().getImplementationVersion();
        return new String[] {Objects.requireNonNullElse(version, "not packaged")};
    }
}
