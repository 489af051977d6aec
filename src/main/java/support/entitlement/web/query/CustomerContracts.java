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
 * Looks up contracts for callers with access to queries by customer. Others are refused before any look-up, so that
 * neither the answer nor its time reveals whether the customer exists. Thread-safe.
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
     * Finds the contract in force.
     *
     * @throws MissingRoleException if the caller may not query by customer
     */
    @Override
    public Optional<Contract> inForce(String customer, Instant at, @Nullable Instant asOf) {
        guard.requireAccess(Access.CUSTOMERS);
        Optional<Contract> contract = contracts.findInForce(customer, at, asOf);
        if (audit.isOn()) {
            audit.recordAccess(
                    AccessGuard.callerName(),
                    "query by customer “" + customer + "”",
                    contract.map(found -> "version " + found.version()).orElse("no contract"));
        }
        return contract;
    }
}
