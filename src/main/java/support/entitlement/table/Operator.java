package support.entitlement.table;

import java.util.Arrays;

/** How a condition compares a fact with its cell. Only {@link #NOT_EQUAL} holds for a fact that was not sent. */
public enum Operator {
    /** The fact is the cell. */
    EQUAL("=="),
    /** The fact is anything but the cell, or was not sent. */
    NOT_EQUAL("!="),
    /** The fact is a smaller number. */
    LESS("<"),
    /** The fact is a number that is not greater. */
    AT_MOST("<="),
    /** The fact is a greater number. */
    GREATER(">"),
    /** The fact is a number that is not smaller. */
    AT_LEAST(">="),
    /** The fact is one of a list. */
    IN("in");

    private final String symbol;

    Operator(String symbol) {
        this.symbol = symbol;
    }

    /** The sign that a header writes. */
    public String symbol() {
        return symbol;
    }

    /** Whether it asks for a greater or a smaller number. */
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
