package support.entitlement.web;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import support.entitlement.customer.Agreement;
import support.entitlement.customer.Term;
import support.entitlement.customer.TermScope;
import support.entitlement.customer.UsageRequest;
import support.entitlement.decision.Amounts;
import support.entitlement.decision.CarryOver;
import support.entitlement.decision.GuaranteeKind;
import support.entitlement.decision.Limit;
import support.entitlement.decision.Per;
import support.entitlement.decision.Strength;
import support.entitlement.decision.UnreadableTimeException;
import support.entitlement.decision.Within;
import support.entitlement.policy.Policy;
import support.entitlement.table.Names;
import support.entitlement.table.Vocabulary;
import support.entitlement.text.DateText;
import support.entitlement.text.NormalForm;
import tools.jackson.databind.JsonNode;

/**
 * Reads what was signed, in the tables' spelling. Every field that is wrong is reported, not only the first.
 *
 * <p>An instance reads one contract and is then of no more use.
 */
final class ContractReader {

    /** How many terms a contract may have. */
    static final int MOST_TERMS = 200;

    private static final int LONGEST_TEXT = 1_000;
    private static final int FIRST_YEAR = 1900;
    private static final Names CONTRACT = new Names(EvaluationRequest.fieldsOf(ContractRequest.class).all().stream()
            .filter(field -> !ContractResponse.SET_HERE.contains(field))
            .toList());
    private static final Names TERM = EvaluationRequest.fieldsOf(Term.class);
    private static final Names SCOPE = EvaluationRequest.fieldsOf(TermScope.class);
    private static final Names CHANNELS = EvaluationRequest.fieldsOf(Term.Channels.class);
    private static final Names GUARANTEE = EvaluationRequest.fieldsOf(Term.Guarantee.class);
    private static final Names ALLOWANCE = EvaluationRequest.fieldsOf(Term.Allowance.class);
    private static final Names KINDS = new Names(
            Arrays.stream(GuaranteeKind.values()).map(GuaranteeKind::toString).toList());

    private final FieldReader fields;
    private final Vocabulary vocabulary;
    private final Names calendars;
    private final TermChecks checks;
    /** How the contract's own names were spelled first: they are the same however they are spelled later. */
    private final Map<String, String> own = new HashMap<>();

    ContractReader(String base, Policy policy, PublishedTimes published) {
        this.fields = new FieldReader(base);
        this.checks = new TermChecks(fields, policy, published);
        this.vocabulary = policy.vocabulary();
        this.calendars = new Names(policy.calendars().names());
    }

    /** What was wrong. */
    List<FieldProblem> errors() {
        return fields.errors();
    }

    /** What was signed, or null if something is wrong with it. */
    @Nullable
    Agreement read(JsonNode request) {
        if (!request.isObject()) {
            fields.wrongType("", request, "an object such as {\"plan\": …, \"validFrom\": …, \"terms\": […]}");
            return null;
        }
        fields.refuseUnknown(request, "", CONTRACT);
        if (FieldReader.isAbsent(request.get("plan"))) {
            fields.missing("plan", vocabulary.plans());
        }
        String plan = fields.name(request.get("plan"), "/plan", vocabulary.plans(), ProblemCode.UNKNOWN_PLAN);
        ZoneId zone = zone(request.get("zone"));
        if (FieldReader.isAbsent(request.get("validFrom"))) {
            fields.add(ProblemCode.MISSING_FIELD, "/validFrom", null, "“validFrom” is required: the first day.");
        }
        LocalDate from = day(request.get("validFrom"), "/validFrom");
        LocalDate until = day(request.get("validUntil"), "/validUntil");
        refuseBackwards(from, until, "");
        List<Term> terms = terms(request.get("terms"));
        if (!fields.errors().isEmpty()) {
            return null;
        }
        Agreement agreement = new Agreement(plan, zone, from, until, terms);
        checks.refuseWhatCannotBeAnswered(agreement);
        return fields.errors().isEmpty() ? agreement : null;
    }

    private ZoneId zone(@Nullable JsonNode node) {
        String name = text(node, "/zone");
        try {
            return name == null ? ZoneId.of("UTC") : ZoneId.of(name);
        } catch (DateTimeException e) {
            fields.add(
                    ProblemCode.BAD_ZONE,
                    "/zone",
                    Quote.of(name),
                    "There is no such time zone. Write one such as Europe/Zurich, or UTC.");
            return ZoneId.of("UTC");
        }
    }

    private @Nullable LocalDate day(@Nullable JsonNode node, String pointer) {
        String text = text(node, pointer);
        if (text == null) {
            return null;
        }
        String why = "";
        try {
            LocalDate day = DateText.parse(text);
            if (day.getYear() >= FIRST_YEAR && day.getYear() <= FieldReader.LAST_YEAR) {
                return day;
            }
        } catch (IllegalArgumentException e) {
            why = e.getMessage() + " ";
        }
        fields.add(
                ProblemCode.BAD_DATE,
                pointer,
                Quote.of(text),
                why + "This must be a day such as 2026-03-06, from " + FIRST_YEAR + " to " + FieldReader.LAST_YEAR
                        + ".");
        return null;
    }

