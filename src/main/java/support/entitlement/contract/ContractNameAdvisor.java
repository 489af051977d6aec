package support.entitlement.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import support.entitlement.database.DatabaseUnavailableException;
import support.entitlement.policy.Policy;
import support.entitlement.release.tables.PublishAdvisor;
import support.entitlement.table.problem.Place;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.TableProblemCode;
import support.entitlement.text.Names;

/**
 * Warns of contracts that use names which a policy lacks: names that the new tables retire, and names that were retired
 * before. The warning counts contracts and names no customer, because the result of a check is stored and anyone may
 * read it.
 */
@Component
final class ContractNameAdvisor implements PublishAdvisor {

    private static final Place RULES = Place.ofFile("rules");

    /** More are not counted: a publication waits for it. */
    private static final int MAX_COUNTED = 10_000;

    private final Contracts contracts;

    ContractNameAdvisor(Contracts contracts) {
        this.contracts = contracts;
    }

    @Override
    public List<Problem> findAdvice(Policy next, @Nullable Policy before) {
        try {
            List<Problem> problems = new ArrayList<>();
            for (NameUse use : contracts.nameUses().findAll()) {
                if (findSpelling(use, next).isEmpty()) {
                    problems.add(retiredNameProblem(use, before));
                }
            }
            return problems;
        } catch (DatabaseUnavailableException e) {
            return List.of(Problem.warning(
                    TableProblemCode.CONTRACTS_NOT_SEEN,
                    RULES,
                    "",
                    "The contracts cannot be reached, so it is unknown which use a name that these tables do not have.",
                    "Check again once they can be reached."));
        }
    }

    private Problem retiredNameProblem(NameUse use, @Nullable Policy before) {
        String name = Optional.ofNullable(before)
                .flatMap(policy -> findSpelling(use, policy))
                .orElse(use.name());
        long count = contracts.nameUses().countContracts(use, MAX_COUNTED + 1);
        return Problem.warning(
                TableProblemCode.NAME_IN_CONTRACTS,
                RULES,
                name,
                inWords(count) + " this " + describeKind(use.kind()) + ", which no table knows.",
                "Put it back, or change the contracts: GET /v1/contracts?uses=… hands them out to who may see contracts.");
    }

    private static String inWords(long count) {
        return count > MAX_COUNTED
                ? "More than " + MAX_COUNTED + " contracts use"
                : count == 1 ? "A contract uses" : count + " contracts use";
    }

    private static Optional<String> findSpelling(NameUse use, Policy policy) {
        return switch (use.kind()) {
            case PLAN -> policy.vocabulary().plans().findSpelling(use.name());
            case ISSUE_TYPE -> policy.vocabulary().issueTypes().findSpelling(use.name());
            case SLA_CATEGORY -> policy.vocabulary().slaCategories().findSpelling(use.name());
            case CHANNEL -> policy.vocabulary().channels().findSpelling(use.name());
            case CALENDAR -> new Names(policy.calendars().names()).findSpelling(use.name());
        };
    }

    private static String describeKind(NameUse.UsedNameKind kind) {
        return kind == NameUse.UsedNameKind.SLA_CATEGORY
                ? "SLA category"
                : kind.toString().replace('-', ' ');
    }
}
