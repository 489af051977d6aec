package support.entitlement.customer;

/** A contract cannot be applied as it stands: somebody must store it anew. The message says what is wrong with it. */
public class UnusableContractException extends RuntimeException {

    UnusableContractException(String message) {
        super(message);
    }
}
