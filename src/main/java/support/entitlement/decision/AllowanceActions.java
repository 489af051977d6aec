package support.entitlement.decision;

import support.entitlement.decision.allowance.CarryOver;
import support.entitlement.decision.allowance.CountingByChannel;
import support.entitlement.decision.allowance.Fee;
import support.entitlement.decision.allowance.FurtherAmount;
import support.entitlement.decision.allowance.Limit;
import support.entitlement.decision.allowance.Per;

/** The actions of tables that describe an allowance. Not thread-safe; it lives for one evaluation. */
public abstract sealed class AllowanceActions permits Entitlement {

    final StatedLimits limits = new StatedLimits();

    AllowanceActions() {}

    /** Sets the amount of the allowance in a period. */
    @ActionMethod
    public void amount(Number number) {
        limits.openCells().amount = number;
    }

    /** Sets the unit of the amount: hours, sessions, cases … */
    @ActionMethod
    public void unit(String name) {
        limits.openCells().unit = name;
    }

    /** Sets the period of the amount: month, year … */
    @ActionMethod
    public void per(Per period) {
        limits.openCells().per = period;
    }

    /** Sets what becomes of the rest at the end of a period; by default, it is lost. */
    @ActionMethod
    public void carryOver(CarryOver rest) {
        limits.openCells().carryOver = rest;
    }

    /** Sets the treatment of use beyond the amount; by default, it is refused. */
    @ActionMethod
    public void limit(Limit kind) {
        limits.openCells().limit = kind;
    }

    /** Names the limit that this row describes; limits of different names all count. */
    @ActionMethod
    public void limitName(String name) {
        limits.openCells().limitName = name;
    }

    /** Sets the pool from which the issue type draws, together with all others that name it. */
    @ActionMethod
    public void pool(String name) {
        limits.openCells().pool = name;
    }

    /** Sets what a booked unit counts for; by default, for itself. */
    @ActionMethod
    public void counts(CountingByChannel counting) {
        limits.openCells().counting = counting;
    }

    /** Sets what a fact adds to the amount. */
    @ActionMethod
    public void further(FurtherAmount further) {
        limits.openCells().further = further;
    }

    /** Sets the price of each unit that is used beyond the amount. */
    @ActionMethod
    public void fee(Fee fee) {
        limits.openCells().fee = fee;
    }
}
