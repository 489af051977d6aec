package support.entitlement.workbench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.EditedTables;

/**
 * A service with the shipped tables and without settings for the classes of tests that change nothing of it: each start takes
 * seconds. It starts when the first of them asks for it, and JUnit stops it after the last test of the process.
 */
final class SharedService implements AutoCloseable {

    private @Nullable RunningService service;

    /** Returns the running service. */
    RunningService start() {
        if (service == null) {
            service = new RunningService(writeTables(), List.of());
        }
        return service;
    }

    private static Path writeTables() {
        try {
            Path folder = Files.createTempDirectory("workbench");
            EditedTables.in(Files.createDirectory(folder.resolve("rules")));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (service != null) {
            service.close();
        }
    }
}
