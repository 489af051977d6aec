package support.entitlement.contract.terms;

import java.util.List;
import java.util.stream.Collectors;
import support.entitlement.contract.Term;

/** Signals that two terms of a contract set a part of an answer to different values, and no rule says which prevails. */
public final class AmbiguousTermsException extends UnusableContractException {

    private final transient AnswerPart part;
    private final transient List<Term> terms;

    AmbiguousTermsException(AnswerPart part, List<Term> terms) {
        super("Nothing says which prevails on “" + part + "”: "
                + terms.stream().map(Term::clause).distinct().collect(Collectors.joining(" or "))
                + (terms.size() == 1 ? " or what is published." : "."));
        this.part = part;
        this.terms = List.copyOf(terms);
    }

    /** The part on which the terms disagree. */
    public AnswerPart ambiguousPart() {
        return part;
    }

    /** The terms that disagree. */
    public List<Term> conflictingTerms() {
        return terms;
    }
}
