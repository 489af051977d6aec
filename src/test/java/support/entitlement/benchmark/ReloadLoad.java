package support.entitlement.benchmark;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Queries a service at a steady rate, and checks every answer. A line of input ends a phase, and is answered with its
 * result. Latencies count from the moment at which a request was due, so that delayed requests are not left out.
 */
final class ReloadLoad {

    /** The words that an edition marks in the table of plans, and in the support matrix. */
    static final String NOTICE = "The SLA categories are informational";

    static final String WORDS = "On-call team notified";
    static final String EDITION = "edition-";

    private static final int CONNECTIONS = 32;
    private static final Pattern EDITIONS = Pattern.compile(EDITION + "(\\d+)");
    private static final Pattern REVISION = Pattern.compile("\"revision\":\"([^\"]+)\"");
    private static final List<String> CHANNELS = List.of("Landline", "Support Portal", "Support Forum");

    private final Map<String, Integer> editions = new ConcurrentHashMap<>();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicInteger mixed = new AtomicInteger();
    private final Map<String, List<Long>> phases = new HashMap<>();
    private volatile Queue<Long> latencies = new ConcurrentLinkedQueue<>();

    private ReloadLoad() {}

    /**
     * The origin of an answer.
     *
     * @param edition the newest edition that it shows
     * @param mixed true if it also shows another one
     */
    record Origin(String revision, int edition, boolean mixed) {}

    /** Runs it. The arguments are the port, and the requests a second on each connection. */
    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(arguments[0]);
        long period = TimeUnit.SECONDS.toNanos(1) / Integer.parseInt(arguments[1]);
        ReloadLoad load = new ReloadLoad();
        long start = System.nanoTime();
        for (int i = 0; i < CONNECTIONS; i++) {
            long first = start + i * period / CONNECTIONS;
            Thread thread = new Thread(() -> load.ask(port, first, period));
            thread.setDaemon(true);
            thread.start();
        }
        BufferedReader phases = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String phase = phases.readLine(); phase != null; phase = phases.readLine()) {
            System.out.println(phase.equals("all") ? load.summary() : load.end(phase));
        }
    }

    private void ask(int port, long first, long period) {
        long due = first;
        while (true) {
            try (Connection connection = new Connection(port)) {
                while (true) {
                    while (System.nanoTime() < due) {
                        LockSupport.parkNanos(due - System.nanoTime());
                    }
                    count(ask(connection, ThreadLocalRandom.current().nextInt(CHANNELS.size())), due);
                    due += period;
                }
            } catch (IOException e) {
                System.err.println("Failed: " + e);
                failed.incrementAndGet();
                due += period;
            }
        }
    }

    private void count(Origin origin, long due) {
        latencies.add(System.nanoTime() - due);
        Integer known = editions.putIfAbsent(origin.revision(), origin.edition());
        if (origin.mixed() || (known != null && known != origin.edition())) {
            mixed.incrementAndGet();
        }
    }

    /** Requests an answer to which both tables contribute. */
    static Origin ask(Connection connection, int channel) throws IOException {
        connection.send(request(CHANNELS.get(channel)));
        ByteArrayOutputStream body = new ByteArrayOutputStream(1 << 13);
        connection.receive((bytes, length) -> body.write(bytes, 0, length));
        return origin(body.toString(StandardCharsets.UTF_8));
    }

    private static byte[] request(String channel) {
        String query = "{\"plan\":\"Enterprise Premium\",\"issueType\":\"API outage\","
                + "\"impact\":{\"productionUse\":\"not possible\",\"workaround\":false},\"channel\":\"" + channel
                + "\"}";
        return ("POST /v1/evaluation HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Content-Length: " + query.length() + "\r\n\r\n" + query)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static Origin origin(String answer) throws IOException {
        Matcher revision = REVISION.matcher(answer);
        Matcher found = EDITIONS.matcher(answer);
        if (!revision.find() || !answer.contains(NOTICE) || !answer.contains(WORDS) || !found.find()) {
            throw new IOException("Not the answer: " + answer);
        }
        int first = Integer.parseInt(found.group(1));
        int newest = first;
        boolean mixed = false;
        while (found.find()) {
            int next = Integer.parseInt(found.group(1));
            mixed |= next != first;
            newest = Math.max(newest, next);
        }
        return new Origin(revision.group(1), newest, mixed);
    }

    private String end(String phase) {
        Queue<Long> ended = latencies;
        latencies = new ConcurrentLinkedQueue<>();
        List<Long> counted = new ArrayList<>(ended);
        phases.computeIfAbsent(phase, name -> new ArrayList<>()).addAll(counted);
        return Percentiles.of(counted).toString();
    }

    private String summary() {
        Percentiles undisturbed = Percentiles.of(phases.getOrDefault("undisturbed", List.of()));
        Percentiles disturbed = Percentiles.of(phases.getOrDefault("disturbed", List.of()));
        return String.format(
                "all: undisturbed %s; disturbed %s; p99 ratio %.2f; %d failed, %d mixed answers, %d revisions",
                undisturbed,
                disturbed,
                disturbed.p99() / undisturbed.p99(),
                failed.get(),
                mixed.get(),
                editions.size());
    }

    /** Latencies in milliseconds. */
    private record Percentiles(int count, double p50, double p99, double p999) {

        static Percentiles of(List<Long> latencies) {
            long[] sorted =
                    latencies.stream().mapToLong(Long::longValue).sorted().toArray();
            return new Percentiles(sorted.length, at(sorted, 0.5), at(sorted, 0.99), at(sorted, 0.999));
        }

        private static double at(long[] sorted, double share) {
            return sorted.length == 0 ? 0 : sorted[(int) (sorted.length * share)] / 1e6;
        }

        @Override
        public String toString() {
            return String.format("%d requests, p50 %.2f p99 %.2f p99.9 %.2f ms", count, p50, p99, p999);
        }
    }
}
