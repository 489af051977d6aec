package support.entitlement.change.impact;

import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import support.entitlement.change.impact.VersionedRow.ComparedVersion;
import support.entitlement.decision.Query.Opening;
import support.entitlement.policy.Policy;
import support.entitlement.policy.calendar.TimeBands.ComparedOpening;
import support.entitlement.table.space.InputDomain;

/**
 * The openings of cases that two versions of the tables tell apart. A calendar that is open at other times than before
 * has two names, one for each version. Immutable.
 */
final class CommonOpenings {

    private static final String AS_IT_WAS = ", as it was";

    private final Set<String> changed;
    private final Map<Opening, ComparedOpening> openings = new LinkedHashMap<>();

    private CommonOpenings(List<ComparedOpening> compared) {
        this.changed = findChanged(compared);
        compared.forEach(each -> openings.put(commonOpening(each), each));
    }

    static CommonOpenings between(Policy before, Policy after) {
        return new CommonOpenings(before.timeBands().compareWith(after.timeBands()));
    }

    /** Returns the names of calendars that are not open alike in both versions. */
    private static Set<String> findChanged(List<ComparedOpening> compared) {
        Set<String> changed = new TreeSet<>();
        for (ComparedOpening each : compared) {
            Set<String> differing = new HashSet<>(each.before().during());
            differing.addAll(each.after().during());
            differing.removeIf(name -> each.before().during().contains(name)
                    && each.after().during().contains(name));
            changed.addAll(differing);
        }
        return changed;
    }

    private Opening commonOpening(ComparedOpening each) {
        Set<String> names = new HashSet<>(each.after().during());
        each.before().during().forEach(name -> names.add(commonName(ComparedVersion.BEFORE, name)));
        return new Opening(
                names,
                laterOf(each.before().since(), each.after().since()),
                each.after().at());
    }

    private static @Nullable OffsetDateTime laterOf(@Nullable OffsetDateTime one, @Nullable OffsetDateTime other) {
        return one == null || other != null && other.isAfter(one) ? other : one;
    }

    /** Returns the name for both versions of a calendar that a version names. */
    String commonName(ComparedVersion version, String name) {
        return version == ComparedVersion.BEFORE && changed.contains(name) ? name + AS_IT_WAS : name;
    }

    InputDomain createDomain() {
        return InputDomain.ofOpenings(List.copyOf(openings.keySet()));
    }

    /** Returns the opening as a version tells it from others. */
    Opening ofVersion(ComparedVersion version, Opening common) {
        ComparedOpening compared = openings.getOrDefault(common, new ComparedOpening(common, common));
        return version == ComparedVersion.BEFORE ? compared.before() : compared.after();
    }
}
