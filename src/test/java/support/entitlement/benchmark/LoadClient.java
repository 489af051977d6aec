package support.entitlement.benchmark;

import support.entitlement.benchmark.LoadComparison.Side;

/** Queries the service, and the bare controller beside it that answers a constant. */
final class LoadClient {

    private static final String QUERY = "{\"plan\":\"Enterprise Premium\",\"issueType\":\"API outage\","
            + "\"impact\":{\"productionUse\":\"not possible\",\"workaround\":false},"
            + "\"channel\":\"Landline\",\"openedAt\":\"2026-03-06T16:30:00+01:00\"}";

    private LoadClient() {}

    /**
     * Runs it. The arguments are the port; the number of rounds, after twice as many to warm up; the seconds of half a
     * round; the number of lines to stream at a time.
     */
    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
        int seconds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 4;
        int lines = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 500_000;
        new LineStream(port, lines).run(rounds);
        byte[] query = LoadComparison.post("/v1/evaluation", QUERY);
        byte[] constant = LoadComparison.post("/benchmark/constant", QUERY);
        new LoadComparison(port, rounds, seconds)
                .run(new Side("service", random -> query), new Side("constant", random -> constant));
    }
}
