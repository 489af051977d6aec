package support.entitlement.contract.terms;

/** The terms of a contract speak of the same in so many ways that nobody can tell whether they disagree. */
public final class TooManyTermsException extends RuntimeException {

    TooManyTermsException(int most) {
        super("Its terms meet in more than " + most + " ways. Give them narrower scopes, or the same days.");
    }
}
