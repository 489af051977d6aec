package support.entitlement.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import support.entitlement.change.impact.PolicyImpact;
import support.entitlement.policy.Policy;
import support.entitlement.release.directory.RulesDirectory;

/**
 * Measures how long the exact impact of 100 changed rows takes in tables of 5,000, the first time in a new JVM; both
 * versions are compiled already.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(5)
public class ImpactBenchmark {

    private static final int ROWS = 5_000;
    private static final int CHANGES = 100;
    private static final Pattern PLAN = Pattern.compile("^Signature (\\d+)(?=,Signature \\d+,),Signature \\d+,");

    /** The table with the changed rows. */
    @Param({"sla-agreements.csv", "support-matrix.csv", "plans.csv"})
    public String table = "";

    private Path directory = Path.of("");
    private Policy before = new RulesDirectory(ManyRows.SHIPPED).compileTables().requirePolicy();
    private Policy after = before;

    /** Creates the tables and changes them. */
    @Setup
    public void change() throws IOException {
        directory = ManyRows.directory(ROWS);
        before = new RulesDirectory(directory).compileTables().requirePolicy();
        Path file = directory.resolve(table);
        List<String> lines = new ArrayList<>();
        int left = CHANGES;
        for (String line : Files.readAllLines(file)) {
            String changed = line.startsWith("Signature") && left > 0 ? changed(line) : line;
            left -= changed.equals(line) ? 0 : 1;
            lines.add(changed);
        }
        if (left > 0) {
            throw new IllegalStateException("only " + (CHANGES - left) + " rows changed");
        }
        Files.write(file, lines);
        after = new RulesDirectory(directory).compileTables().requirePolicy();
    }

    /**
     * Changes a time, the words of a guarantee, or the level of a plan, which is swapped with that of its neighbour.
     */
    private static String changed(String line) {
        Matcher plan = PLAN.matcher(line);
        if (plan.find()) {
            int number = Integer.parseInt(plan.group(1)) - 1;
            return plan.replaceFirst("Signature $1,Signature " + ((number ^ 1) + 1) + ",");
        }
        return line.replace(",4 hours,", ",5 hours,").replace("Best effort. No", "Best effort; no");
    }

    /** Finds every answer that changes. */
    @Benchmark
    public PolicyImpact impact() {
        PolicyImpact impact = PolicyImpact.between(before, after, Duration.ofHours(1));
        if (!impact.complete() || impact.lines().isEmpty()) {
            throw new IllegalStateException("the impact is not complete: " + impact.limit());
        }
        return impact;
    }

    /** Deletes the tables. */
    @TearDown
    public void delete() throws IOException {
        ManyRows.delete(directory);
    }

    /** Runs these benchmarks. */
    public static void main(String[] arguments) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(ImpactBenchmark.class.getSimpleName())
                        .build())
                .run();
    }
}
