package support.entitlement.web.evaluation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.calendar.Calendars;
import support.entitlement.contract.Agreement;
import support.entitlement.contract.Contract;
import support.entitlement.contract.terms.ContractDecision;
import support.entitlement.contract.terms.CustomerPolicy;
import support.entitlement.decision.Milestone;
import support.entitlement.decision.Query;
import support.entitlement.text.InstantText;
import support.entitlement.text.RandomIds;
import support.entitlement.web.evaluation.RememberedText.NoTemplate;
import support.entitlement.web.query.ParsedQuery.ValidQuery;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the JSON of answers. Most answers to equal queries, of customers with equal terms if there are contracts, differ by their ids, their
 * due times and the contract that they name only: the rest is written once for each remembered decision that is asked for again, and
 * forgotten together with it. Answers with the counted balance of a customer are written anew. Thread-safe.
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

    /** A contract without anything that other contracts with equal terms have, for which a template must give the usual text, too. */
    private static final Contract TRIED_CONTRACT = new Contract(
            "“x”\\\t\"",
            1_234_567_890_123L,
            Instant.EPOCH,
            "",
            null,
            new Agreement("", ZoneOffset.UTC, LocalDate.EPOCH, LocalDate.of(2999, 12, 31), List.of()));

    private final Cache<Object, RememberedText> remembered = Caffeine.newBuilder()
            // The work after a look-up takes less time than the wake-up of another thread.
            .executor(Runnable::run)
            // A decision belongs to one policy, or to some terms under it, and is told apart by its identity.
            .weakKeys()
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
                return fillIn(template, signed, policy, query.countedFrom(), RandomIds.createId());
            }
            if (known == null) {
                remembered.put(decided, NoTemplate.ANSWERED_ONCE);
            } else if (known == NoTemplate.ANSWERED_ONCE) {
                remembered.put(decided, createTemplate(signed, query, allowance));
            }
        }
        return json.writeValueAsBytes(createAnswer(signed, policy, query.query(), query.countedFrom(), allowance));
    }

    private EvaluationResponse createAnswer(
            ContractDecision signed,
            CustomerPolicy policy,
            Query query,
            OffsetDateTime openedAt,
            @Nullable AllowanceResponse allowance) {
        return form.apply(EvaluationResponse.of(signed, policy, query, openedAt, allowance));
    }

    /** Returns a template, if nothing of the answer but what fills its gaps depends on the opening and the contract. */
    private RememberedText createTemplate(
            ContractDecision signed, ValidQuery query, @Nullable AllowanceResponse allowance) {
        CustomerPolicy policy = query.policy();
        AnswerTemplate template = AnswerTemplate.of(
                json.writeValueAsBytes(createAnswer(signed, policy, query.query(), query.countedFrom(), allowance)),
                json);
        CustomerPolicy other = policy.contract() == null
                ? policy
                : CustomerPolicy.ofContract(policy.publishedPolicy(), TRIED_CONTRACT, Instant.EPOCH);
        boolean holdsForAll = TRIED_OPENINGS.stream()
                .allMatch(opening -> Stream.of(policy, other)
                        .allMatch(each -> givesUsualText(
                                template,
                                signed,
                                each,
                                opening,
                                () -> createAnswer(signed, each, query.query(), opening, allowance))));
        return holdsForAll ? template : NoTemplate.DEPENDS_ON_MORE;
    }

    private boolean givesUsualText(
            AnswerTemplate template,
            ContractDecision signed,
            CustomerPolicy policy,
            OffsetDateTime opening,
            Supplier<EvaluationResponse> answer) {
        try {
            EvaluationResponse usual = answer.get();
            return hasDueTimesOnly(usual)
                    && Arrays.equals(
                            json.writeValueAsBytes(usual),
                            fillIn(template, signed, policy, opening, String.valueOf(usual.decisionId())));
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

    private byte[] fillIn(
            AnswerTemplate template,
            ContractDecision signed,
            CustomerPolicy policy,
            OffsetDateTime openedAt,
            String id) {
        ContractReference contract = ContractReference.of(policy.contract());
        byte[] version = contract == null ? new byte[0] : contract.writeVersion(json);
        return template.fillIn(gap -> switch (gap.kind()) {
            case ID -> id.getBytes(StandardCharsets.US_ASCII);
            case DUE_TIME -> dueTime(signed, policy, openedAt, gap.milestone()).getBytes(StandardCharsets.US_ASCII);
            case CONTRACT_VERSION -> version;
            case CONTRACT_DAYS -> Objects.requireNonNull(contract).writeDays();
        });
    }

    private static String dueTime(
            ContractDecision signed, CustomerPolicy policy, OffsetDateTime openedAt, int position) {
        Milestone milestone = signed.decision().milestones().get(position);
        Calendars calendars = policy.publishedPolicy().calendars();
        return InstantText.format(
                Objects.requireNonNull(calendars.dueAt(milestone, openedAt), "It has a due time in the template."));
    }
}
