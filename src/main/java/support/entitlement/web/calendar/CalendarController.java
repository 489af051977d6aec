package support.entitlement.web.calendar;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import support.entitlement.calendar.Calendar;
import support.entitlement.decision.Within;
import support.entitlement.policy.Policy;
import support.entitlement.release.CurrentPolicy;
import support.entitlement.security.Access;
import support.entitlement.security.RequiresAccess;
import support.entitlement.text.Names;
import support.entitlement.web.documentation.annotation.ApiParameter;
import support.entitlement.web.documentation.annotation.DocumentedAnswer;
import support.entitlement.web.documentation.annotation.DocumentedParameters;
import support.entitlement.web.http.CacheableResponses;
import support.entitlement.web.http.FieldReader;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemException;
import support.entitlement.web.http.QueryParameters;
import support.entitlement.web.http.Quote;
import support.entitlement.web.query.PolicyResolver;
import tools.jackson.databind.node.JsonNodeFactory;

/** Shows the calendars in which milestones are counted. */
@RestController
public class CalendarController {

    private static final Duration MAX_RANGE = Duration.ofDays(400);
    private static final String FROM = "from";
    private static final String TO = "to";
    private static final String AT = "at";
    private static final String ZONE = "zone";
    private static final Names STATE = new Names(List.of(AT, ZONE, PolicyResolver.FIELD));
    private static final Names LIST = new Names(List.of(PolicyResolver.FIELD));
    private static final String WITHIN = "within";
    private static final Names DUE = new Names(List.of(WITHIN, FROM, ZONE, PolicyResolver.FIELD, PolicyResolver.DRAFT));
    private static final String YEAR = "year";
    private static final int LAST_YEAR = 9999;
    private static final Names HOLIDAYS = new Names(List.of(YEAR, PolicyResolver.FIELD, PolicyResolver.DRAFT));
    private static final Names RANGE = new Names(List.of(FROM, TO, ZONE, PolicyResolver.FIELD));

    private final CurrentPolicy current;
    private final PolicyResolver asked;
    private final CacheableResponses cacheable;
    private final Clock clock;

    CalendarController(CurrentPolicy current, PolicyResolver asked, CacheableResponses cacheable, Clock clock) {
        this.current = current;
        this.asked = asked;
        this.cacheable = cacheable;
        this.clock = clock;
    }

