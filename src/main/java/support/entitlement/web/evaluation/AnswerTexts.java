package support.entitlement.web.evaluation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.calendar.Calendars;
import support.entitlement.contract.terms.ContractDecision;
import support.entitlement.contract.terms.CustomerPolicy;
import support.entitlement.decision.Milestone;
import support.entitlement.web.evaluation.RememberedText.NoTemplate;
import support.entitlement.web.query.ParsedQuery.ValidQuery;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the JSON of answers. Most answers to equal queries, of one customer if there is a contract, differ by their ids and due times
 * only: the rest is written once for each remembered decision that is asked for again, and forgotten together with it. Answers with the
 * counted balance of a customer are written anew. Thread-safe.
 */
final class AnswerTexts {

    /** The part of the heap that templates may take. */
    private static final int PART_OF_HEAP = 32;

    /** Openings of different days, hours and offsets, for which a template must give the usual text before it is used. */
    private static final List<OffsetDateTime> TRIED_OPENINGS = Stream.of(
                    "2026-03-06T16:30:00+01:00",
                    "2026-03-08T03:47:11.000000001Z",
                    "2026-08-12T23:59:59-09:00",
                    "2027-01-01T00:00:00+14:00")
            .map(OffsetDateTime::parse)
            .toList();

    private final Cache<Object, RememberedText> remembered = Caffeine.newBuilder()
            .weakKeys() // A decision belongs to one policy, or to one contract under it, and is told apart by its
            // identity.
            .maximumWeight(Runtime.getRuntime().maxMemory() / PART_OF_HEAP)
            .weigher((Object decided, RememberedText text) -> text.length())
            .build();

    private final JsonMapper json;
    private final UnaryOperator<EvaluationResponse> form;

    /**
     * Creates texts of one form.
     *
     * @param form leaves parts of answers out
     */
    AnswerTexts(JsonMapper json, UnaryOperator<EvaluationResponse> form) {
        this.json = json;
        this.form = form;
    }

    /** Returns the text of the answer to a query, with a new id. */
    byte[] writeAnswer(ContractDecision signed, ValidQuery query, @Nullable AllowanceResponse allowance) {
        CustomerPolicy policy = query.policy();
        boolean isSigned = policy.contract() != null;
        Object decided = isSigned ? signed : signed.decision();
        if (isSigned ? allowance == null : query.used() == null) {
            RememberedText known = remembered.getIfPresent(decided);
            if (known instanceof AnswerTemplate template) {
                return fillIn(template, signed, policy, query.countedFrom());
            }
            if (known == null) {
                remembered.put(decided, NoTemplate.ANSWERED_ONCE);
            } else if (known == NoTemplate.ANSWERED_ONCE) {
                remembered.put(decided, createTemplate(signed, query, allowance));
            }
        }
        return writeUsually(signed, query, query.countedFrom(), allowance);
    }

    private byte[] writeUsually(
            ContractDecision signed, ValidQuery query, OffsetDateTime openedAt, @Nullable AllowanceResponse allowance) {
        return json.writeValueAsBytes(
                form.apply(EvaluationResponse.of(signed, query.policy(), query.query(), openedAt, allowance)));
    }

    /** Returns a template, if nothing of the answer but its due times depends on the opening. */
    private RememberedText createTemplate(
            ContractDecision signed, ValidQuery query, @Nullable AllowanceResponse allowance) {
        AnswerTemplate template = AnswerTemplate.of(writeUsually(signed, query, query.countedFrom(), allowance), json);
        boolean holdsForAll = TRIED_OPENINGS.stream()
                .allMatch(opening -> givesUsualText(template, signed, query, opening, allowance));
        return holdsForAll ? template : NoTemplate.DEPENDS_ON_OPENING;
    }

    private boolean givesUsualText(
            AnswerTemplate template,
            ContractDecision signed,
            ValidQuery query,
            OffsetDateTime opening,
            @Nullable AllowanceResponse allowance) {
        try {
            EvaluationResponse usual =
                    form.apply(EvaluationResponse.of(signed, query.policy(), query.query(), opening, allowance));
            return hasDueTimesOnly(usual)
                    && Arrays.equals(
                            json.writeValueAsBytes(usual),
                            template.fillIn(
                                    String.valueOf(usual.decisionId()),
                                    position -> dueTime(signed, query.policy(), opening, position)));
        } catch (DateTimeException e) {
            return false; // The holidays of that year are not known, or its due time is too far away.
        }
    }

    /** Returns true if an answer compares the opening with no calendar, and its only times are due times. */
    private static boolean hasDueTimesOnly(EvaluationResponse answer) {
        return answer.opening() == null
                && answer.channels().stream().allMatch(channel -> channel.hours() == null)
                && answer.milestones().stream()
                        .allMatch(milestone -> milestone.countsFrom() == null && milestone.dueFrom() == null);
    }

    private static byte[] fillIn(
            AnswerTemplate template, ContractDecision signed, CustomerPolicy policy, OffsetDateTime openedAt) {
        return template.fillIn(EvaluationResponse.createId(), position -> dueTime(signed, policy, openedAt, position));
    }

    private static String dueTime(
            ContractDecision signed, CustomerPolicy policy, OffsetDateTime openedAt, int position) {
        Milestone milestone = signed.decision().milestones().get(position);
        Calendars calendars = policy.publishedPolicy().calendars();
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                Objects.requireNonNull(calendars.dueAt(milestone, openedAt), "It has a due time in the template."));
    }
}
