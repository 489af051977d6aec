package support.entitlement.web.contract;

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
import support.entitlement.allowance.UsageRequest;
import support.entitlement.contract.Agreement;
import support.entitlement.contract.Term;
import support.entitlement.contract.TermScope;
import support.entitlement.decision.Amounts;
import support.entitlement.decision.CarryOver;
import support.entitlement.decision.GuaranteeKind;
import support.entitlement.decision.Limit;
import support.entitlement.decision.Per;
import support.entitlement.decision.Strength;
import support.entitlement.decision.UnreadableTimeException;
import support.entitlement.decision.Within;
import support.entitlement.policy.Policy;
import support.entitlement.table.Vocabulary;
import support.entitlement.text.DateText;
import support.entitlement.text.Names;
import support.entitlement.text.NormalForm;
import support.entitlement.web.http.FieldProblem;
import support.entitlement.web.http.FieldReader;
import support.entitlement.web.http.Pointer;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.Quote;
import support.entitlement.web.query.EvaluationRequest;
import tools.jackson.databind.JsonNode;

/**
 * Parses an agreement into the tables' spelling. Every wrong field is reported, not only the first.
 *
 * <p>Single use.
 */
final class ContractReader {

    /** The maximal number of terms in a contract. */
    static final int MAX_TERMS = 200;

    private static final int MAX_TEXT_LENGTH = 1_000;
    private static final int FIRST_YEAR = 1900;
    private static final Names CONTRACT = new Names(EvaluationRequest.fieldsOf(ContractRequest.class).all().stream()
            .filter(field -> !ContractResponse.SET_HERE.contains(field))
            .toList());
    private static final Names TERM = EvaluationRequest.fieldsOf(Term.class);
    private static final Names SCOPE = EvaluationRequest.fieldsOf(TermScope.class);
    private static final Names CHANNELS = EvaluationRequest.fieldsOf(Term.TermChannels.class);
    private static final Names GUARANTEE = EvaluationRequest.fieldsOf(Term.TermGuarantee.class);
    private static final Names ALLOWANCE = EvaluationRequest.fieldsOf(Term.TermAllowance.class);
    private static final Names KINDS = new Names(
            Arrays.stream(GuaranteeKind.values()).map(GuaranteeKind::toString).toList());

    private final FieldReader fields;
    private final Vocabulary vocabulary;
    private final Names calendars;
    private final TermChecks checks;
    /** The first spelling of each name that the contract defines. Later spellings of a name are replaced by it. */
    private final Map<String, String> own = new HashMap<>();

    ContractReader(String base, Policy policy, PublishedTimes published) {
        this.fields = new FieldReader(base);
        this.checks = new TermChecks(fields, policy, published);
        this.vocabulary = policy.vocabulary();
        this.calendars = new Names(policy.calendars().names());
    }

    /** Returns the errors found. */
    List<FieldProblem> errors() {
        return fields.errors();
    }

    /** Reads the agreement; returns null if it has errors. */
    @Nullable
    Agreement readAgreement(JsonNode request) {
        if (!request.isObject()) {
            fields.addWrongType("", request, "an object such as {\"plan\": …, \"validFrom\": …, \"terms\": […]}");
            return null;
        }
        fields.refuseUnknown(request, "", CONTRACT);
        if (FieldReader.isAbsent(request.get("plan"))) {
            fields.addMissingField("plan", vocabulary.plans());
        }
        String plan = fields.readName(request.get("plan"), "/plan", vocabulary.plans(), ProblemCode.UNKNOWN_PLAN);
        ZoneId zone = readZone(request.get("zone"));
        if (FieldReader.isAbsent(request.get("validFrom"))) {
            fields.addProblem(ProblemCode.MISSING_FIELD, "/validFrom", null, "“validFrom” is required: the first day.");
        }
        LocalDate from = readDay(request.get("validFrom"), "/validFrom");
        LocalDate until = readDay(request.get("validUntil"), "/validUntil");
        refuseBackwards(from, until, "");
        List<Term> terms = readTerms(request.get("terms"));
        if (!fields.errors().isEmpty()) {
            return null;
        }
        Agreement agreement = new Agreement(plan, zone, from, until, terms);
        checks.refuseWhatCannotBeAnswered(agreement);
        return fields.errors().isEmpty() ? agreement : null;
    }

