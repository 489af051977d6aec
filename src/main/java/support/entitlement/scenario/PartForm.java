package support.entitlement.scenario;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The form in which analysts write a part of an answer, and the comparison with the actual part. */
interface PartForm {

    /**
     * Checks that a cell can mean an actual part.
     *
     * @throws RuntimeException if it cannot
     */
    void checkCell(String cell);

    /** Returns true if the actual part meets the expectation of a cell; names match without regard to case, as everywhere. */
    boolean isMet(String cell, ScenarioAnswer answer, @Nullable String term);

    /** Writes the actual part as a cell that it meets. */
    String show(ScenarioAnswer answer, @Nullable String term);

    /** Returns the first name in a cell that means several things of the answer, so that its value could be of each. */
    default Optional<String> findAmbiguity(String cell, ScenarioAnswer answer) {
        return Optional.empty();
    }
}
