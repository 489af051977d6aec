package support.entitlement.contract.terms;

/** Signals that a stored contract cannot be applied until it is stored again with a correction. The message says what is wrong. */
public class UnusableContractException extends RuntimeException {

    public UnusableContractException(String message) {
        super(message);
    }
}
