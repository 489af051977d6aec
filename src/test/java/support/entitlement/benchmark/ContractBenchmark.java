package support.entitlement.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.stream.IntStream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;
import support.entitlement.Application;
import support.entitlement.Postgres;
import support.entitlement.contract.Contracts;
import support.entitlement.contract.lease.ContractMemory;
import support.entitlement.security.AccessToken;

/**
 * Measures the cost of queries by customer instead of by plan, with a million contracts on PostgreSQL. They are
 * imported over HTTP, and read ahead into memory; then a {@link ContractLoadClient} in a separate process queries random customers, and their plan,
 * in turn. The heap is measured with few contracts and with all.
 */
public final class ContractBenchmark {

    private static final int FEW = 1_000;
    private static final Duration MAX_PRELOAD = Duration.ofMinutes(3);
    private final AccessToken token = AccessToken.generateToken();
    private int port;

    private ContractBenchmark() {}

    /**
     * Runs it. The arguments are the number of contracts, then those of the load client: rounds, and seconds of half a
     * round.
     */
    public static void main(String[] arguments) throws Exception {
        new ContractBenchmark()
                .run(
                        arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000,
                        arguments.length > 1 ? arguments[1] : "10",
                        arguments.length > 2 ? arguments[2] : "4");
    }

    private void run(int contracts, String rounds, String seconds) throws Exception {
        Path memory = Files.createTempDirectory("contracts");
        String database = Postgres.newDatabase();
        try (ConfigurableApplicationContext service = new SpringApplicationBuilder(Application.class)
                .run(
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        "--spring.main.banner-mode=off",
                        "--spring.datasource.url=" + database,
                        "--entitlement.releases.memory=" + memory,
                        "--entitlement.security.open-reading=all",
                        "--entitlement.security.tokens[0].name=cora",
                        "--entitlement.security.tokens[0].hash=" + token.hash(),
                        "--entitlement.security.tokens[0].roles=contracts")) {
            port = ((WebServerApplicationContext) service).getWebServer().getPort();
            store(0, FEW);
            HttpBenchmark.runClient(ContractLoadClient.class, port, String.valueOf(FEW), "1", seconds);
            long few = heap();
            store(FEW, contracts);
            settle(database);
            HttpBenchmark.runClient(ContractLoadClient.class, port, String.valueOf(contracts), "1", seconds);
            awaitPreload(service.getBean(Contracts.class).memory(), contracts);
            HttpBenchmark.runClient(ContractLoadClient.class, port, String.valueOf(contracts), rounds, seconds);
            System.out.printf(
                    "%nheap after GC: %.1f MB with %,d contracts, %.1f MB with %,d%n",
                    few / 1e6, FEW, heap() / 1e6, contracts);
        }
        FileSystemUtils.deleteRecursively(memory);
    }

    /** Waits until the service has read ahead what it has not looked up. */
    private static void awaitPreload(ContractMemory memory, int contracts) throws InterruptedException {
        long start = System.nanoTime();
        while (memory.size() < contracts && System.nanoTime() - start < MAX_PRELOAD.toNanos()) {
            Thread.sleep(100);
        }
        System.out.printf(
                "%nafter another %.1f s, %,d contracts are in memory, and take about %.1f MB%n",
                (System.nanoTime() - start) / 1e9, memory.size(), memory.bytes() / 1e6);
    }

    /** Makes PostgreSQL do at once the maintenance that it would do in the minutes after so many rows were added. */
    private static void settle(String database) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database);
                Statement statement = connection.createStatement()) {
            statement.execute("VACUUM ANALYZE");
            statement.execute("CHECKPOINT");
        }
    }

    /** Imports the contracts of this range of numbers, and generates them while they are sent. */
    private void store(int from, int until) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Iterable<byte[]> lines = () ->
                IntStream.range(from, until).mapToObj(ContractBenchmark::line).iterator();
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/contracts"))
                                .header("Authorization", "Bearer " + token.text())
                                .header("Content-Type", "application/x-ndjson")
                                .POST(HttpRequest.BodyPublishers.ofByteArrays(lines))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.body());
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "imported %,d contracts over HTTP in %.1f s, %,.0f/s%n",
                until - from, seconds, (until - from) / seconds);
    }

    /**
     * Returns a contract. Every third contract has no terms of its own, and every third has three. Their days and times
     * differ.
     */
    private static byte[] line(int number) {
        String within = ",\"within\":\"" + (5 + number % 1_000) + " minutes\"}";
        String slower =
                "{\"clause\":\"4.2\",\"scope\":{\"slaCategory\":\"1\",\"milestone\":\"Initial response\"}" + within;
        String faster = "{\"clause\":\"4.3\",\"scope\":{\"issueType\":\"API outage\",\"slaCategory\":\"1\","
                + "\"milestone\":\"Initial response\"}" + within;
        String hours = "{\"clause\":\"7\",\"allowance\":{\"amount\":16}}";
        String terms = switch (number % 3) {
            case 0 -> "";
            case 1 -> slower;
            default -> slower + "," + faster + "," + hours;
        };
        return ("{\"customer\":\"" + ContractLoadClient.customer(number)
                        + "\",\"plan\":\"Enterprise Premium\",\"zone\":\"Europe/Zurich\",\"validFrom\":\""
                        + LocalDate.of(2025, 1, 1).plusDays(number % 365) + "\",\"terms\":[" + terms + "]}\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
