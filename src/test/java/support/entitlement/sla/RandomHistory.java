package support.entitlement.sla;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeSet;

/** Random events of a case, and their delivery in any order and more than once. */
final class RandomHistory {

    private static final List<String> HARMLESS =
            List.of("response overdue", "noted", "not responded", "response due soon", "response requested");

    private final Random random;

    RandomHistory(Random random) {
        this.random = random;
    }

    /**
     * Returns events in order, no two in one minute, of a case that is paused, closed, reopened and answered in a valid
     * order.
     */
    List<Event> events(Instant opened) {
        TreeSet<Instant> minutes = new TreeSet<>();
        for (int i = random.nextInt(14); i > 0; i--) {
            minutes.add(opened.plusSeconds(60L * (1 + random.nextInt(5 * 1440))));
        }
        List<Event> events = new ArrayList<>(List.of(new Event("opened", opened)));
        boolean closed = false;
        boolean resumable = false;
        for (Instant minute : minutes) {
            String type = type(closed, resumable);
            events.add(new Event(type, minute));
            closed = type.equals("resolved") || type.equals("cancelled") || closed && !type.equals("reopened");
            resumable = type.equals("paused") || resumable && !type.equals("resumed");
        }
        return events;
    }

    private String type(boolean closed, boolean resumable) {
        return switch (random.nextInt(12)) {
            case 0, 1, 2 -> "paused";
            case 3, 4, 5 -> resumable ? "resumed" : "paused";
            case 6 -> "responded";
            case 7, 8 -> closed ? "reopened" : "resolved";
            case 9 -> "resolved";
            case 10 -> random.nextBoolean() ? "cancelled" : closed ? "reopened" : "resolved";
            default -> HARMLESS.get(random.nextInt(HARMLESS.size()));
        };
    }

    /** Returns these events in any order, some of them more than once and in another spelling. */
    List<Event> delivered(List<Event> events) {
        List<Event> delivered = new ArrayList<>();
        for (Event event : events) {
            delivered.add(event);
            for (int i = random.nextInt(3); i > 0; i--) {
                delivered.add(new Event(spelled(event.type()), event.at(), event.milestones()));
            }
        }
        Collections.shuffle(delivered, random);
        return delivered;
    }

    private String spelled(String type) {
        return switch (random.nextInt(5)) {
            case 0 -> type.toUpperCase(Locale.ROOT);
            case 1 -> type.replace(' ', '_');
            case 2 -> "\u00a0" + type.replace(' ', '-') + " ";
            case 3 -> type.replace("reopened", "re-opened").replace("cancelled", "Canceled");
            default -> type;
        };
    }
}
