package support.entitlement.contract.terms;

/** A contract cannot be applied as it stands: somebody must store it anew. The message says what is wrong with it. */
public class UnusableContractException extends RuntimeException {

    public UnusableContractException(String message) {
        super(message);
    }
}