    @Operation(
            summary = "The calendars of the policy, with their zones, their hours in words and their holidays by year")
    @DocumentedParameters(ApiParameter.AS_OF)
    @DocumentedAnswer(says = "The calendars by name; the ETag changes with the policy and the software")
    @RequiresAccess(Access.POLICY)
    @GetMapping(path = "/v1/calendars", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<CalendarResponse.CalendarList> listCalendars(
            @RequestParam MultiValueMap<String, String> parameters) {
        Policy policy = resolvePolicy(parameters, LIST, new FieldReader(""));
        return cacheable.answerPublicly(policy.revision(), CalendarResponse.listAll(policy));
    }

    @Operation(summary = "The stretches in which a calendar is open between two instants, at most 400 days apart")
    @DocumentedParameters({ApiParameter.FROM, ApiParameter.TO, ApiParameter.ZONE, ApiParameter.AS_OF})
    @DocumentedAnswer(says = "The stretches in order; clock changes of the zone are in their offsets")
    @RequiresAccess(Access.POLICY)
    @GetMapping(path = "/v1/calendars/{calendar}/open-hours", produces = MediaType.APPLICATION_JSON_VALUE)
    OpenHoursResponse listOpenHours(
            @PathVariable String calendar, @RequestParam MultiValueMap<String, String> parameters) {
        FieldReader fields = new FieldReader("");
        OffsetDateTime from = readInstant(parameters, FROM, fields);
        OffsetDateTime to = readInstant(parameters, TO, fields);
        if (from != null && to != null) {
            Duration range = Duration.between(from, to);
            if (range.compareTo(Duration.ZERO) <= 0 || range.compareTo(MAX_RANGE) > 0) {
                fields.addProblem(
                        ProblemCode.BAD_INSTANT,
                        "/" + TO,
                        String.valueOf(parameters.getFirst(TO)),
                        "This must come after “from”, and at most " + MAX_RANGE.toDays() + " days after it.");
            }
        }
        Policy policy = resolvePolicy(parameters, RANGE, fields);
        String name = readCalendar(calendar, parameters, policy, fields);
        if (name == null || from == null || to == null) {
            throw new ProblemException(fields.errors());
        }
        return OpenHoursResponse.of(name, from.toInstant(), to.toInstant(), policy);
    }

    @Operation(summary = "The instant at which a time falls due, as tables write it, that is counted in a calendar")
    @DocumentedParameters({
        ApiParameter.WITHIN,
        ApiParameter.AT_FIRST,
        ApiParameter.ZONE,
        ApiParameter.AS_OF,
        ApiParameter.DRAFT
    })
    @DocumentedAnswer(says = "The instant, if nothing pauses the time")
    @RequiresAccess(Access.POLICY)
    @GetMapping(path = "/v1/calendars/{calendar}/due", produces = MediaType.APPLICATION_JSON_VALUE)
    DueTimeResponse findDueTime(@PathVariable String calendar, @RequestParam MultiValueMap<String, String> parameters) {
        FieldReader fields = new FieldReader("");
        OffsetDateTime from =
                parameters.containsKey(FROM) ? readInstant(parameters, FROM, fields) : OffsetDateTime.now(clock);
        Within within = readWithin(parameters, fields);
        Policy policy = resolvePolicy(parameters, DUE, fields);
        String name = readCalendar(calendar, parameters, policy, fields);
        if (name == null || from == null || within == null) {
            throw new ProblemException(fields.errors());
        }
        requireOneMeaning(policy.calendars().get(name), within, parameters.getFirst(WITHIN), fields);
        return DueTimeResponse.of(name, parameters.getFirst(WITHIN), within, from.toInstant(), policy);
    }

    @Operation(summary = "Whether a calendar is open at an instant, when it opens next, and until when it is open")
    @DocumentedParameters({ApiParameter.AT, ApiParameter.ZONE, ApiParameter.AS_OF})
    @DocumentedAnswer(says = "The state of the calendar; true only for that instant")
    @RequiresAccess(Access.POLICY)
    @GetMapping(path = "/v1/calendars/{calendar}/state", produces = MediaType.APPLICATION_JSON_VALUE)
    CalendarStateResponse findState(
            @PathVariable String calendar, @RequestParam MultiValueMap<String, String> parameters) {
        FieldReader fields = new FieldReader("");
        OffsetDateTime at = parameters.containsKey(AT)
                ? readInstant(parameters, AT, fields)
                : OffsetDateTime.now(clock).truncatedTo(ChronoUnit.SECONDS);
        Policy policy = resolvePolicy(parameters, STATE, fields);
        String name = readCalendar(calendar, parameters, policy, fields);
        if (name == null || at == null) {
            throw new ProblemException(fields.errors());
        }
        return CalendarStateResponse.of(name, at.toInstant(), policy);
    }

    @Operation(summary = "The holidays of a calendar in a year, and its other dates with hours of their own")
    @DocumentedParameters({ApiParameter.YEAR, ApiParameter.AS_OF, ApiParameter.DRAFT})
    @DocumentedAnswer(says = "The dates in order, with the names of holidays")
    @RequiresAccess(Access.POLICY)
    @GetMapping(path = "/v1/calendars/{calendar}/holidays", produces = MediaType.APPLICATION_JSON_VALUE)
    HolidaysResponse listHolidays(
            @PathVariable String calendar, @RequestParam MultiValueMap<String, String> parameters) {
        FieldReader fields = new FieldReader("");
        Policy policy = resolvePolicy(parameters, HOLIDAYS, fields);
        String name = readCalendar(calendar, parameters, policy, fields);
        int year = (int) QueryParameters.readNumber(
                parameters, YEAR, LocalDate.now(clock).getYear(), LAST_YEAR, fields.errors());
        if (name == null || !fields.errors().isEmpty()) {
            throw new ProblemException(fields.errors());
        }
        return HolidaysResponse.of(name, year, policy);
    }

    private static @Nullable Within readWithin(MultiValueMap<String, String> parameters, FieldReader fields) {
        String sent = parameters.getFirst(WITHIN);
        if (sent == null) {
            fields.addMissingField(WITHIN, new Names(List.of()));
            return null;
        }
        try {
            return Within.parse(sent);
        } catch (IllegalArgumentException e) {
            fields.addWrongType("/" + WITHIN, JsonNodeFactory.instance.stringNode(sent), Within.FORMS);
            return null;
        }
    }

    private static void requireOneMeaning(Calendar calendar, Within within, @Nullable String sent, FieldReader fields) {
        String readings = calendar.describeReadings(within);
        if (readings != null || !calendar.hasDueTime(within)) {
            fields.addProblem(
                    ProblemCode.WRONG_TYPE,
                    "/" + WITHIN,
                    Quote.of(String.valueOf(sent)),
                    readings != null ? readings : "This must fall due within fifty years.");
            throw new ProblemException(fields.errors());
        }
    }

    /** Returns the name of a calendar as answers write it: with the zone if the calendar has that of queries and it is sent. */
    private static @Nullable String readCalendar(
            String calendar, MultiValueMap<String, String> parameters, Policy policy, FieldReader fields) {
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

    private Policy resolvePolicy(MultiValueMap<String, String> parameters, Names known, FieldReader fields) {
        fields.errors().addAll(QueryParameters.errorsIn(parameters, known));
        Policy policy = asked.resolvePolicy(parameters, fields, current.orThrow());
        if (policy == null || !fields.errors().isEmpty()) {
            throw new ProblemException(fields.errors());
        }
        return policy;
    }

    private static @Nullable OffsetDateTime readInstant(
            MultiValueMap<String, String> parameters, String name, FieldReader fields) {
        String sent = parameters.getFirst(name);
        if (sent == null) {
            fields.addMissingField(name, new Names(List.of()));
            return null;
        }
        return fields.readInstant(JsonNodeFactory.instance.stringNode(sent), "/" + name);
    }
}