    private void refuseBackwards(@Nullable LocalDate from, @Nullable LocalDate until, String base) {
        if (from != null && until != null && until.isBefore(from)) {
            fields.add(
                    ProblemCode.BAD_DATE,
                    base + "/validUntil",
                    until.toString(),
                    "The last day comes before the first one, " + from + ".");
        }
    }

    private List<Term> terms(@Nullable JsonNode node) {
        if (FieldReader.isAbsent(node)) {
            return List.of();
        }
        if (!node.isArray()) {
            fields.wrongType("/terms", node, "an array of terms");
            return List.of();
        }
        if (node.size() > MOST_TERMS) {
            fields.add(
                    ProblemCode.TOO_MANY_TERMS,
                    "/terms",
                    node.size(),
                    "A contract may have up to " + MOST_TERMS + " terms.");
            return List.of();
        }
        List<Term> terms = new ArrayList<>();
        for (int i = 0; i < node.size() && !fields.isFull(); i++) {
            Term term = term(node.get(i), "/terms/" + i);
            if (term != null) {
                terms.add(term);
            }
        }
        return terms;
    }

    private @Nullable Term term(JsonNode node, String pointer) {
        if (!node.isObject()) {
            fields.wrongType(pointer, node, "an object such as {\"clause\": \"§ 4\", \"scope\": {…}, \"within\": …}");
            return null;
        }
        int before = fields.errors().size();
        fields.refuseUnknown(node, pointer, TERM);
        String clause = text(node.get("clause"), pointer + "/clause");
        if (clause == null) {
            fields.add(
                    ProblemCode.MISSING_FIELD,
                    pointer + "/clause",
                    null,
                    "“clause” is required: where the contract says so.");
        }
        LocalDate from = day(node.get("validFrom"), pointer + "/validFrom");
        LocalDate until = day(node.get("validUntil"), pointer + "/validUntil");
        refuseBackwards(from, until, pointer);
        Term term = new Term(
                clause == null ? "" : clause,
                scope(object(node, "scope", pointer, SCOPE), pointer + "/scope"),
                from,
                until,
                form(node.get("within"), pointer + "/within", Within.FORMS, text -> Within.parse(text)),
                fields.name(node.get("calendar"), pointer + "/calendar", calendars, ProblemCode.UNKNOWN_CALENDAR),
                form(node.get("strength"), pointer + "/strength", Strength.FORMS, text -> Strength.parse(text)),
                channels(object(node, "channels", pointer, CHANNELS), pointer + "/channels"),
                guarantee(object(node, "guarantee", pointer, GUARANTEE), pointer + "/guarantee"),
                allowance(object(node, "allowance", pointer, ALLOWANCE), pointer + "/allowance"),
                ownTerms(object(node, "terms", pointer, null), pointer + "/terms"));
        checks.refuseMeaningless(term, pointer, fields.errors().size() == before);
        return term;
    }

    private TermScope scope(@Nullable JsonNode scope, String pointer) {
        if (scope == null) {
            return TermScope.ANY;
        }
        String milestone = text(scope.get("milestone"), pointer + "/milestone");
        String allowance = text(scope.get("allowance"), pointer + "/allowance");
        return new TermScope(
                fields.name(
                        scope.get("issueType"),
                        pointer + "/issueType",
                        vocabulary.issueTypes(),
                        ProblemCode.UNKNOWN_ISSUE_TYPE),
                fields.name(
                        scope.get("slaCategory"),
                        pointer + "/slaCategory",
                        vocabulary.slaCategories(),
                        ProblemCode.UNKNOWN_SLA_CATEGORY),
                milestone == null
                        ? null
                        : vocabulary.milestones().find(milestone).orElseGet(() -> own("milestone", milestone)),
                fields.name(
                        scope.get("channel"), pointer + "/channel", vocabulary.channels(), ProblemCode.UNKNOWN_CHANNEL),
                allowance == null ? null : own("allowance", allowance));
    }

    private Term.@Nullable Channels channels(@Nullable JsonNode channels, String pointer) {
        if (channels == null) {
            return null;
        }
        Term.Channels read = new Term.Channels(
                names(channels.get("add"), pointer + "/add"),
                names(channels.get("remove"), pointer + "/remove"),
                FieldReader.isAbsent(channels.get("replace"))
                        ? null
                        : names(channels.get("replace"), pointer + "/replace"));
        boolean changes = !read.add().isEmpty() || !read.remove().isEmpty();
        if (changes == (read.replace() != null) || read.add().stream().anyMatch(read.remove()::contains)) {
            fields.add(
                    ProblemCode.BAD_TERM,
                    pointer,
                    null,
                    "Send either “replace”, or “add” and “remove” with channels that differ.");
        }
        return read;
    }

