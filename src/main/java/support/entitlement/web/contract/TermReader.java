package support.entitlement.web.contract;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import support.entitlement.contract.Term;
import support.entitlement.contract.TermClock;
import support.entitlement.contract.TermScope;
import support.entitlement.decision.GuaranteeKind;
import support.entitlement.decision.Strength;
import support.entitlement.decision.Within;
import support.entitlement.policy.Policy;
import support.entitlement.sla.PromiseName;
import support.entitlement.table.Vocabulary;
import support.entitlement.text.Names;
import support.entitlement.text.NormalForm;
import support.entitlement.web.http.FieldReader;
import support.entitlement.web.http.Pointer;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.Quote;
import support.entitlement.web.query.EvaluationRequest;
import tools.jackson.databind.JsonNode;

/** Reads one term of a contract after the other, into the tables' spelling. Single use: an instance reads the terms of one contract. */
final class TermReader {

    private static final Names TERM = EvaluationRequest.fieldsOf(ContractRequest.SignedTerm.class);
    private static final Names SCOPE = EvaluationRequest.fieldsOf(TermScope.class);
    private static final Names CHANNELS = EvaluationRequest.fieldsOf(Term.TermChannels.class);
    private static final Names GUARANTEE = EvaluationRequest.fieldsOf(Term.TermGuarantee.class);
    private static final Names KINDS = new Names(
            Arrays.stream(GuaranteeKind.values()).map(GuaranteeKind::toString).toList());

    private final FieldReader fields;
    private final ContractFields common;
    private final Vocabulary vocabulary;
    private final Names calendars;
    private final TermChecks checks;
    /** The first spelling of each name that the contract defines. Later spellings of a name are replaced by it. */
    private final Map<String, String> own = new HashMap<>();

    TermReader(FieldReader fields, Policy policy, TermChecks checks) {
        this.fields = fields;
        this.common = new ContractFields(fields);
        this.checks = checks;
        this.vocabulary = policy.vocabulary();
        this.calendars = new Names(policy.calendars().names());
    }

    /** Reads a term; returns null if it is no object. */
    @Nullable
    Term readTerm(JsonNode node, String pointer) {
        if (!node.isObject()) {
            fields.addWrongType(
                    pointer, node, "an object such as {\"clause\": \"§ 4\", \"scope\": {…}, \"within\": …}");
            return null;
        }
        int before = fields.errors().size();
        fields.refuseUnknown(node, pointer, TERM);
        String clause = common.readText(node.get("clause"), pointer + "/clause");
        if (clause == null) {
            fields.addProblem(
                    ProblemCode.MISSING_FIELD,
                    pointer + "/clause",
                    null,
                    "“clause” is required: the place in the contract.");
        }
        LocalDate from = common.readDay(node.get("validFrom"), pointer + "/validFrom");
        LocalDate until = common.readDay(node.get("validUntil"), pointer + "/validUntil");
        common.refuseBackwards(from, until, pointer);
        Term term = new Term(
                clause == null ? "" : clause,
                readScope(common.readObject(node, "scope", pointer, SCOPE), pointer + "/scope"),
                from,
                until,
                common.readForm(node.get("within"), pointer + "/within", Within.FORMS, text -> Within.parse(text)),
                common.readForm(node.get("every"), pointer + "/every", Within.FORMS, text -> Within.parse(text)),
                fields.readName(node.get("calendar"), pointer + "/calendar", calendars, ProblemCode.UNKNOWN_CALENDAR),
                common.readForm(
                        node.get("strength"), pointer + "/strength", Strength.FORMS, text -> Strength.parse(text)),
                readClock(node, pointer),
                readChannels(common.readObject(node, "channels", pointer, CHANNELS), pointer + "/channels"),
                readGuarantee(common.readObject(node, "guarantee", pointer, GUARANTEE), pointer + "/guarantee"),
                new AllowanceTermReader(fields, common, vocabulary.channels()).readAllowance(node, pointer),
                readOwnTerms(common.readObject(node, "terms", pointer, null), pointer + "/terms"));
        checks.refuseMeaningless(term, pointer, fields.errors().size() == before);
        return term;
    }

    private TermClock readClock(JsonNode term, String pointer) {
        return new TermClock(
                common.readText(term.get("startsAt"), pointer + "/startsAt"),
                fields.readName(
                        term.get("startsDuring"), pointer + "/startsDuring", calendars, ProblemCode.UNKNOWN_CALENDAR),
                common.readText(term.get("endsAt"), pointer + "/endsAt"),
                readEvents(term.get("pausedBy"), pointer + "/pausedBy"),
                readEvents(term.get("resumedBy"), pointer + "/resumedBy"),
                readEvents(term.get("repeatedUntil"), pointer + "/repeatedUntil"));
    }

    private List<String> readEvents(@Nullable JsonNode node, String pointer) {
        return readList(node, pointer, "events", (event, place) -> common.readText(event, place));
    }

    /** Reads a list of distinct names. */
    private List<String> readList(
            @Nullable JsonNode node,
            String pointer,
            String things,
            BiFunction<JsonNode, String, @Nullable String> reader) {
        if (FieldReader.isAbsent(node)) {
            return List.of();
        }
        if (!node.isArray()) {
            fields.addWrongType(pointer, node, "an array of " + things);
            return List.of();
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < node.size() && !fields.isFull(); i++) {
            String name = reader.apply(node.get(i), pointer + "/" + i);
            if (name != null && names.stream().noneMatch(other -> NormalForm.areSame(name, other))) {
                names.add(name);
            }
        }
        return names;
    }

    private TermScope readScope(@Nullable JsonNode scope, String pointer) {
        if (scope == null) {
            return TermScope.ANY;
        }
        String milestone = common.readText(scope.get("milestone"), pointer + "/milestone");
        String allowance = common.readText(scope.get("allowance"), pointer + "/allowance");
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
                milestone == null ? null : spellMilestone(milestone),
                fields.readName(
                        scope.get("channel"), pointer + "/channel", vocabulary.channels(), ProblemCode.UNKNOWN_CHANNEL),
                allowance == null ? null : spellOwnName("allowance", allowance));
    }

    /** Returns a milestone, with traits of a promise of it if there are any, in the tables' spelling. */
    private String spellMilestone(String name) {
        Names known = vocabulary.milestones();
        PromiseName promise = new PromiseName(name);
        return known.findSpelling(name)
                .or(() -> known.findSpelling(promise.milestone())
                        .map(bare -> bare + name.substring(promise.milestone().length())))
                .orElseGet(() -> spellOwnName("milestone", name));
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
        return readList(
                node,
                pointer,
                "channels",
                (channel, place) ->
                        fields.readName(channel, place, vocabulary.channels(), ProblemCode.UNKNOWN_CHANNEL));
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
        String text = common.readText(guarantee.get("text"), pointer + "/text");
        return kind == null ? null : new Term.TermGuarantee(kind, text);
    }

    private Map<String, String> readOwnTerms(@Nullable JsonNode terms, String pointer) {
        Map<String, String> read = new LinkedHashMap<>();
        if (terms != null) {
            terms.properties().forEach(term -> {
                String value = common.readText(term.getValue(), Pointer.toMember(pointer, term.getKey()));
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
}
