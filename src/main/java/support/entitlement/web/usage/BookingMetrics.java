package support.entitlement.web.usage;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.stereotype.Component;
import support.entitlement.web.http.ProblemCode;

/** Counts bookings of allowances by their outcome: recorded, or the code of the problem. Thread-safe. */
@Component
class BookingMetrics {

    private static final String RECORDED = "recorded";

    /** A rate cannot be computed of a counter that appears with its first event. */
    private static final List<ProblemCode> COUNTED_FROM_THE_START = List.of(
            ProblemCode.UNKNOWN_CUSTOMER,
            ProblemCode.NO_ALLOWANCE,
            ProblemCode.ALLOWANCE_EXCEEDED,
            ProblemCode.UNKNOWN_ENTRY,
            ProblemCode.WRONG_ENTRY,
            ProblemCode.RESERVATION_CLOSED,
            ProblemCode.MORE_THAN_RESERVED,
            ProblemCode.BAD_EXPIRY,
            ProblemCode.IDEMPOTENCY_KEY_REUSED,
            ProblemCode.DATABASE_AWAY);

    private final MeterRegistry registry;

    BookingMetrics(MeterRegistry registry) {
        this.registry = registry;
        counterOf(RECORDED);
        COUNTED_FROM_THE_START.forEach(code -> counterOf(code.toString()));
    }

    /** Counts a booking that was recorded, or that repeats one by its key. */
    void countRecorded() {
        counterOf(RECORDED).increment();
    }

    /** Counts a booking that was read and not recorded. */
    void countProblem(ProblemCode code) {
        counterOf(code.toString()).increment();
    }

    private Counter counterOf(String outcome) {
        return Counter.builder("entitlement.bookings")
                .description("Bookings of allowances by outcome: recorded, or the code of the problem")
                .tag("outcome", outcome)
                .register(registry);
    }
}
