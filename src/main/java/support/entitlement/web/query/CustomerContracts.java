package support.entitlement.web.query;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import support.entitlement.contract.Contract;
import support.entitlement.contract.Contracts;
import support.entitlement.security.Access;
import support.entitlement.security.AccessGuard;
import support.entitlement.security.AuditLog;
import support.entitlement.security.MissingRoleException;

/**
 * The contracts of customers, for callers who may ask by customer. Others are refused before anything is looked up, so that neither
 * the answer nor its time tells whether there is such a customer. Thread-safe.
 */
@Component
public class CustomerContracts implements ContractLookup {

    private final Contracts contracts;
    private final AccessGuard guard;
    private final AuditLog audit;

    CustomerContracts(Contracts contracts, AccessGuard guard, AuditLog audit) {
        this.contracts = contracts;
        this.guard = guard;
        this.audit = audit;
    }

    /**
     * The contract in force.
     *
     * @throws MissingRoleException if the caller may not ask by customer
     */
    @Override
    public Optional<Contract> inForce(String customer, Instant at, @Nullable Instant asOf) {
        guard.requireAccess(Access.CUSTOMERS);
        Optional<Contract> contract = contracts.findInForce(customer, at, asOf);
        audit.recordAccess(
                AccessGuard.callerName(),
                "query by customer “" + customer + "”",
                contract.map(found -> "version " + found.version()).orElse("no contract"));
        return contract;
    }
}
