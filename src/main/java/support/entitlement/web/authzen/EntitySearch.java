package support.entitlement.web.authzen;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import support.entitlement.calendar.UnknownHolidaysException;
import support.entitlement.policy.Policy;
import support.entitlement.policy.precedence.PrecedenceBusyException;
import support.entitlement.release.tables.CallerLeftException;
import support.entitlement.table.Vocabulary;
import support.entitlement.web.batch.DocumentBudget;
import support.entitlement.web.http.FieldReader;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemException;
import support.entitlement.web.http.ProblemResponse;
import support.entitlement.web.server.CallerConnection;
import tools.jackson.databind.JsonNode;

/**
 * Searches among the names of the tables for those that would be permitted, by asking about each. Subjects are plans:
 * customers are never listed. Thread-safe.
 */
@Component
class EntitySearch {

    /** The maximal number of names that one request asks about. */
    static final int MAX_ASKED = 1_000;

    private static final String CUSTOMERS = "customers-are-not-listed";

    private final AccessEvaluator evaluator;
    private final AuthzenProperties words;

    EntitySearch(AccessEvaluator evaluator, AuthzenProperties words) {
        this.evaluator = evaluator;
        this.words = words;
    }

    /**
     * The results of a search.
     *
     * @param context why results are missing; absent if none are
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SearchResponse(ResultPage page, @Nullable SearchContext context, List<FoundEntity> results) {}

    /**
     * The part of the results in an answer.
     *
     * @param nextToken the token of the next part; empty if there is none
     * @param count the number of results in this part
     */
    record ResultPage(@JsonProperty("next_token") String nextToken, int count) {}

    /**
     * The reasons of missing results.
     *
     * @param reason why a search of this kind never has results
     * @param notEvaluated the names that are no results because they cannot be evaluated with these facts
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record SearchContext(@Nullable String reason, List<UnevaluatedName> notEvaluated) {}

    /** A name that cannot be evaluated. */
    record UnevaluatedName(String name, AccessDecision.DecisionError error) {

        static UnevaluatedName of(String name, UnknownHolidaysException e) {
            return new UnevaluatedName(
                    name,
                    AccessDecision.DecisionError.of(
                            ProblemResponse.of(ProblemCode.HOLIDAYS_UNKNOWN, String.valueOf(e.getMessage()))));
        }
    }

    /** A subject or a resource with its type and id, or an action with its name. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FoundEntity(
            @Nullable String type,
            @Nullable String id,
            @Nullable String name) {}

    /**
     * Searches for entities of one kind.
     *
     * @throws ProblemException if the request is malformed, or its facts cannot be evaluated
     */
    SearchResponse search(JsonNode request, Entity searched, Policy policy) {
        QueryMapper mapper = evaluator.createMapper(policy);
        return search(
                request,
                searched,
                policy,
                question ->
                        evaluator.answerQuestion(question, "", policy, mapper).decision());
    }

    /**
     * Searches for entities of one kind among those that a test permits.
     *
     * @throws ProblemException if the request is malformed, or its facts cannot be evaluated
     */
    SearchResponse search(JsonNode request, Entity searched, Policy policy, Predicate<AccessQuestion> isPermitted) {
        FieldReader fields = new FieldReader("");
        AccessQuestion question = AccessQuestion.read(request, fields, searched);
        SearchPosition from =
                fields.errors().isEmpty() ? SearchPosition.read(request, searched, policy.revision(), fields) : null;
        if (from == null || !fields.errors().isEmpty()) {
            evaluator.recordUnreadable();
            throw new ProblemException(fields.errors());
        }
        if (searched == Entity.SUBJECT && words.isCustomer(question.typeOf(searched))) {
            return new SearchResponse(new ResultPage("", 0), new SearchContext(CUSTOMERS, List.of()), List.of());
        }
        try {
            return findPermitted(question, searched, from, policy, isPermitted);
        } catch (ProblemException e) {
            if (AccessEvaluator.namesUnknown(e)) {
                return new SearchResponse(new ResultPage("", 0), null, List.of());
            }
            throw e;
        }
    }

    private SearchResponse findPermitted(
            AccessQuestion question,
            Entity searched,
            SearchPosition from,
            Policy policy,
            Predicate<AccessQuestion> isPermitted) {
        List<String> candidates = listCandidates(question, searched, policy.vocabulary());
        BooleanSupplier hasCallerLeft = CallerConnection.hasCallerLeft();
        List<FoundEntity> results = new ArrayList<>();
        List<UnevaluatedName> notEvaluated = new ArrayList<>();
        int next = from.start();
        int end = Math.min(candidates.size(), from.start() + MAX_ASKED);
        DocumentBudget budget = new DocumentBudget();
        boolean isFull = false;
        while (next < end && !isFull && budget.findRefusal(0) == null) {
            if (hasCallerLeft.getAsBoolean()) {
                throw new CallerLeftException();
            }
            String name = candidates.get(next);
            try {
                if (isPermitted.test(question.with(searched, name))) {
                    isFull = results.size() == from.limit();
                    if (!isFull) {
                        results.add(toEntity(question, searched, name));
                    }
                }
            } catch (UnknownHolidaysException e) {
                notEvaluated.add(UnevaluatedName.of(name, e));
            } catch (PrecedenceBusyException e) {
                if (next == from.start()) {
                    throw e;
                }
                break; // The next page begins with this name, and may be asked for later.
            }
            next += isFull ? 0 : 1;
        }
        String token = next < candidates.size() ? from.tokenOf(next) : "";
        return new SearchResponse(
                new ResultPage(token, results.size()),
                notEvaluated.isEmpty() ? null : new SearchContext(null, notEvaluated),
                results);
    }

    private List<String> listCandidates(AccessQuestion question, Entity searched, Vocabulary known) {
        return switch (searched) {
            case SUBJECT ->
                words.isPlan(question.typeOf(searched)) ? known.plans().all() : List.of();
            case RESOURCE ->
                words.isIssueType(question.typeOf(searched))
                        ? known.issueTypes().all()
                        : List.of();
            case ACTION ->
                Stream.concat(words.openActions().stream(), known.channels().all().stream())
                        .distinct()
                        .toList();
        };
    }

    /** Returns a result. Its type is as the settings spell it, since each result repeats it. */
    private FoundEntity toEntity(AccessQuestion question, Entity searched, String name) {
        return searched.hasType()
                ? new FoundEntity(words.spellingOf(question.typeOf(searched)), name, null)
                : new FoundEntity(null, null, name);
    }
}
