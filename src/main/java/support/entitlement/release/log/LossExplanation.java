package support.entitlement.release.log;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Explains to people which releases the log lost, and which of their tables can be had back.
 *
 * @param lost the numbers of the lost releases, in order
 * @param lastKept the number of the last release before them that the log still has; 0 if it has none
 * @param kept the number of the lost release whose tables a draft keeps; null if there is none
 */
public record LossExplanation(
        List<Long> lost, long lastKept, @Nullable Long kept) {

    /** Returns the explanation in sentences. */
    public String explain() {
        return "The log of releases has lost " + nameAll(lost) + ", as after a failover or the restoring of a backup: "
                + (lastKept == 0
                        ? "it has none of those before."
                        : "release " + lastKept + " is the last that it kept.")
                + " What was in force here stays so until a release that was published since is."
                + explainKept()
                + explainGone();
    }

    private String explainKept() {
        return kept == null ? "" : " A draft keeps the tables of release " + kept + ": publish it to have them back.";
    }

    private String explainGone() {
        String others = Stream.of(select(id -> kept == null || id < kept), select(id -> kept != null && id > kept))
                .filter(numbers -> !numbers.isEmpty())
                .map(LossExplanation::nameAll)
                .collect(Collectors.joining(" and of "));
        return others.isEmpty()
                ? ""
                : " The tables of " + others
                        + " are not known here: they are gone unless a draft of another service keeps them.";
    }

    private List<Long> select(Predicate<Long> condition) {
        return lost.stream().filter(condition).toList();
    }

    private static String nameAll(List<Long> numbers) {
        long first = numbers.get(0);
        long last = numbers.get(numbers.size() - 1);
        return first == last ? "release " + first : "releases " + first + " to " + last;
    }
}
