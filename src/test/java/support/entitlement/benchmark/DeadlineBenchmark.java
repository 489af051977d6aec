package support.entitlement.benchmark;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
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
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import support.entitlement.calendar.Calendar;
import support.entitlement.calendar.CalendarBuilder;
import support.entitlement.decision.Within;

/** Measures how long a deadline takes in business hours, with and without holidays, a day and a year ahead. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class DeadlineBenchmark {

    private static final int STARTS = 1024;
    private static final int HOLIDAYS_A_YEAR = 50;

    private final Duration day = Duration.ofHours(8);
    private final Duration year = Duration.ofHours(50 * 40);
    private final Within businessDay = Within.parse("1 business day");
    private final Within businessYear = Within.parse("250 business days");
    private final Within endOfNextDay = Within.parse("end of next business day");
    private final Instant[] starts = new Instant[STARTS];
    private final Calendar plain = weekdays().build();
    private final Calendar withHolidays = holidays(weekdays());
    private int next;

    private static CalendarBuilder weekdays() {
        CalendarBuilder builder = new CalendarBuilder("Europe/Zurich");
        for (DayOfWeek weekday : DayOfWeek.values()) {
            if (weekday.compareTo(DayOfWeek.FRIDAY) <= 0) {
                builder.opens(weekday, "08:00", "12:00").opens(weekday, "13:00", "17:00");
            }
        }
        return builder;
    }

    /** Adds fifty dates a year, a week apart, for ten years. */
    private static Calendar holidays(CalendarBuilder builder) {
        for (int year = 2021; year <= 2030; year++) {
            for (int holiday = 0; holiday < HOLIDAYS_A_YEAR; holiday++) {
                builder.closedOn(LocalDate.ofYearDay(year, 1 + 7 * holiday));
            }
        }
        return builder.build();
    }

    /** Spreads the starts over a year, so that the processor cannot predict branches. */
    @Setup
    public void spreadStarts() {
        Instant first = Instant.parse("2026-01-01T00:00:00Z");
        for (int i = 0; i < STARTS; i++) {
            starts[i] = first.plusSeconds(i * 30_011L);
        }
    }

    private Instant start() {
        return starts[next++ & STARTS - 1];
    }

    /** Adds time without a calendar, for comparison. */
    @Benchmark
    public Instant baselinePlus() {
        return start().plus(year);
    }

    /** Counts eight open hours. */
    @Benchmark
    public Instant day() {
        return plain.dueAt(start(), day);
    }

    /** Counts the open hours of fifty weeks. */
    @Benchmark
    public Instant year() {
        return plain.dueAt(start(), year);
    }

    /** Counts the open hours of fifty weeks among holidays. */
    @Benchmark
    public Instant yearWithHolidays() {
        return withHolidays.dueAt(start(), year);
    }

    /** Counts to the same local time on the next open day. */
    @Benchmark
    public Instant businessDay() {
        return plain.dueAt(start(), businessDay);
    }

    /** Counts to the same local time 250 open days later. */
    @Benchmark
    public Instant businessYear() {
        return plain.dueAt(start(), businessYear);
    }

    /** Counts to the same local time 250 open days later among holidays. */
    @Benchmark
    public Instant businessYearWithHolidays() {
        return withHolidays.dueAt(start(), businessYear);
    }

    /** Counts to a closing time among holidays. */
    @Benchmark
    public Instant endOfNextDayWithHolidays() {
        return withHolidays.dueAt(start(), endOfNextDay);
    }

    /** Runs these benchmarks; an argument is a pattern for their names. */
    public static void main(String[] arguments) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(DeadlineBenchmark.class.getSimpleName()
                                + (arguments.length == 0 ? "" : "." + arguments[0]))
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
    }
}
