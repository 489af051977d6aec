package support.entitlement.release;

import org.jspecify.annotations.Nullable;
import support.entitlement.table.Place;
import support.entitlement.table.Problem;

/** A {@link Problem} as programs read it, over HTTP and from the command line. */
public record ReportedProblem(
        String severity,
        String code,
        String file,
        @Nullable String sheet,
        @Nullable String cell,
        String value,
        String message,
        String remedy) {

    /** The same problem with its place spread out. */
    public static ReportedProblem of(Problem problem) {
        Place place = problem.place();
        return new ReportedProblem(
                problem.severity().toString(),
                problem.code(),
                place.file(),
                place.sheet(),
                place.cell(),
                problem.value(),
                problem.message(),
                problem.remedy());
    }
}
