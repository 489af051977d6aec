package support.entitlement.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import support.entitlement.policy.Policy;
import support.entitlement.release.directory.RulesDirectory;

/**
 * Measures how long tables take to be read, checked and compiled, once in each process, as in a service that starts: a second time
 * shares rules with the first.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(5)
public class CompileBenchmark {

    private Path manyRows;

    /** Writes the tables. */
    @Setup
    public void write() throws IOException {
        manyRows = ManyRows.directory(5_000);
    }

    /** Deletes them. */
    @TearDown
    public void delete() throws IOException {
        ManyRows.delete(manyRows);
    }

    /** Compiles the shipped tables. */
    @Benchmark
    public Policy shipped() {
        return new RulesDirectory(ManyRows.SHIPPED).compileTables().requirePolicy();
    }

    /** Compiles tables of 5,000 rows. */
    @Benchmark
    public Policy rows5000() {
        return new RulesDirectory(manyRows).compileTables().requirePolicy();
    }

    /** Runs these benchmarks. */
    public static void main(String[] arguments) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(CompileBenchmark.class.getSimpleName())
                        .build())
                .run();
    }
}
