package support.entitlement.web.contract;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.contract.Agreement;
import support.entitlement.contract.Term;
import support.entitlement.policy.Policy;
import support.entitlement.table.Vocabulary;
import support.entitlement.text.Names;
import support.entitlement.web.http.FieldProblem;
import support.entitlement.web.http.FieldReader;
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

    private static final Names CONTRACT = new Names(EvaluationRequest.fieldsOf(ContractRequest.class).all().stream()
            .filter(field -> !ContractResponse.SET_HERE.contains(field))
            .toList());

    private final FieldReader fields;
    private final Vocabulary vocabulary;
    private final ContractFields common;
    private final TermChecks checks;
    private final TermReader termReader;

    ContractReader(String base, Policy policy, PublishedTimes published) {
        this.fields = new FieldReader(base);
        this.common = new ContractFields(fields);
        this.checks = new TermChecks(fields, policy, published);
        this.termReader = new TermReader(fields, policy, checks);
        this.vocabulary = policy.vocabulary();
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
        LocalDate from = common.readDay(request.get("validFrom"), "/validFrom");
        LocalDate until = common.readDay(request.get("validUntil"), "/validUntil");
        common.refuseBackwards(from, until, "");
        List<Term> terms = readTerms(request.get("terms"));
        if (!fields.errors().isEmpty()) {
            return null;
        }
        Agreement agreement = new Agreement(plan, zone, from, until, terms);
        checks.refuseWhatCannotBeAnswered(agreement);
        return fields.errors().isEmpty() ? agreement : null;
    }

    private ZoneId readZone(@Nullable JsonNode node) {
        String name = common.readText(node, "/zone");
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
            Term term = termReader.readTerm(node.get(i), "/terms/" + i);
            if (term != null) {
                terms.add(term);
            }
        }
        return terms;
    }
}
