package support.entitlement.benchmark;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Shows within five minutes whether a change made something slower: a few figures, each as a ratio to its baseline in the
 * same run, beside the ratio that was measured before. The other benchmarks are longer and more exact.
 */
public final class SmokeBenchmark {

    private static final int ITERATIONS = 4;

    private SmokeBenchmark() {}

    /**
     * A figure and its baseline, by the names of their methods.
     *
     * @param usual the ratio on a quiet machine of two cores
     */
    private record Comparison(Class<?> benchmark, String measured, String baseline, double usual) {

        String pattern() {
            return benchmark.getSimpleName() + "\\.(" + measured + "|" + baseline + ")$";
        }
    }

    private static final List<Comparison> COMPARISONS = List.of(
            new Comparison(EvaluationBenchmark.class, "full", "baselineBareMatrix", 7),
            new Comparison(EvaluationBenchmark.class, "fullOf5000Rows", "full", 1.6),
            new Comparison(EvaluationBenchmark.class, "askedBefore", "baselineHashMap", 0.6),
            new Comparison(
                    EvaluationBenchmark.class, "fourBusinessHourMilestones", "fourMilestonesWithoutDueTimes", 1.5),
            new Comparison(DeadlineBenchmark.class, "businessDay", "baselinePlus", 75));

    /** Runs it. */
    public static void main(String[] arguments) throws Exception {
        HttpBenchmark.main(new String[] {"3", "3", "0"});
        System.out.println("The service usually takes 1.4 times the processor time of the bare server.");
        for (Comparison comparison : COMPARISONS) {
            Map<String, Double> micros = runBoth(comparison);
            System.out.printf(
                    Locale.ROOT,
                    "%-30s %5.2f times %s; usually %.1f%n",
                    comparison.measured(),
                    micros.get(comparison.measured()) / micros.get(comparison.baseline()),
                    comparison.baseline(),
                    comparison.usual());
        }
    }

    private static Map<String, Double> runBoth(Comparison comparison) throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(comparison.pattern())
                        .forks(1)
                        .warmupIterations(ITERATIONS)
                        .measurementIterations(ITERATIONS)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
        return results.stream()
                .collect(Collectors.toMap(
                        result -> result.getPrimaryResult().getLabel(),
                        result -> result.getPrimaryResult().getScore()));
    }
}
