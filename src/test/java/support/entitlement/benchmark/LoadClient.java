package support.entitlement.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Asks a service on this machine over plain sockets, with requests made beforehand, so that most of the two cores are left
 * to the service.
 */
final class LoadClient {

    private static final int CONNECTIONS = 32;

    /** The compilers of the JVM share the two cores with the load, and are done late. */
    private static final int WARM_UP_FACTOR = 2;

    private static final String QUERY = "{\"plan\":\"Enterprise Premium\",\"issueType\":\"API outage\","
            + "\"impact\":{\"productionUse\":\"not possible\",\"workaround\":false},"
            + "\"channel\":\"Landline\",\"openedAt\":\"2026-03-06T16:30:00+01:00\"}";

    private final int port;
    private final int rounds;
    private final long nanosPerRound;

    private LoadClient(int port, int rounds, int secondsPerRound) {
        this.port = port;
        this.rounds = rounds;
        this.nanosPerRound = TimeUnit.SECONDS.toNanos(secondsPerRound);
    }

    /** The arguments: the port; how many rounds, after twice as many to warm up; the seconds of half a round; how many lines to stream at a time. */
    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
        int seconds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 4;
        int lines = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 500_000;
        int port = Integer.parseInt(arguments[0]);
        new LineStream(port, lines).run(rounds);
        new LoadClient(port, rounds, seconds).compare();
    }

    /** What came of one endpoint in half a round; latencies are sorted, in nanoseconds. */
    private record Load(double perSecond, long[] latencies) {

        double percentile(double share) {
            return latencies[(int) Math.min(latencies.length - 1, Math.floor(latencies.length * share))] / 1e6;
        }

        double p99() {
            return percentile(0.99);
        }

        @Override
        public String toString() {
            return String.format(
                    "%8.0f/s p50 %6.2f p99 %6.2f p99.9 %6.2f ms", perSecond, percentile(0.5), p99(), percentile(0.999));
        }
    }

    private record Round(Load service, Load bare) {

        double rate() {
            return service.perSecond() / bare.perSecond();
        }

        double p99() {
            return service.p99() / bare.p99();
        }
    }

    private void compare() throws Exception {
        byte[] service = request("/v1/evaluation");
        byte[] bare = request("/benchmark/constant");
        System.out.printf(
                "%nPOST /v1/evaluation and a constant controller, %d connections; answers of %d and %d bytes%n",
                CONNECTIONS, bytesAnswered(service), bytesAnswered(bare));
        List<Round> measured = new ArrayList<>();
        for (int number = 1 - WARM_UP_FACTOR * rounds; number <= rounds; number++) {
            Round round = round(service, bare, number % 2 == 0);
            System.out.printf(
                    "%-8s service %s   constant %s   rate %.3f, p99 %.2f%n",
                    number < 1 ? "warm-up" : number, round.service(), round.bare(), round.rate(), round.p99());
            if (number > 0) {
                measured.add(round);
            }
        }
        System.out.printf(
                "median of %d rounds: rate %.3f and p99 %.2f of the constant's%n",
                rounds, median(measured, Round::rate), median(measured, Round::p99));
        Load whole = merged(measured.stream().map(Round::service).toList());
        Load wholeBare = merged(measured.stream().map(Round::bare).toList());
        System.out.printf(
                "all rounds: service %s   constant %s   rate %.3f, p99 %.2f%n",
                whole, wholeBare, whole.perSecond() / wholeBare.perSecond(), whole.p99() / wholeBare.p99());
    }

    /** The one that goes first takes turns. */
    private Round round(byte[] service, byte[] bare, boolean serviceFirst) throws Exception {
        if (serviceFirst) {
            Load first = load(service);
            return new Round(first, load(bare));
        }
        Load first = load(bare);
        return new Round(load(service), first);
    }

    private Load load(byte[] request) throws InterruptedException, ExecutionException {
        long start = System.nanoTime();
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            List<Future<long[]>> connections = IntStream.range(0, CONNECTIONS)
                    .mapToObj(i -> threads.submit(() -> latencies(request, start + nanosPerRound)))
                    .toList();
            List<long[]> latencies = new ArrayList<>();
            for (Future<long[]> connection : connections) {
                latencies.add(connection.get());
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            long[] all =
                    latencies.stream().flatMapToLong(Arrays::stream).sorted().toArray();
            return new Load(all.length / seconds, all);
        } finally {
            threads.shutdownNow();
        }
    }

    private long[] latencies(byte[] request, long end) throws IOException {
        long[] latencies = new long[1 << 12];
        int count = 0;
        try (Connection connection = new Connection(port)) {
            long start = System.nanoTime();
            while (start < end) {
                connection.send(request);
                connection.receive();
                long now = System.nanoTime();
                if (count == latencies.length) {
                    latencies = Arrays.copyOf(latencies, 2 * count);
                }
                latencies[count++] = now - start;
                start = now;
            }
        }
        return Arrays.copyOf(latencies, count);
    }

    private long bytesAnswered(byte[] request) throws IOException {
        try (Connection connection = new Connection(port)) {
            connection.send(request);
            return connection.receive();
        }
    }

    private static byte[] request(String path) {
        return ("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Accept: application/json\r\nContent-Length: " + QUERY.length() + "\r\n\r\n" + QUERY)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static double median(List<Round> rounds, ToDoubleFunction<Round> value) {
        double[] sorted = rounds.stream().mapToDouble(value).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static Load merged(List<Load> loads) {
        return new Load(
                loads.stream().mapToDouble(Load::perSecond).average().orElse(0),
                loads.stream()
                        .flatMapToLong(load -> Arrays.stream(load.latencies()))
                        .sorted()
                        .toArray());
    }
}
