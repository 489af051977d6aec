package support.entitlement.contract;

import java.util.UUID;

/**
 * Contracts in force whose plan and terms are the same, so that they lead to the same answers.
 *
 * @param content identifies what they say
 * @param customers the number of customers
 * @param firstCustomer the first of them, in the order of the database
 * @param example the contract of one of them
 */
public record ContractGroup(UUID content, long customers, String firstCustomer, Contract example) {}
