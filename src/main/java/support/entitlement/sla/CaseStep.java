package support.entitlement.sla;

import java.time.Instant;
import java.util.List;

/**
 * A step in the history of a case. Several steps may share one instant: first the case is opened or reopened, then come
 * other events, and then it is closed.
 *
 * @param events the names of the events, in alphabetical order, which is not an order of time
 */
record CaseStep(Instant at, StepKind kind, List<EventName> events) {

    /** The effect of a step on the case. */
    enum StepKind {
        /** The case stays open or closed. */
        NONE,
        /** The case is closed, because nothing more has to be done. */
        RESOLVES,
        /** The case is closed, because it is no longer wanted. */
        CANCELS,
        /** The case is open again. */
        REOPENS
    }
}
