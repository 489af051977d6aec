package support.entitlement.calendar;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Random pauses: up to six at whole minutes, of which some overlap, some touch, some lie within others and some are
 * empty.
 */
final class RandomPauses {

    private RandomPauses() {}

    static List<Stretch> after(Instant first, Random random) {
        List<Stretch> pauses = new ArrayList<>();
        for (int i = random.nextInt(7); i > 0; i--) {
            Instant from = pauses.isEmpty() || random.nextInt(3) > 0
                    ? first.plusSeconds(60L * random.nextInt(4 * 1440))
                    : pauses.get(pauses.size() - 1).to();
            pauses.add(new Stretch(from, from.plusSeconds(60L * random.nextInt(1500))));
        }
        return pauses;
    }

    /** Returns the paused minutes before an instant. */
    static Set<Instant> minutes(List<Stretch> pauses, Instant until) {
        Set<Instant> minutes = new HashSet<>();
        for (Stretch pause : pauses) {
            Instant end = pause.to().isBefore(until) ? pause.to() : until;
            for (Instant minute = pause.from(); minute.isBefore(end); minute = minute.plusSeconds(60)) {
                minutes.add(minute);
            }
        }
        return minutes;
    }
}
