package support.entitlement.benchmark;

import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import support.entitlement.table.ParsedTables;
import support.entitlement.table.check.TableChecks;
import support.entitlement.table.sheet.ReadSheets;

/**
 * Measures how long a table of 10,000 rows and 6 conditions takes to be parsed and checked, the first time in a new
 * JVM.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 2)
@Fork(3)
public class CheckBenchmark {

    private static final int ROWS = 10_000;

    /** The hit policy of the table. */
    @Param({"unique", "first", "collect"})
    public String hitPolicy = "";

    /** The kind of rows. */
    @Param({"apart", "ranges", "random"})
    public String rows = "";

    private ReadSheets sheets = ManyConditions.apart("unique", 0);

    /** Creates the table. */
    @Setup
    public void write() {
        sheets = switch (rows) {
            case "apart" -> ManyConditions.apart(hitPolicy, ROWS);
            case "ranges" -> ManyConditions.ranges(hitPolicy, ROWS);
            default -> ManyConditions.random(hitPolicy, ROWS);
        };
    }

    /** Parses and checks it. */
    @Benchmark
    public ParsedTables check() {
        return TableChecks.checkSheets(sheets);
    }

    /** Runs these benchmarks. */
    public static void main(String[] arguments) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(CheckBenchmark.class.getSimpleName())
                        .build())
                .run();
    }
}
