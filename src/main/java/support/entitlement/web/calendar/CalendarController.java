package support.entitlement.web.calendar;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import support.entitlement.decision.Within;
import support.entitlement.policy.Policy;
import support.entitlement.security.Access;
import support.entitlement.security.RequiresAccess;
import support.entitlement.text.Names;
import support.entitlement.web.calendar.CalendarParameters.KnownCalendar;
import support.entitlement.web.documentation.annotation.ApiParameter;
import support.entitlement.web.documentation.annotation.DocumentedAnswer;
import support.entitlement.web.documentation.annotation.DocumentedParameters;
import support.entitlement.web.http.CacheableResponses;
import support.entitlement.web.query.PolicyResolver;
import support.entitlement.web.query.RequestPolicy;

/** Shows the calendars in which milestones are counted. */
@RestController
public class CalendarController {

    private static final Duration MAX_RANGE = Duration.ofDays(400);
    private static final String FROM = "from";
    private static final String TO = "to";
    private static final String AT = "at";
    private static final Names STATE = new Names(List.of(AT, CalendarParameters.ZONE, PolicyResolver.FIELD));
    private static final Names LIST = new Names(List.of(PolicyResolver.FIELD));
    private static final String WITHIN = "within";
    private static final Names DUE =
            new Names(List.of(WITHIN, FROM, CalendarParameters.ZONE, PolicyResolver.FIELD, PolicyResolver.DRAFT));
    private static final String YEAR = "year";
    private static final Names HOLIDAYS = new Names(List.of(YEAR, PolicyResolver.FIELD, PolicyResolver.DRAFT));
    private static final Names RANGE = new Names(List.of(FROM, TO, CalendarParameters.ZONE, PolicyResolver.FIELD));

    private final RequestPolicy requested;
    private final PolicyResolver asked;
    private final CacheableResponses cacheable;
    private final Clock clock;

    CalendarController(RequestPolicy requested, PolicyResolver asked, CacheableResponses cacheable, Clock clock) {
        this.requested = requested;
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
        Policy policy = resolvePolicy(new CalendarParameters(parameters), LIST);
        return cacheable.answerPublicly(policy.revision(), CalendarResponse.listAll(policy));
    }

    @Operation(summary = "The stretches in which a calendar is open between two instants, at most 400 days apart")
    @DocumentedParameters({ApiParameter.FROM, ApiParameter.TO, ApiParameter.ZONE, ApiParameter.AS_OF})
    @DocumentedAnswer(says = "The stretches in order; clock changes of the zone are in their offsets")
    @RequiresAccess(Access.POLICY)
    @GetMapping(path = "/v1/calendars/{calendar}/open-hours", produces = MediaType.APPLICATION_JSON_VALUE)
    OpenHoursResponse listOpenHours(
            @PathVariable String calendar, @RequestParam MultiValueMap<String, String> parameters) {
        CalendarParameters sent = new CalendarParameters(parameters);
        Optional<OffsetDateTime> from = sent.readInstant(FROM);
        Optional<OffsetDateTime> to = sent.readInstant(TO);
        sent.checkRange(from, TO, to, MAX_RANGE);
        KnownCalendar known = resolveCalendar(calendar, sent, RANGE);
        return OpenHoursResponse.of(
                known.name(), from.orElseThrow().toInstant(), to.orElseThrow().toInstant(), known.policy());
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
        CalendarParameters sent = new CalendarParameters(parameters);
        Optional<OffsetDateTime> from = sent.readInstantOrNow(FROM, clock);
        Optional<Within> within = sent.readWithin(WITHIN);
        KnownCalendar known = resolveCalendar(calendar, sent, DUE);
        sent.requireOneMeaning(WITHIN, within.orElseThrow(), known);
        return DueTimeResponse.of(
                known.name(),
                parameters.getFirst(WITHIN),
                within.orElseThrow(),
                from.orElseThrow().toInstant(),
                known.policy());
    }

    @Operation(summary = "Whether a calendar is open at an instant, when it opens next, and until when it is open")
    @DocumentedParameters({ApiParameter.AT, ApiParameter.ZONE, ApiParameter.AS_OF})
    @DocumentedAnswer(says = "The state of the calendar; true only for that instant")
    @RequiresAccess(Access.POLICY)
    @GetMapping(path = "/v1/calendars/{calendar}/state", produces = MediaType.APPLICATION_JSON_VALUE)
    CalendarStateResponse findState(
            @PathVariable String calendar, @RequestParam MultiValueMap<String, String> parameters) {
        CalendarParameters sent = new CalendarParameters(parameters);
        Optional<OffsetDateTime> at = sent.readInstantOrNow(AT, clock);
        KnownCalendar known = resolveCalendar(calendar, sent, STATE);
        return CalendarStateResponse.of(known.name(), at.orElseThrow().toInstant(), known.policy());
    }

    @Operation(summary = "The holidays of a calendar in a year, and its other dates with hours of their own")
    @DocumentedParameters({ApiParameter.YEAR, ApiParameter.AS_OF, ApiParameter.DRAFT})
    @DocumentedAnswer(says = "The dates in order, with the names of holidays")
    @RequiresAccess(Access.POLICY)
    @GetMapping(path = "/v1/calendars/{calendar}/holidays", produces = MediaType.APPLICATION_JSON_VALUE)
    HolidaysResponse listHolidays(
            @PathVariable String calendar, @RequestParam MultiValueMap<String, String> parameters) {
        CalendarParameters sent = new CalendarParameters(parameters);
        int year = sent.readYear(YEAR, LocalDate.now(clock).getYear());
        KnownCalendar known = resolveCalendar(calendar, sent, HOLIDAYS);
        return HolidaysResponse.of(known.name(), year, known.policy());
    }

    private KnownCalendar resolveCalendar(String calendar, CalendarParameters sent, Names known) {
        return sent.findCalendar(calendar, resolvePolicy(sent, known));
    }

    private Policy resolvePolicy(CalendarParameters sent, Names known) {
        return sent.resolvePolicy(asked, requested.readPolicy(), known);
    }
}
