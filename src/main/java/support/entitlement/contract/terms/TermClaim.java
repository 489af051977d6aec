package support.entitlement.contract.terms;

import support.entitlement.contract.Term;
import support.entitlement.decision.Claim;

/**
 * A term that sets a part of an answer.
 *
 * @param <T> the type of the part
 * @param claim the fact that the rules of precedence match
 * @param value the value that the term sets
 */
record TermClaim<T>(Claim claim, Term term, TermValue<T> value) {}
