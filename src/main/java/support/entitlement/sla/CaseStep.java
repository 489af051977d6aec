package support.entitlement.sla;

import java.time.Instant;
import java.util.List;

/**
 * What happened to a case at an instant. Several steps may share one: first the case is opened or reopened, then comes what
 * else happened, and then it is closed.
 *
 * @param events the names of the events, in alphabetical order; none of them comes before another
 */
record CaseStep(Instant at, StepKind kind, List<EventName> events) {

    /** What it does to the case. */
    enum StepKind {
        /** It stays as it is, open or closed. */
        NONE,
        /** It is closed, as nothing more has to be done. */
        RESOLVES,
        /** It is closed, as nobody wants it any more. */
        CANCELS,
        /** It is open again. */
        REOPENS
    }
}
