package support.entitlement.benchmark;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.util.FileSystemUtils;
import support.entitlement.benchmark.LoadComparison.Side;

/**
 * Measures single queries to a service that sends spans of all requests, to one that sends those of one in ten, and to one that makes none.
 * The collector, in this process, reads what it is sent and keeps nothing.
 */
public final class TracingBenchmark {

    private static final String ENDPOINT = "--management.opentelemetry.tracing.export.otlp.endpoint=";
    private static final String PART = "--management.tracing.sampling.probability=";

    private TracingBenchmark() {}

    /** Runs it. The arguments are the number of rounds, after twice as many to warm up, and the seconds for each service in a round. */
    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 4;
        AtomicLong bytes = new AtomicLong();
        HttpServer collector = startCollector(bytes);
        String endpoint =
                ENDPOINT + "http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/traces";
        Path directory = Files.createTempDirectory("tracing");
        try (MeasuredServer none = HttpBenchmark.startService(directory);
                MeasuredServer tenth = HttpBenchmark.startService(directory, endpoint, PART + "0.1");
                MeasuredServer all = HttpBenchmark.startService(directory, endpoint, PART + "1.0")) {
            new LoadComparison(rounds, seconds)
                    .run(List.of(side("no spans", none), side("a tenth", tenth), side("all", all)));
        } finally {
            collector.stop(0);
        }
        System.out.printf("The collector received %,d bytes.%n", bytes.get());
        FileSystemUtils.deleteRecursively(directory);
    }

    private static Side side(String name, MeasuredServer server) {
        return Side.of(name, server, random -> HttpBenchmark.REQUEST);
    }

    private static HttpServer startCollector(AtomicLong bytes) throws IOException {
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            bytes.addAndGet(exchange.getRequestBody().readAllBytes().length);
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "collector");
            thread.setDaemon(true);
            return thread;
        }));
        collector.start();
        return collector;
    }
}
