package support.entitlement.scenario;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.scenario.Scenario.Field;
import support.entitlement.scenario.Scenario.QueryColumn;
import support.entitlement.sla.Event;
import support.entitlement.table.problem.Place;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.TableProblemCode;
import support.entitlement.text.Names;
import support.entitlement.text.NormalForm;

/** A column: of the query, of expectations, of the names, or of notes. */
record ScenarioColumn(
        int index,
        @Nullable QueryColumn query,
        @Nullable ExpectedPart outcome,
        @Nullable String term,
        String title) {

    /** The title of the column of names. */
    static final String NAME = "Scenario";

    private static final Pattern ATTRIBUTE = Pattern.compile("(?i)attribute\\s*\\[\\s*[\"“”](.+)[\"“”]\\s*]");
    private static final Pattern EVENT = Pattern.compile("(?i)event\\s+[\"“”]?(.{1,100}?)[\"“”]?");
    private static final Pattern FROM_EVENT = Pattern.compile("(?i)(.+?)\\s+from\\s+[\"“”]?(.{1,100}?)[\"“”]?");
    private static final Map<String, Field> FIELDS = new LinkedHashMap<>();

    static {
        FIELDS.put("Plan", Field.PLAN);
        FIELDS.put("Issue type", Field.ISSUE_TYPE);
        FIELDS.put("Production use", Field.PRODUCTION_USE);
        FIELDS.put("Workaround", Field.WORKAROUND);
        FIELDS.put("SLA category", Field.SLA_CATEGORY);
        FIELDS.put("Channel", Field.CHANNEL);
        FIELDS.put("Opened at", Field.OPENED_AT);
        FIELDS.put("At", Field.AT);
    }

    boolean isName() {
        return query == null && outcome == null && NormalForm.areSame(title, NAME);
    }

    /** Returns the column of a title; null if scenarios have no such column. */
    static @Nullable ScenarioColumn parseTitle(int index, String title) {
        for (Map.Entry<String, Field> field : FIELDS.entrySet()) {
            if (NormalForm.areSame(field.getKey(), title)) {
                return new ScenarioColumn(
                        index, new QueryColumn(field.getKey(), field.getValue(), null), null, null, title);
            }
        }
        Matcher attribute = ATTRIBUTE.matcher(title);
        if (attribute.matches()) {
            return ofNamed(index, "attribute ", Field.ATTRIBUTE, attribute.group(1), title);
        }
        Matcher change = FROM_EVENT.matcher(title);
        if (change.matches() && !Event.isOpening(change.group(2))) {
            ScenarioColumn fact = parseTitle(index, change.group(1));
            if (fact != null && fact.query != null && fact.query.isFact()) {
                return new ScenarioColumn(index, fact.query.fromEvent(change.group(2)), null, null, title);
            }
        }
        Matcher event = EVENT.matcher(title);
        if (event.matches() && !Event.isOpening(event.group(1))) {
            return ofNamed(index, "event ", Field.EVENT, event.group(1), title);
        }
        for (ExpectedPart outcome : ExpectedPart.values()) {
            boolean isTerm = outcome == ExpectedPart.TERM
                    && title.regionMatches(
                            true,
                            0,
                            outcome.columnTitle() + " ",
                            0,
                            outcome.columnTitle().length() + 1);
            if (isTerm) {
                return new ScenarioColumn(
                        index,
                        null,
                        outcome,
                        title.substring(outcome.columnTitle().length()).strip(),
                        title);
            }
            if (outcome != ExpectedPart.TERM && NormalForm.areSame(outcome.columnTitle(), title)) {
                return new ScenarioColumn(index, null, outcome, null, title);
            }
        }
        boolean isForPeople = NormalForm.areSame(title, NAME) || NormalForm.areSame(title, "Notes");
        return isForPeople ? new ScenarioColumn(index, null, null, null, title) : null;
    }

    private static ScenarioColumn ofNamed(int index, String kind, Field field, String name, String title) {
        return new ScenarioColumn(index, new QueryColumn(kind + name, field, name), null, null, title);
    }

    /** Returns the problem of a title that no column has. */
    static Problem unknownColumnProblem(Place place, String title) {
        Names known = new Names(Stream.of(
                        Stream.of(NAME),
                        FIELDS.keySet().stream(),
                        Stream.of(ExpectedPart.values()).map(ExpectedPart::columnTitle),
                        Stream.of("Notes"))
                .flatMap(each -> each)
                .toList());
        return Problem.error(
                TableProblemCode.UNKNOWN_COLUMN,
                place,
                title,
                "Scenarios have no such column."
                        + known.findNearest(title)
                                .map(nearest -> " The nearest is “" + nearest + "”.")
                                .orElse(""),
                "Known are " + String.join(", ", known.all())
                        + ", attribute[\"name\"] and Event \"name\", but for the opening, which stands below “Opened at”; a fact goes on with “from” and the name"
                        + " of an event if it changes then; “"
                        + ExpectedPart.TERM.columnTitle() + "” goes on with the name of the term.");
    }
}
