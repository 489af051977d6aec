package support.entitlement.benchmark;

import java.util.List;
import support.entitlement.benchmark.LoadComparison.Side;

/** Queries random customers, some customers again and again, and the plan that all of them have, of the service that started this process. */
final class ContractLoadClient {

    private static final String QUESTION = "\"issueType\":\"API outage\","
            + "\"impact\":{\"productionUse\":\"not possible\",\"workaround\":false},"
            + "\"channel\":\"Landline\",\"openedAt\":\"2026-03-06T16:30:00+01:00\"}";

    /** Customers who are asked for many times a minute. */
    private static final int REGULARS = 200;

    private ContractLoadClient() {}

    /**
     * Runs it. The arguments are the port; the number of customers; the number of rounds; the seconds of half a round.
     */
    public static void main(String[] arguments) throws Exception {
        int customers = Integer.parseInt(arguments[1]);
        byte[] byPlan = LoadComparison.post("/v1/evaluation", "{\"plan\":\"Enterprise Premium\"," + QUESTION);
        int port = Integer.parseInt(arguments[0]);
        ProcessHandle service = ProcessHandle.current().parent().orElseThrow();
        new LoadComparison(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]))
                .run(List.of(
                        Side.of("by customer", port, service, random -> byCustomer(random.nextInt(customers))),
                        Side.of("by customer, again", port, service, random -> byCustomer(random.nextInt(REGULARS))),
                        Side.of("by plan", port, service, random -> byPlan)));
    }

    private static byte[] byCustomer(int number) {
        return LoadComparison.post("/v1/evaluation", "{\"customer\":\"" + customer(number) + "\"," + QUESTION);
    }

    /** Returns the id of a customer; all have equal length. */
    static String customer(int number) {
        return "customer-" + (10_000_000 + number);
    }
}
