package support.entitlement.contract.impact;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.change.impact.QuerySet.DividingNames;
import support.entitlement.contract.Contract;
import support.entitlement.contract.Term;
import support.entitlement.contract.TermScope;
import support.entitlement.text.NormalForm;

/**
 * The plan and the terms of a contract at an instant. Contracts in which both are equal lead to equal answers.
 *
 * @param plan the plan, in its normal form
 * @param terms the terms that hold, without their clauses and days
 */
record SignedTerms(String plan, List<Term> terms) {

    static SignedTerms of(Contract contract, Instant at) {
        return new SignedTerms(
                NormalForm.key(contract.agreement().plan()),
                contract.termsAt(at).stream()
                        .map(Term::withoutClause)
                        .map(Term::withoutDays)
                        .toList());
    }

    /** Returns the names in the scopes of the terms, which divide queries. */
    DividingNames dividingNames() {
        return new DividingNames(
                scopeNames(TermScope::issueType), scopeNames(TermScope::slaCategory), scopeNames(TermScope::channel));
    }

    private Set<String> scopeNames(Function<TermScope, @Nullable String> name) {
        return terms.stream()
                .map(term -> name.apply(term.scope()))
                .flatMap(Stream::ofNullable)
                .filter(Objects::nonNull)
                .map(NormalForm::key)
                .collect(Collectors.toSet());
    }

    boolean setsMilestones() {
        return terms.stream().anyMatch(Term::setsMilestones);
    }

    boolean setsChannels() {
        return terms.stream().anyMatch(term -> term.channels() != null);
    }
}
