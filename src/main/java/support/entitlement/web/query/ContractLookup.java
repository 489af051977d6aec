package support.entitlement.web.query;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import support.entitlement.contract.Contract;

/** Finds the contract of a customer that is in force at an instant, as {@code Contracts.inForce} does. */
@FunctionalInterface
public interface ContractLookup {

    /** The contract; it looks only at what was stored by {@code asOf}, if that is not null. */
    Optional<Contract> inForce(String customer, Instant at, @Nullable Instant asOf);
}