    private ZoneId readZone(@Nullable JsonNode node) {
        String name = readText(node, "/zone");
        try {
            return name == null ? ZoneId.of("UTC") : ZoneId.of(name);
        } catch (DateTimeException e) {
            fields.addProblem(
                    ProblemCode.BAD_ZONE,
                    "/zone",
                    Quote.of(name),
                    "There is no such time zone. Write one such as Europe/Zurich, or UTC.");
            return ZoneId.of("UTC");
        }
    }

    private @Nullable LocalDate readDay(@Nullable JsonNode node, String pointer) {
        String text = readText(node, pointer);
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
        fields.addProblem(
                ProblemCode.BAD_DATE,
                pointer,
                Quote.of(text),
                why + "This must be a day such as 2026-03-06, from " + FIRST_YEAR + " to " + FieldReader.LAST_YEAR
                        + ".");
        return null;
    }

    private void refuseBackwards(@Nullable LocalDate from, @Nullable LocalDate until, String base) {
        if (from != null && until != null && until.isBefore(from)) {
            fields.addProblem(
                    ProblemCode.BAD_DATE,
                    base + "/validUntil",
                    until.toString(),
                    "The last day comes before the first one, " + from + ".");
        }
    }

    private List<Term> readTerms(@Nullable JsonNode node) {
        if (FieldReader.isAbsent(node)) {
            return List.of();
        }
        if (!node.isArray()) {
            fields.addWrongType("/terms", node, "an array of terms");
            return List.of();
        }
        if (node.size() > MAX_TERMS) {
            fields.addProblem(
                    ProblemCode.TOO_MANY_TERMS,
                    "/terms",
                    node.size(),
                    "A contract may have up to " + MAX_TERMS + " terms.");
            return List.of();
        }
        List<Term> terms = new ArrayList<>();
        for (int i = 0; i < node.size() && !fields.isFull(); i++) {
            Term term = readTerm(node.get(i), "/terms/" + i);
            if (term != null) {
                terms.add(term);
            }
        }
        return terms;
    }

    private @Nullable Term readTerm(JsonNode node, String pointer) {
        if (!node.isObject()) {
            fields.addWrongType(
                    pointer, node, "an object such as {\"clause\": \"§ 4\", \"scope\": {…}, \"within\": …}");
            return null;
        }
        int before = fields.errors().size();
        fields.refuseUnknown(node, pointer, TERM);
        String clause = readText(node.get("clause"), pointer + "/clause");
        if (clause == null) {
            fields.addProblem(
                    ProblemCode.MISSING_FIELD,
                    pointer + "/clause",
                    null,
                    "“clause” is required: the place in the contract.");
        }
        LocalDate from = readDay(node.get("validFrom"), pointer + "/validFrom");
        LocalDate until = readDay(node.get("validUntil"), pointer + "/validUntil");
        refuseBackwards(from, until, pointer);
        Term term = new Term(
                clause == null ? "" : clause,
                readScope(readObject(node, "scope", pointer, SCOPE), pointer + "/scope"),
                from,
                until,
                readForm(node.get("within"), pointer + "/within", Within.FORMS, text -> Within.parse(text)),
                fields.readName(node.get("calendar"), pointer + "/calendar", calendars, ProblemCode.UNKNOWN_CALENDAR),
                readForm(node.get("strength"), pointer + "/strength", Strength.FORMS, text -> Strength.parse(text)),
                readChannels(readObject(node, "channels", pointer, CHANNELS), pointer + "/channels"),
                readGuarantee(readObject(node, "guarantee", pointer, GUARANTEE), pointer + "/guarantee"),
                readAllowance(readObject(node, "allowance", pointer, ALLOWANCE), pointer + "/allowance"),
                readOwnTerms(readObject(node, "terms", pointer, null), pointer + "/terms"));
        checks.refuseMeaningless(term, pointer, fields.errors().size() == before);
        return term;
    }

