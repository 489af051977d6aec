package support.entitlement.table;

import java.util.Arrays;

/** The comparison of a fact with a cell. Only {@link #NOT_EQUAL} holds for a fact that was not sent. */
public enum Operator {
    /** The fact equals the cell. */
    EQUAL("=="),
    /** The fact differs from the cell, or was not sent. */
    NOT_EQUAL("!="),
    /** The fact is a smaller number. */
    LESS("<"),
    /** The fact is a number that is not greater. */
    AT_MOST("<="),
    /** The fact is a greater number. */
    GREATER(">"),
    /** The fact is a number that is not smaller. */
    AT_LEAST(">="),
    /** The fact is an element of the list. */
    IN("in");

    private final String symbol;

    Operator(String symbol) {
        this.symbol = symbol;
    }

    /** Returns the symbol that a header uses. */
    public String symbol() {
        return symbol;
    }

    /** Returns true if it compares numbers by size. */
    public boolean comparesNumbers() {
        return this == LESS || this == AT_MOST || this == GREATER || this == AT_LEAST;
    }

    static Operator ofSymbol(String symbol) {
        return Arrays.stream(values())
                .filter(operator -> operator.symbol.equals(symbol))
                .findFirst()
                .orElseThrow();
    }
}
