package support.entitlement.benchmark;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import support.entitlement.Application;

/** Starts the service within the process of a benchmark, on a random port. */
final class InProcessService {

    private InProcessService() {}

    /**
     * Starts it with a log in an H2 file, as by default: one in memory, as in tests, would grow the heap.
     *
     * @param rules the directory of the tables
     * @param folder the folder of the log
     * @param more further arguments
     */
    static ConfigurableApplicationContext start(Path rules, Path folder, String... more) {
        Stream<String> usual = Stream.of(
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--spring.main.banner-mode=off",
                "--logging.level.root=warn",
                "--entitlement.rules.directory=" + rules,
                "--spring.datasource.url=jdbc:h2:file:" + folder.resolve("log").toAbsolutePath());
        return new SpringApplicationBuilder(Application.class)
                .run(Stream.concat(usual, Stream.of(more)).toArray(String[]::new));
    }
}