    private TermScope readScope(@Nullable JsonNode scope, String pointer) {
        if (scope == null) {
            return TermScope.ANY;
        }
        String milestone = readText(scope.get("milestone"), pointer + "/milestone");
        String allowance = readText(scope.get("allowance"), pointer + "/allowance");
        return new TermScope(
                fields.readName(
                        scope.get("issueType"),
                        pointer + "/issueType",
                        vocabulary.issueTypes(),
                        ProblemCode.UNKNOWN_ISSUE_TYPE),
                fields.readName(
                        scope.get("slaCategory"),
                        pointer + "/slaCategory",
                        vocabulary.slaCategories(),
                        ProblemCode.UNKNOWN_SLA_CATEGORY),
                milestone == null
                        ? null
                        : vocabulary
                                .milestones()
                                .findSpelling(milestone)
                                .orElseGet(() -> spellOwnName("milestone", milestone)),
                fields.readName(
                        scope.get("channel"), pointer + "/channel", vocabulary.channels(), ProblemCode.UNKNOWN_CHANNEL),
                allowance == null ? null : spellOwnName("allowance", allowance));
    }

    private Term.@Nullable TermChannels readChannels(@Nullable JsonNode channels, String pointer) {
        if (channels == null) {
            return null;
        }
        Term.TermChannels read = new Term.TermChannels(
                readChannelNames(channels.get("add"), pointer + "/add"),
                readChannelNames(channels.get("remove"), pointer + "/remove"),
                FieldReader.isAbsent(channels.get("replace"))
                        ? null
                        : readChannelNames(channels.get("replace"), pointer + "/replace"));
        boolean changes = !read.add().isEmpty() || !read.remove().isEmpty();
        if (changes == (read.replace() != null) || read.add().stream().anyMatch(read.remove()::contains)) {
            fields.addProblem(
                    ProblemCode.BAD_TERM,
                    pointer,
                    null,
                    "Send either “replace”, or “add” and “remove” with channels that differ.");
        }
        return read;
    }

    private List<String> readChannelNames(@Nullable JsonNode node, String pointer) {
        if (FieldReader.isAbsent(node)) {
            return List.of();
        }
        if (!node.isArray()) {
            fields.addWrongType(pointer, node, "an array of channels");
            return List.of();
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < node.size() && !fields.isFull(); i++) {
            String name =
                    fields.readName(node.get(i), pointer + "/" + i, vocabulary.channels(), ProblemCode.UNKNOWN_CHANNEL);
            if (name != null && !names.contains(name)) {
                names.add(name);
            }
        }
        return names;
    }

    private Term.@Nullable TermGuarantee readGuarantee(@Nullable JsonNode guarantee, String pointer) {
        if (guarantee == null) {
            return null;
        }
        String kind =
                fields.readName(guarantee.get("kind"), pointer + "/kind", KINDS, ProblemCode.UNKNOWN_GUARANTEE_KIND);
        if (FieldReader.isAbsent(guarantee.get("kind"))) {
            fields.addProblem(
                    ProblemCode.MISSING_FIELD, pointer + "/kind", null, "“kind” is required: one of " + KINDS + ".");
        }
        String text = readText(guarantee.get("text"), pointer + "/text");
        return kind == null ? null : new Term.TermGuarantee(kind, text);
    }

