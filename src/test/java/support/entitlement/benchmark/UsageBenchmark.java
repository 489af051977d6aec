package support.entitlement.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;
import support.entitlement.allowance.UsageRun;

/**
 * Books 10,000 hours of 1,000 customers while PostgreSQL is killed once, and fails if a booking is lost or recorded
 * twice.
 */
public final class UsageBenchmark {

    private UsageBenchmark() {}

    /** Runs it. The arguments are the number of bookings and of customers. */
    public static void main(String[] arguments) throws Exception {
        int bookings = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
        int customers = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000;
        Path folder = Files.createTempDirectory("usage");
        try (UsageRun run = new UsageRun(folder, customers)) {
            long start = System.nanoTime();
            run.book(bookings);
            double seconds = (System.nanoTime() - start) / 1e9;
            run.verify();
            System.out.printf(
                    "%s; each is there once, no limit is exceeded; %.1f s, %.0f bookings/s%n",
                    run.summary(), seconds, bookings / seconds);
        }
        FileSystemUtils.deleteRecursively(folder); // A failed run keeps its files for inspection.
    }
}
