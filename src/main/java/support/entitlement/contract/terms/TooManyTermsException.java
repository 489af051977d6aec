package support.entitlement.contract.terms;

/** Signals that the terms of a contract overlap in more ways than can be checked for conflicts. */
public final class TooManyTermsException extends RuntimeException {

    TooManyTermsException(int max) {
        super("Its terms meet in more than " + max + " ways. Give them narrower scopes, or the same days.");
    }
}
