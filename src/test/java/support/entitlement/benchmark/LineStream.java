package support.entitlement.benchmark;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Streams queries to {@code POST /v1/evaluations} on one thread and reads the decisions on another. */
final class LineStream {

    private static final String[] PLANS = {
        "Free", "Starter", "Small", "Medium", "Platinum", "Enterprise Advanced", "Enterprise Premium"
    };
    private static final String[] ISSUE_TYPES = {
        "Developer support", "Issue reports", "Product support", "Enablement sessions", "API outage"
    };
    private static final String[] IMPACTS = {
        "{}",
        "{\"productionUse\":\"not possible\",\"workaround\":false}",
        "{\"productionUse\":\"not possible\",\"workaround\":true}",
        "{\"productionUse\":\"substantially degraded\"}",
        "{\"productionUse\":\"not severely impacted\",\"workaround\":true}"
    };

    private static final byte[] HEAD = ascii("POST /v1/evaluations HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Type: application/x-ndjson\r\nAccept: application/x-ndjson\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n");
    private static final byte[] END = ascii("0\r\n\r\n");

    private final int port;
    private final byte[] chunk;
    private final int linesPerChunk = PLANS.length * ISSUE_TYPES.length * IMPACTS.length;
    private final int chunks;

    LineStream(int port, int lines) {
        this.port = port;
        this.chunk = chunk();
        this.chunks = Math.max(1, lines / linesPerChunk);
    }

    /** Returns queries for every plan, issue type and impact, each at a different hour. */
    private static byte[] chunk() {
        StringBuilder lines = new StringBuilder();
        int number = 0;
        for (String plan : PLANS) {
            for (String issueType : ISSUE_TYPES) {
                for (String impact : IMPACTS) {
                    lines.append(String.format(
                            "{\"plan\":\"%s\",\"issueType\":\"%s\",\"impact\":%s,"
                                    + "\"openedAt\":\"2026-03-%02dT%02d:30:00+01:00\"}%n",
                            plan, issueType, impact, 1 + number % 28, number % 24));
                    number++;
                }
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(ascii(Integer.toHexString(lines.length()) + "\r\n" + lines + "\r\n"));
        return bytes.toByteArray();
    }

    void run(int rounds) throws IOException {
        long lines = (long) chunks * linesPerChunk;
        System.out.printf(
                "%nPOST /v1/evaluations, streams of %,d lines of %d different queries%n", lines, linesPerChunk);
        for (int round = 0; round <= rounds; round++) {
            long start = System.nanoTime();
            long[] answered = stream();
            double seconds = (System.nanoTime() - start) / 1e9;
            if (answered[0] != lines) {
                throw new IOException(lines + " lines were sent, and " + answered[0] + " answered");
            }
            System.out.printf(
                    "%-8s %,8.0f evaluations/s, %,d bytes each%n",
                    round == 0 ? "warm-up" : round, lines / seconds, answered[1] / lines);
        }
    }

    /** Returns the number of lines and of bytes of the answer. */
    private long[] stream() throws IOException {
        try (Connection connection = new Connection(port)) {
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> send(connection));
            long[] newlines = {0};
            long bytes = connection.receive((part, length) -> {
                for (int i = 0; i < length; i++) {
                    if (part[i] == '\n') {
                        newlines[0]++;
                    }
                }
            });
            sent.join();
            return new long[] {newlines[0], bytes};
        }
    }

    private void send(Connection connection) {
        try {
            connection.send(HEAD);
            for (int i = 0; i < chunks; i++) {
                connection.send(chunk);
            }
            connection.send(END);
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
