package support.entitlement.contract.lease;

import java.util.Locale;

/** The ways in which the newest version of a customer's contract is found. */
public enum ContractOrigin {
    /** It was remembered, and nobody can have changed it. */
    MEMORY,
    /** It was remembered, and the database confirmed that it is the newest. */
    CONFIRMED,
    /** It was read from the database. */
    DATABASE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
