package support.entitlement.web.query;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import support.entitlement.contract.Contract;

/** Finds the contract of a customer that is in force at an instant, as {@code Contracts.findInForce} does. */
@FunctionalInterface
public interface ContractLookup {

    /** Finds the contract. Only versions stored by {@code asOf} are considered, unless it is null. */
    Optional<Contract> inForce(String customer, Instant at, @Nullable Instant asOf);
}