    private List<String> names(@Nullable JsonNode node, String pointer) {
        if (FieldReader.isAbsent(node)) {
            return List.of();
        }
        if (!node.isArray()) {
            fields.wrongType(pointer, node, "an array of channels");
            return List.of();
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < node.size() && !fields.isFull(); i++) {
            String name =
                    fields.name(node.get(i), pointer + "/" + i, vocabulary.channels(), ProblemCode.UNKNOWN_CHANNEL);
            if (name != null && !names.contains(name)) {
                names.add(name);
            }
        }
        return names;
    }

    private Term.@Nullable Guarantee guarantee(@Nullable JsonNode guarantee, String pointer) {
        if (guarantee == null) {
            return null;
        }
        String kind = fields.name(guarantee.get("kind"), pointer + "/kind", KINDS, ProblemCode.UNKNOWN_GUARANTEE_KIND);
        if (FieldReader.isAbsent(guarantee.get("kind"))) {
            fields.add(ProblemCode.MISSING_FIELD, pointer + "/kind", null, "“kind” is required: one of " + KINDS + ".");
        }
        String text = text(guarantee.get("text"), pointer + "/text");
        return kind == null ? null : new Term.Guarantee(kind, text);
    }

    private Term.@Nullable Allowance allowance(@Nullable JsonNode allowance, String pointer) {
        if (allowance == null) {
            return null;
        }
        Term.Allowance read = new Term.Allowance(
                amount(allowance.get("amount"), pointer + "/amount"),
                unit(allowance.get("unit"), pointer + "/unit"),
                form(allowance.get("per"), pointer + "/per", Per.FORMS, text -> Per.parse(text)),
                form(
                        allowance.get("carryOver"),
                        pointer + "/carryOver",
                        CarryOver.FORMS,
                        text -> CarryOver.parse(text)),
                form(allowance.get("limit"), pointer + "/limit", Limit.FORMS, text -> Limit.parse(text)));
        if (allowance.isEmpty()) {
            fields.add(ProblemCode.BAD_TERM, pointer, null, "This must set one of " + ALLOWANCE + ".");
        }
        return read;
    }

    /** An amount, written in one way: 8 and 8.0 make no other contract. */
    private @Nullable BigDecimal amount(@Nullable JsonNode node, String pointer) {
        BigDecimal amount = fields.amount(node, pointer);
        return amount == null ? null : Amounts.plain(amount);
    }

    private @Nullable String unit(@Nullable JsonNode node, String pointer) {
        String unit = text(node, pointer);
        if (unit != null && unit.length() > UsageRequest.LONGEST_NAME) {
            fields.wrongType(pointer, node, "a text of 1 to " + UsageRequest.LONGEST_NAME + " characters");
        }
        return unit;
    }

    private Map<String, String> ownTerms(@Nullable JsonNode terms, String pointer) {
        Map<String, String> read = new LinkedHashMap<>();
        if (terms != null) {
            terms.properties().forEach(term -> {
                String value = text(term.getValue(), Pointer.to(pointer, term.getKey()));
                String name = own("term", term.getKey());
                if (value != null && read.put(name, value) != null) {
                    fields.add(
                            ProblemCode.BAD_TERM,
                            Pointer.to(pointer, term.getKey()),
                            value,
                            "“" + Quote.of(name) + "” is the same name. Say it once.");
                }
            });
        }
        return read;
    }

    private String own(String kind, String name) {
        return own.computeIfAbsent(kind + " " + NormalForm.key(name), any -> NormalForm.of(name));
    }

    /** A text in a form that tables have, too; null if it is absent or wrong. */
    private @Nullable String form(@Nullable JsonNode node, String pointer, String forms, Consumer<String> parser) {
        String text = text(node, pointer);
        if (text == null) {
            return null;
        }
        try {
            parser.accept(text);
            return text;
        } catch (IllegalArgumentException e) {
            fields.add(
                    ProblemCode.BAD_TERM,
                    pointer,
                    Quote.of(text),
                    "This must be " + forms
                            + (e instanceof UnreadableTimeException ? "; " + e.getMessage() + "." : "."));
            return null;
        }
    }

    private @Nullable JsonNode object(JsonNode holder, String field, String pointer, @Nullable Names known) {
        JsonNode node = holder.get(field);
        if (FieldReader.isAbsent(node)) {
            return null;
        }
        if (!node.isObject()) {
            fields.wrongType(pointer + "/" + field, node, "an object");
            return null;
        }
        if (known != null) {
            fields.refuseUnknown(node, pointer + "/" + field, known);
        }
        return node;
    }

    /** A text that says something, without blanks around it; null if it is absent or wrong. */
    private @Nullable String text(@Nullable JsonNode node, String pointer) {
        if (FieldReader.isAbsent(node)) {
            return null;
        }
        String text = node.isString() ? NormalForm.of(node.stringValue()) : "";
        if (text.isEmpty() || text.length() > LONGEST_TEXT) {
            fields.wrongType(pointer, node, "a text of 1 to " + LONGEST_TEXT + " characters");
            return null;
        }
        return text;
    }
}
