package support.entitlement.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Sends a service on this machine two kinds of requests in turn over plain sockets. The requests cost almost nothing to
 * create, so that most of the two cores are left to the service.
 */
final class LoadComparison {

    private static final int CONNECTIONS = 32;

    /** The compilers of the JVM share the two cores with the load, and finish late. */
    private static final int WARM_UP_FACTOR = 2;

    private final int port;
    private final int rounds;
    private final long nanosPerRound;

    LoadComparison(int port, int rounds, int secondsPerRound) {
        this.port = port;
        this.rounds = rounds;
        this.nanosPerRound = TimeUnit.SECONDS.toNanos(secondsPerRound);
    }

    /** Creates requests. Thread-safe if each thread passes its own source of random numbers. */
    @FunctionalInterface
    interface Requests {

        /** Returns the next request, with its head and its body. */
        byte[] next(SplittableRandom random);
    }

    /** One kind of requests with its name. */
    record Side(String name, Requests requests) {}

    /** The result of one endpoint in half a round; latencies are sorted, in nanoseconds. */
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

    private record Round(Load measured, Load beside) {

        double rate() {
            return measured.perSecond() / beside.perSecond();
        }

        double p99() {
            return measured.p99() / beside.p99();
        }
    }

    /** Measures both sides, first to warm up, and prints each round and the medians. */
    void run(Side measured, Side beside) throws Exception {
        System.out.printf(
                "%n%s and %s, %d connections; answers of %d and %d bytes%n",
                measured.name(), beside.name(), CONNECTIONS, bytesAnswered(measured), bytesAnswered(beside));
        List<Round> counted = new ArrayList<>();
        for (int number = 1 - WARM_UP_FACTOR * rounds; number <= rounds; number++) {
            Round round = round(measured, beside, number % 2 == 0);
            System.out.printf(
                    "%-8s %s %s   %s %s   rate %.3f, p99 %.2f%n",
                    number < 1 ? "warm-up" : number,
                    measured.name(),
                    round.measured(),
                    beside.name(),
                    round.beside(),
                    round.rate(),
                    round.p99());
            if (number > 0) {
                counted.add(round);
            }
        }
        System.out.printf(
                "median of %d rounds: rate %.3f and p99 %.2f of that of %s%n",
                rounds, median(counted, Round::rate), median(counted, Round::p99), beside.name());
        Load all = merged(counted.stream().map(Round::measured).toList());
        Load allBeside = merged(counted.stream().map(Round::beside).toList());
        System.out.printf(
                "all rounds: %s %s   %s %s   rate %.3f, p99 %.2f%n",
                measured.name(),
                all,
                beside.name(),
                allBeside,
                all.perSecond() / allBeside.perSecond(),
                all.p99() / allBeside.p99());
    }

    /** Runs one round; the side that goes first alternates. */
    private Round round(Side measured, Side beside, boolean measuredFirst) throws Exception {
        if (measuredFirst) {
            Load first = load(measured);
            return new Round(first, load(beside));
        }
        Load first = load(beside);
        return new Round(load(measured), first);
    }

    private Load load(Side side) throws InterruptedException, ExecutionException {
        long start = System.nanoTime();
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            List<Future<long[]>> connections = IntStream.range(0, CONNECTIONS)
                    .mapToObj(i -> threads.submit(() -> latencies(side.requests(), start + nanosPerRound)))
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

    private long[] latencies(Requests requests, long end) throws IOException {
        long[] latencies = new long[1 << 12];
        int count = 0;
        SplittableRandom random = new SplittableRandom();
        try (Connection connection = new Connection(port)) {
            long start = System.nanoTime();
            while (start < end) {
                connection.send(requests.next(random));
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

    private long bytesAnswered(Side side) throws IOException {
        try (Connection connection = new Connection(port)) {
            connection.send(side.requests().next(new SplittableRandom()));
            return connection.receive();
        }
    }

    /** Returns a request in the form in which it is sent. */
    static byte[] post(String path, String body) {
        return ("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Accept: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
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
