package support.entitlement.contract.terms;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import support.entitlement.contract.Term;
import support.entitlement.decision.Decision;
import support.entitlement.decision.Decision.OfferedChannel;
import support.entitlement.decision.MissingFact;
import support.entitlement.policy.Policy;

/**
 * Puts the terms of a contract in the place of the published ones. Terms only change what a plan covers: an issue type that the
 * plan does not cover stays uncovered.
 *
 * <p>An instance serves one answer.
 */
final class ContractTermApplier {

    private final Decision published;
    private final Policy policy;
    private final AnswerClaims claims = new AnswerClaims();
    private final MilestoneTerms milestones;
    private final ChannelTerms channels;
    private final AllowanceTerms allowance;
    private final OtherTerms others;

    private ContractTermApplier(Decision published, List<Term> terms, Policy policy) {
        this.published = published;
        this.policy = policy;
        MatchingTerms matching = MatchingTerms.select(published, terms, policy);
        this.milestones = new MilestoneTerms(matching, claims);
        this.channels = new ChannelTerms(matching, claims);
        this.allowance = new AllowanceTerms(matching, claims);
        this.others = new OtherTerms(matching, claims);
    }

    /**
     * Applies terms to a published decision.
     *
     * @param terms the terms that hold when the case was opened
     * @param policy the policy that made the decision: its rules decide which terms prevail
     * @throws AmbiguousTermsException if terms disagree, and no rule says which prevails
     * @throws UnusableContractException if a term names a calendar that the policy does not have
     */
    static ContractDecision applyTerms(Decision published, List<Term> terms, Policy policy) {
        if (!published.entitled()) {
            return new ContractDecision(published, List.of());
        }
        List<MissingFact> missing = MissingTermFacts.find(published, terms);
        Decision known = missing.equals(published.missing()) ? published : published.withMissing(missing, null);
        return new ContractTermApplier(published, terms, policy).applyAll(known);
    }

    /**
     * Applies only the terms about the allowance, so that use can be counted whatever is wrong with other terms.
     *
     * @throws AmbiguousTermsException if terms disagree on the allowance, and no rule says which prevails
     */
    static ContractDecision applyToAllowance(Decision published, List<Term> terms, Policy policy) {
        return published.entitled()
                ? new ContractTermApplier(published, terms, policy).applyToAllowance()
                : new ContractDecision(published, List.of());
    }

    /** Finds terms that disagree on a part of a published decision, where no rule says which prevails, by that part. */
    static Map<AnswerPart, List<Term>> findConflicts(Decision published, List<Term> terms, Policy policy) {
        ContractTermApplier applier = new ContractTermApplier(published, terms, policy);
        applier.addAllClaims();
        applier.claims.decideClaims(policy.precedence());
        return applier.claims.findConflicts();
    }

    private ContractDecision applyToAllowance() {
        allowance.addClaims();
        claims.decideClaims(policy.precedence());
        return new ContractDecision(
                new AppliedTerms(
                                null,
                                published.guarantee(),
                                published.milestones(),
                                allowance.applyTerms(),
                                published.terms(),
                                published.because())
                        .applyTo(published),
                claims.changes());
    }

    private void addAllClaims() {
        milestones.addClaims();
        channels.addClaims();
        allowance.addClaims();
        others.addClaims();
    }

    private ContractDecision applyAll(Decision known) {
        addAllClaims();
        if (!claims.hasTermClaims()) {
            return new ContractDecision(known, List.of());
        }
        claims.decideClaims(policy.precedence());
        @Nullable List<OfferedChannel> offered = channels.applyTerms();
        return new ContractDecision(
                new AppliedTerms(
                                offered,
                                others.applyToGuarantee(),
                                milestones.applyTerms(),
                                allowance.applyTerms(),
                                others.applyToOwnTerms(),
                                channels.citeRows(offered))
                        .applyTo(known),
                claims.changes());
    }
}
