package support.entitlement.table.space;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import support.entitlement.decision.Query.Opening;

/** Describes openings of cases by the calendars that are open then. */
final class OpeningWords {

    private OpeningWords() {}

    /** Returns some classes of the domain of an opening in words, as part of a query. */
    static String describeClasses(InputDomain domain, ValueClasses set) {
        Set<String> names = new TreeSet<>();
        domain.allClasses()
                .streamClasses()
                .forEach(number -> names.addAll(openingOf(domain, number).during()));
        List<String> open = names.stream()
                .filter(name -> set.contains(domain.classOf(name)))
                .toList();
        ValueClasses rest =
                set.minus(ValueClasses.union(open.stream().map(domain::classOf).toList()));
        List<String> closed = names.stream()
                .filter(name -> rest.equals(domain.allClasses().minus(domain.classOf(name))))
                .toList();
        List<String> parts = new ArrayList<>();
        open.forEach(name -> parts.add("during " + name));
        if (!rest.isEmpty() && !closed.isEmpty()) {
            parts.add("while " + closed.get(0) + " is closed");
        } else {
            rest.streamClasses().forEach(number -> parts.add(describeOpening(openingOf(domain, number))));
        }
        return "opened " + String.join(" or ", parts);
    }

    private static Opening openingOf(InputDomain domain, int number) {
        return (Opening) Objects.requireNonNull(domain.exampleOf(number));
    }

    private static String describeOpening(Opening opening) {
        return opening.during().isEmpty()
                ? "while none of the calendars is open"
                : opening.during().stream().sorted().collect(Collectors.joining(" and ", "during ", ""));
    }
}
