package support.entitlement.web.calendar;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import support.entitlement.calendar.Calendar;
import support.entitlement.decision.Within;
import support.entitlement.policy.Policy;
import support.entitlement.text.Names;
import support.entitlement.web.http.FieldReader;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemException;
import support.entitlement.web.http.QueryParameters;
import support.entitlement.web.http.Quote;
import support.entitlement.web.query.PolicyResolver;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Reads the parameters of a request for calendars. It collects their problems until the policy is resolved, and then throws them
 * together. Not thread-safe; for one request.
 */
final class CalendarParameters {

    /** The parameter with the zone of a calendar that has that of queries. */
    static final String ZONE = "zone";

    private static final int LAST_YEAR = 9999;

    private final MultiValueMap<String, String> parameters;
    private final FieldReader fields = new FieldReader("");

    CalendarParameters(MultiValueMap<String, String> parameters) {
        this.parameters = parameters;
    }

    /**
     * A calendar that a policy knows.
     *
     * @param name its name as answers write it: with the zone if the calendar has that of queries and it is sent
     */
    record KnownCalendar(Policy policy, String name) {}

    /** Reads an instant; empty if it has a problem. */
    Optional<OffsetDateTime> readInstant(String name) {
        String sent = parameters.getFirst(name);
        if (sent == null) {
            fields.addMissingField(name, new Names(List.of()));
            return Optional.empty();
        }
        return Optional.ofNullable(fields.readInstant(JsonNodeFactory.instance.stringNode(sent), "/" + name));
    }

    /** Reads an instant, which is the current second if none is sent; empty if it has a problem. */
    Optional<OffsetDateTime> readInstantOrNow(String name, Clock clock) {
        return parameters.containsKey(name)
                ? readInstant(name)
                : Optional.of(OffsetDateTime.now(clock).truncatedTo(ChronoUnit.SECONDS));
    }

    /** Checks that the second of two instants comes after the first, and not too late. */
    void checkRange(Optional<OffsetDateTime> from, String toName, Optional<OffsetDateTime> to, Duration most) {
        Optional<Duration> range = from.flatMap(start -> to.map(end -> Duration.between(start, end)));
        if (range.filter(length -> length.compareTo(Duration.ZERO) <= 0 || length.compareTo(most) > 0)
                .isPresent()) {
            fields.addProblem(
                    ProblemCode.BAD_INSTANT,
                    "/" + toName,
                    String.valueOf(parameters.getFirst(toName)),
                    "This must come after “from”, and at most " + most.toDays() + " days after it.");
        }
    }

    /** Reads a time as tables write it; empty if it has a problem. */
    Optional<Within> readWithin(String name) {
        String sent = parameters.getFirst(name);
        if (sent == null) {
            fields.addMissingField(name, new Names(List.of()));
            return Optional.empty();
        }
        try {
            return Optional.of(Within.parse(sent));
        } catch (IllegalArgumentException e) {
            fields.addWrongType("/" + name, JsonNodeFactory.instance.stringNode(sent), Within.FORMS);
            return Optional.empty();
        }
    }

    int readYear(String name, int otherwise) {
        return (int) QueryParameters.readNumber(parameters, name, otherwise, LAST_YEAR, fields.errors());
    }

    /**
     * Returns the policy of the request.
     *
     * @param known the names of the parameters that the request may have
     * @throws ProblemException if any parameter that has been read so far has a problem, or if others are sent
     */
    Policy resolvePolicy(PolicyResolver resolver, Policy current, Names known) {
        fields.errors().addAll(QueryParameters.errorsIn(parameters, known));
        Policy policy = resolver.resolvePolicy(parameters, fields, current);
        if (policy == null || !fields.errors().isEmpty()) {
            throw new ProblemException(fields.errors());
        }
        return policy;
    }

    /**
     * Finds a calendar of a policy, in the zone of the request.
     *
     * @throws ProblemException if there is none
     */
    KnownCalendar findCalendar(String calendar, Policy policy) {
        String name = readCalendar(calendar, policy);
        if (name == null) {
            throw new ProblemException(fields.errors());
        }
        return new KnownCalendar(policy, name);
    }

    private @Nullable String readCalendar(String calendar, Policy policy) {
        String name = fields.readName(
                JsonNodeFactory.instance.stringNode(calendar),
                "/calendar",
                new Names(policy.calendars().names()),
                ProblemCode.UNKNOWN_CALENDAR);
        String sent = parameters.getFirst(ZONE);
        if (name == null || sent == null) {
            return name;
        }
        if (policy.calendars().zoneAttributeOf(name).isEmpty()) {
            fields.addProblem(
                    ProblemCode.UNKNOWN_FIELD,
                    "/" + ZONE,
                    Quote.of(sent),
                    "The table of this calendar names its zone. Leave this out.");
            return null;
        }
        String zone = fields.readName(
                JsonNodeFactory.instance.stringNode(sent),
                "/" + ZONE,
                new Names(ZoneId.getAvailableZoneIds()),
                ProblemCode.BAD_ZONE);
        return zone == null ? null : policy.calendars().nameInZone(name, zone);
    }

    /**
     * Refuses a time that a calendar can count in several ways, or that never falls due in it.
     *
     * @throws ProblemException if it is such a time
     */
    void requireOneMeaning(String name, Within within, KnownCalendar known) {
        Calendar calendar = known.policy().calendars().get(known.name());
        String readings = calendar.describeReadings(within);
        if (readings != null || !calendar.hasDueTime(within)) {
            fields.addProblem(
                    ProblemCode.WRONG_TYPE,
                    "/" + name,
                    Quote.of(String.valueOf(parameters.getFirst(name))),
                    readings != null ? readings : "This must fall due within fifty years.");
            throw new ProblemException(fields.errors());
        }
    }
}