    private Term.@Nullable TermAllowance readAllowance(@Nullable JsonNode allowance, String pointer) {
        if (allowance == null) {
            return null;
        }
        Term.TermAllowance read = new Term.TermAllowance(
                readAmount(allowance.get("amount"), pointer + "/amount"),
                readUnit(allowance.get("unit"), pointer + "/unit"),
                readForm(allowance.get("per"), pointer + "/per", Per.FORMS, text -> Per.parse(text)),
                readForm(
                        allowance.get("carryOver"),
                        pointer + "/carryOver",
                        CarryOver.FORMS,
                        text -> CarryOver.parse(text)),
                readForm(allowance.get("limit"), pointer + "/limit", Limit.FORMS, text -> Limit.parse(text)));
        if (allowance.isEmpty()) {
            fields.addProblem(ProblemCode.BAD_TERM, pointer, null, "This must set one of " + ALLOWANCE + ".");
        }
        return read;
    }

    /** Reads an amount without trailing zeros, so that 8 and 8.0 make no different contracts. */
    private @Nullable BigDecimal readAmount(@Nullable JsonNode node, String pointer) {
        BigDecimal amount = fields.readAmount(node, pointer);
        return amount == null ? null : Amounts.toPlainAmount(amount);
    }

    private @Nullable String readUnit(@Nullable JsonNode node, String pointer) {
        String unit = readText(node, pointer);
        if (unit != null && unit.length() > UsageRequest.MAX_NAME_LENGTH) {
            fields.addWrongType(pointer, node, "a text of 1 to " + UsageRequest.MAX_NAME_LENGTH + " characters");
        }
        return unit;
    }

    private Map<String, String> readOwnTerms(@Nullable JsonNode terms, String pointer) {
        Map<String, String> read = new LinkedHashMap<>();
        if (terms != null) {
            terms.properties().forEach(term -> {
                String value = readText(term.getValue(), Pointer.toMember(pointer, term.getKey()));
                String name = spellOwnName("term", term.getKey());
                if (value != null && read.put(name, value) != null) {
                    fields.addProblem(
                            ProblemCode.BAD_TERM,
                            Pointer.toMember(pointer, term.getKey()),
                            value,
                            "“" + Quote.of(name) + "” is the same name. Say it once.");
                }
            });
        }
        return read;
    }

    private String spellOwnName(String kind, String name) {
        return own.computeIfAbsent(kind + " " + NormalForm.key(name), any -> NormalForm.of(name));
    }

    /** Reads a text in a form that tables use, too; returns null if it is absent or wrong. */
    private @Nullable String readForm(@Nullable JsonNode node, String pointer, String forms, Consumer<String> parser) {
        String text = readText(node, pointer);
        if (text == null) {
            return null;
        }
        try {
            parser.accept(text);
            return text;
        } catch (IllegalArgumentException e) {
            fields.addProblem(
                    ProblemCode.BAD_TERM,
                    pointer,
                    Quote.of(text),
                    "This must be " + forms
                            + (e instanceof UnreadableTimeException ? "; " + e.getMessage() + "." : "."));
            return null;
        }
    }

    private @Nullable JsonNode readObject(JsonNode holder, String field, String pointer, @Nullable Names known) {
        JsonNode node = holder.get(field);
        if (FieldReader.isAbsent(node)) {
            return null;
        }
        if (!node.isObject()) {
            fields.addWrongType(pointer + "/" + field, node, "an object");
            return null;
        }
        if (known != null) {
            fields.refuseUnknown(node, pointer + "/" + field, known);
        }
        return node;
    }

    /** Reads a text that is not blank, stripped; returns null if it is absent or wrong. */
    private @Nullable String readText(@Nullable JsonNode node, String pointer) {
        if (FieldReader.isAbsent(node)) {
            return null;
        }
        String text = node.isString() ? NormalForm.of(node.stringValue()) : "";
        if (text.isEmpty() || text.length() > MAX_TEXT_LENGTH) {
            fields.addWrongType(pointer, node, "a text of 1 to " + MAX_TEXT_LENGTH + " characters");
            return null;
        }
        return text;
    }
}
