package support.entitlement.customer;

import java.util.List;
import java.util.stream.Collectors;

/** Two terms of a contract disagree on a part of an answer, and no rule says which prevails. */
public final class AmbiguousTermsException extends UnusableContractException {

    private final transient Part part;
    private final transient List<Term> terms;

    AmbiguousTermsException(Part part, List<Term> terms) {
        super("Nothing says which prevails on “" + part + "”: "
                + terms.stream().map(Term::clause).distinct().collect(Collectors.joining(" or "))
                + (terms.size() == 1 ? " or what is published." : "."));
        this.part = part;
        this.terms = List.copyOf(terms);
    }

    /** The part on which they disagree. */
    public Part part() {
        return part;
    }

    /** The terms that disagree. */
    public List<Term> terms() {
        return terms;
    }
}
