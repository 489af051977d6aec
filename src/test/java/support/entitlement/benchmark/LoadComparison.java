package support.entitlement.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Sends several kinds of requests in turn to servers on this machine, over plain sockets. The requests cost almost
 * nothing to create, so that most of the two cores are left to the servers. Requests a second depend on what else the
 * machine does; the processor time of a request hardly does.
 */
final class LoadComparison {

    private static final int CONNECTIONS = 32;

    /** The compilers of the JVM share the two cores with the load, and finish late. */
    private static final int WARM_UP_FACTOR = 2;

    private final int rounds;
    private final long nanosPerSide;

    LoadComparison(int rounds, int secondsPerSide) {
        this.rounds = rounds;
        this.nanosPerSide = TimeUnit.SECONDS.toNanos(secondsPerSide);
    }

    /** Creates requests. Thread-safe if each thread passes its own source of random numbers. */
    @FunctionalInterface
    interface Requests {

        /** Returns the next request, with its head and its body. */
        byte[] next(SplittableRandom random);
    }

    /**
     * One kind of requests to one server.
     *
     * @param processorTime the processor time of the server until now
     */
    record Side(String name, int port, Supplier<Duration> processorTime, Requests requests) {

        /** Requests to a server in a process of its own. */
        static Side of(String name, MeasuredServer server, Requests requests) {
            return new Side(name, server.port(), server::processorTime, requests);
        }

        /** Requests to a server in the process of this identity. */
        static Side of(String name, int port, ProcessHandle process, Requests requests) {
            return new Side(name, port, () -> process.info().totalCpuDuration().orElseThrow(), requests);
        }
    }

    /** The result of one side in one round; latencies are sorted, in nanoseconds. */
    private record Load(double perSecond, double microsEach, long[] latencies) {

        double percentile(double share) {
            return latencies[(int) Math.min(latencies.length - 1, Math.floor(latencies.length * share))] / 1e6;
        }

        double p99() {
            return percentile(0.99);
        }

        @Override
        public String toString() {
            return String.format(
                    "%7.0f/s %6.1f µs of CPU  p50 %6.2f p99 %6.2f ms", perSecond, microsEach, percentile(0.5), p99());
        }
    }

    /**
     * Measures all sides, first to warm up, and prints each round; then, for each side after the first, the medians and
     * ranges of the first side's figures divided by this side's.
     */
    void run(List<Side> sides) throws Exception {
        System.out.printf("%n%d connections, %d rounds%n", CONNECTIONS, rounds);
        for (Side side : sides) {
            System.out.printf("%s: an answer of %d bytes%n", side.name(), bytesAnswered(side));
        }
        List<Map<Side, Load>> counted = new ArrayList<>();
        for (int number = 1 - WARM_UP_FACTOR * rounds; number <= rounds; number++) {
            Map<Side, Load> round = runRound(sides, number);
            round.forEach((side, load) -> System.out.printf("  %-28s %s%n", side.name(), load));
            if (number > 0) {
                counted.add(round);
            }
        }
        printMedians(sides, counted);
    }

    /** Runs one round; the side that goes first changes. */
    private Map<Side, Load> runRound(List<Side> sides, int number) throws Exception {
        System.out.println(number < 1 ? "warm-up" : "round " + number);
        Map<Side, Load> round = new LinkedHashMap<>();
        for (int i = 0; i < sides.size(); i++) {
            Side side = sides.get(Math.floorMod(number + i, sides.size()));
            round.put(side, load(side));
        }
        return round;
    }

    private static void printMedians(List<Side> sides, List<Map<Side, Load>> rounds) {
        Side first = sides.get(0);
        System.out.println("medians, and ranges of the rounds");
        for (Side side : sides) {
            double[] rates = sorted(rounds, round -> round.get(side).perSecond());
            double[] micros = sorted(rounds, round -> round.get(side).microsEach());
            double[] p99 = sorted(rounds, round -> round.get(side).p99());
            System.out.printf(
                    "  %-28s %s/s, %s µs of CPU, p99 %s ms",
                    side.name(), show(rates, 0), show(micros, 1), show(p99, 2));
            if (side != first) {
                double[] rate = sorted(
                        rounds,
                        round -> round.get(first).perSecond() / round.get(side).perSecond());
                double[] cpu = sorted(
                        rounds,
                        round -> round.get(first).microsEach() / round.get(side).microsEach());
                System.out.printf(
                        "; %s has %s of its requests/s, and %s of its CPU", first.name(), show(rate, 2), show(cpu, 2));
            }
            System.out.println();
        }
    }

    private static String show(double[] sorted, int digits) {
        double median = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
        return String.format(
                "%,." + digits + "f (%,." + digits + "f to %,." + digits + "f)",
                median,
                sorted[0],
                sorted[sorted.length - 1]);
    }

    private static double[] sorted(List<Map<Side, Load>> rounds, ToDoubleFunction<Map<Side, Load>> value) {
        return rounds.stream().mapToDouble(value).sorted().toArray();
    }

    private Load load(Side side) throws InterruptedException, ExecutionException {
        Duration before = side.processorTime().get();
        long start = System.nanoTime();
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            List<Future<long[]>> connections = IntStream.range(0, CONNECTIONS)
                    .mapToObj(i -> threads.submit(() -> latencies(side, start + nanosPerSide)))
                    .toList();
            List<long[]> latencies = new ArrayList<>();
            for (Future<long[]> connection : connections) {
                latencies.add(connection.get());
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            Duration used = side.processorTime().get().minus(before);
            long[] all =
                    latencies.stream().flatMapToLong(Arrays::stream).sorted().toArray();
            return new Load(all.length / seconds, used.toNanos() / 1e3 / all.length, all);
        } finally {
            threads.shutdownNow();
        }
    }

    private static long[] latencies(Side side, long end) throws IOException {
        long[] latencies = new long[1 << 12];
        int count = 0;
        SplittableRandom random = new SplittableRandom();
        try (Connection connection = new Connection(side.port())) {
            long start = System.nanoTime();
            while (start < end) {
                connection.send(side.requests().next(random));
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

    /** Returns the length of the answer to a side's first request. */
    static long bytesAnswered(Side side) throws IOException {
        try (Connection connection = new Connection(side.port())) {
            connection.send(side.requests().next(new SplittableRandom(1)));
            return connection.receive();
        }
    }

    /** Returns a request in the form in which it is sent. */
    static byte[] post(String path, String body) {
        return ("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Accept: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
