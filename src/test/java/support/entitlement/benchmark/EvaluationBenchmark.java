package support.entitlement.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import support.entitlement.decision.Decision;
import support.entitlement.decision.Milestone;
import support.entitlement.decision.Query;
import support.entitlement.policy.Policy;
import support.entitlement.release.directory.RulesDirectory;

/**
 * Measures how long one query takes, and how much it allocates. The query is the most expensive of the published
 * policy: an API outage, with all facts, that matches nine rows of six tables.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class EvaluationBenchmark {

    private static final Path BUSINESS_HOURS = Path.of("src/test/resources/business-hours");
    private static final Map<String, Object> EU = Map.of("region", "EU");
    private static final OffsetDateTime OPENED = OffsetDateTime.parse("2026-03-06T16:30:00+01:00");

    private final Query withoutImpact =
            new Query("Enterprise Premium", "API outage", null, null, null, "Landline", Map.of());
    private final Query classified = new Query("Enterprise Premium", "API outage", null, null, "1", null, Map.of());
    private final Map<List<String>, Decision> prepared = new HashMap<>();
    private Policy shipped;
    private Policy manyRows;
    private Policy businessHours;
    private BareMatrix bareMatrix;

    /** Compiles the tables and prepares the baselines. */
    @Setup
    public void compile() throws IOException {
        shipped = new RulesDirectory(ManyRows.SHIPPED).compileTables().requirePolicy();
        Path directory = ManyRows.directory(5_000);
        manyRows = new RulesDirectory(directory).compileTables().requirePolicy();
        ManyRows.delete(directory);
        businessHours = businessHours();
        bareMatrix = new BareMatrix(shipped.vocabulary());
        prepare();
    }

    /** Returns the worked example, with every milestone of category 1 counted from the opening in business hours. */
    private static Policy businessHours() throws IOException {
        Path directory = Files.createTempDirectory("business-hours");
        try (Stream<Path> files = Files.list(BUSINESS_HOURS)) {
            for (Path file : files.toList()) {
                String text = Files.readString(file)
                        .replace(",1 hour,24x7,", ",1 hour,Zurich office,")
                        .replace(",Two desks,acknowledged,", ",Two desks,,");
                Files.writeString(directory.resolve(file.getFileName()), text);
            }
        }
        Policy policy = new RulesDirectory(directory).compileTables().requirePolicy();
        ManyRows.delete(directory);
        return policy;
    }

    private void prepare() {
        for (String plan : shipped.vocabulary().plans().all()) {
            for (String issueType : shipped.vocabulary().issueTypes().all()) {
                for (String category : shipped.vocabulary().slaCategories().all()) {
                    Query each = new Query(plan, issueType, null, null, category, null, Map.of());
                    prepared.put(List.of(plan, issueType, category), shipped.decideUncached(each));
                }
            }
        }
    }

    /** Creates the query for each evaluation, as a request does. */
    private static Query query() {
        return new Query("Enterprise Premium", "API outage", "not possible", false, null, "Landline", Map.of());
    }

    /** Evaluates all tables of the shipped policy. */
    @Benchmark
    public Decision full() {
        return shipped.decideUncached(query());
    }

    /** Evaluates tables of 5,000 rows. */
    @Benchmark
    public Decision fullOf5000Rows() {
        return manyRows.decideUncached(query());
    }

    /** Evaluates a query with four milestones in business hours, and computes when each falls due. */
    @Benchmark
    public void fourBusinessHourMilestones(Blackhole due) {
        Decision decision = businessHours.decideUncached(
                new Query("Enterprise Premium", "Issue reports", "not possible", false, null, null, EU));
        for (Milestone milestone : decision.milestones()) {
            due.consume(businessHours.calendars().dueAt(milestone, OPENED));
        }
    }

    /** Evaluates a query with four milestones without their due times. */
    @Benchmark
    public Decision fourMilestonesWithoutDueTimes() {
        return businessHours.decideUncached(
                new Query("Enterprise Premium", "Issue reports", "not possible", false, null, null, EU));
    }

    /** Evaluates all tables, for every impact that was not sent. */
    @Benchmark
    public Decision fullWithoutImpact() {
        return shipped.decideUncached(withoutImpact);
    }

    /** Returns a cached decision. */
    @Benchmark
    public Decision askedBefore() {
        return shipped.decide(query());
    }

    /** Looks up a prepared answer in a map, for comparison. */
    @Benchmark
    public Decision baselineHashMap() {
        return prepared.get(List.of(classified.plan(), classified.issueType(), classified.slaCategory()));
    }

    /** Evaluates one table with plain Drools, for comparison. */
    @Benchmark
    public String baselineBareMatrix() {
        return bareMatrix.answer(classified);
    }

    /** Runs these benchmarks; an argument is a pattern for their names. */
    public static void main(String[] arguments) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(EvaluationBenchmark.class.getSimpleName()
                                + (arguments.length == 0 ? "" : "." + arguments[0]))
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
    }
}
