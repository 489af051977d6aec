package support.entitlement.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static support.entitlement.calendar.Cases.instant;
import static support.entitlement.calendar.Cases.mapping;
import static support.entitlement.calendar.Cases.objects;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import support.entitlement.calendar.Calendar;
import support.entitlement.calendar.Calendars;
import support.entitlement.calendar.Cases;
import support.entitlement.decision.Basis;
import support.entitlement.decision.Milestone;
import support.entitlement.decision.Strength;
import support.entitlement.decision.Within;

/** Tests the state of milestones with the cases in {@code sla/clock.yaml}. Instants are in the calendar's zone. */
class CaseClockTest {

    private static final Cases CASES = Cases.in("clock.yaml");
    private static final Calendars CALENDARS = new Calendars(CASES.calendars());

    @ParameterizedTest(name = "{0}")
    @MethodSource("statuses")
    void everyMilestoneStandsWhereTheEventsPutIt(Map<String, Object> each) {
        List<Event> events = new ArrayList<>(events(each));
        Collections.shuffle(events, new Random(1));
        List<MilestoneStatus> statuses = CaseClock.statusesAt(
                milestones(each.get("milestones")),
                CALENDARS,
                events,
                instant(each.get("at"), calendar(each)),
                List.of());

        List<Object> expected = objects(each.get("expect"));
        assertThat(statuses).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(described(statuses.get(i), mapping(expected.get(i)), calendar(each)))
                    .isEqualTo(expected.get(i));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("contradictions")
    void contradictoryEventsAreRefusedNamingBoth(Map<String, Object> each) {
        Instant at = instant(each.get("at"), calendar(each));

        assertThatThrownBy(() -> CaseClock.statusesAt(List.of(), CALENDARS, events(each), at, List.of()))
                .isInstanceOfSatisfying(ContradictoryEventsException.class, e -> {
                    assertThat(e.event()).hasToString((String) each.get("event"));
                    assertThat(e.otherEvent() == null ? "none" : e.otherEvent().toString())
                            .isEqualTo(each.get("other"));
                })
                .hasMessage((String) each.get("message"));
    }

    @ParameterizedTest
    @CsvSource({"opened, true", "Opening, true", "acknowledged, false", "reopened, false", "last update, false"})
    void aDueTimeIsKnownFromTheOpeningIfTheClockStartsThen(String startsAt, boolean known) {
        Milestone milestone =
                new Milestone("Answer", null, "24x7", Basis.PUBLISHED, startsAt, null, null, Strength.GUARANTEED);

        assertThat(CaseClock.startsAtOpening(milestone)).isEqualTo(known);
    }

    /** A search through all events at each change would take many minutes. */
    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void factsMayChangeTenThousandTimes() {
        Instant opened = Instant.parse("2026-03-02T09:00:00Z");
        List<Event> events = new ArrayList<>(List.of(new Event(Event.OPENED, opened)));
        for (int i = 1; i <= 10_000; i++) {
            Milestone promise = new Milestone("Reply", Within.parse(1 + i % 2 + " hours"), "24x7", Basis.PUBLISHED);
            events.add(new Event("priority set", opened.plusSeconds(i), List.of(promise)));
        }
        events.add(new Event("replied", opened.plusSeconds(20_000)));

        List<MilestoneStatus> statuses =
                CaseClock.statusesAt(List.of(), CALENDARS, events, opened.plusSeconds(30_000), List.of());

        assertThat(statuses)
                .extracting(MilestoneStatus::state)
                .containsExactly(MilestoneStatus.MilestoneState.MET_LATE);
    }

    static List<Map<String, Object>> statuses() {
        return CASES.list("statuses");
    }

    static List<Map<String, Object>> contradictions() {
        return CASES.list("contradictions");
    }

    /** Returns the status in the form of the expectation, with only the members that the expectation states. */
    private static Map<String, Object> described(
            MilestoneStatus status, Map<String, Object> expected, Calendar calendar) {
        Function<@Nullable Instant, Object> local = instant -> instant == null
                ? "none"
                : instant.atZone(calendar.zone()).toLocalDateTime().toString();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("name", status.name());
        all.put("state", status.state().toString());
        all.put("from", local.apply(status.dueFrom()));
        all.put("due", local.apply(status.dueAt()));
        all.put("started", local.apply(status.startedAt()));
        all.put("ended", local.apply(status.endedAt()));
        all.put("by", String.valueOf(status.endedBy()));
        all.put("elapsed", String.valueOf(status.openElapsed()));
        all.put("remaining", String.valueOf(status.openRemaining()));
        all.put("actual", status.actualElapsed().toString());
        all.put("risk", local.apply(status.atRiskFrom()));
        all.put(
                "walk",
                status.walk().stream()
                        .map(stretch -> List.of(local.apply(stretch.from()), local.apply(stretch.to())))
                        .toList());
        all.put(
                "missed",
                status.missed().stream()
                        .map(run -> List.of(
                                local.apply(run.startedAt()),
                                local.apply(run.dueAt()),
                                local.apply(run.endedAt()),
                                run.endedBy()))
                        .toList());
        all.put("changed", String.valueOf(status.changed()));
        all.put("within", String.valueOf(status.milestone().within()));
        all.keySet().retainAll(expected.keySet());
        return all;
    }

    private static Calendar calendar(Map<String, Object> each) {
        return CALENDARS.get((String) each.getOrDefault("calendar", "office"));
    }

    private static List<Event> events(Map<String, Object> each) {
        return objects(each.get("events")).stream()
                .map(Cases::mapping)
                .map(event -> {
                    String type = event.keySet().iterator().next();
                    Object milestones = event.get("milestones");
                    return new Event(
                            type,
                            instant(event.get(type), calendar(each)),
                            milestones == null ? null : milestones(milestones));
                })
                .toList();
    }

    private static List<Milestone> milestones(Object value) {
        return objects(value).stream()
                .map(Cases::mapping)
                .map(each -> new Milestone(
                        (String) each.get("name"),
                        within(each.get("within")),
                        "not stated".equals(each.get("calendar"))
                                ? null
                                : (String) each.getOrDefault("calendar", "office"),
                        Basis.PUBLISHED,
                        (String) each.getOrDefault("starts at", Milestone.OPENED),
                        (String) each.get("ends at"),
                        within(each.get("every")),
                        Strength.parse((String) each.getOrDefault("strength", "guaranteed")),
                        (String) each.get("starts during"),
                        each.get("paused by") == null
                                ? null
                                : new Milestone.PauseEvents(List.of((String) each.get("paused by")), List.of((String)
                                        each.get("resumed by"))),
                        each.get("until") == null ? List.of() : List.of((String) each.get("until"))))
                .toList();
    }

    private static @Nullable Within within(@Nullable Object text) {
        return text == null ? null : Within.parse((String) text);
    }
}
