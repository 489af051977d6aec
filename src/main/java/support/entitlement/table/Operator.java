package support.entitlement.table;

import java.util.Arrays;

/** The comparison of a fact with a cell. Only {@link #NOT_EQUAL} and {@link #NOT_IN} hold for a fact that was not sent. */
public enum Operator {
    /** The fact equals the cell. */
    EQUAL("==", "is"),
    /** The fact differs from the cell, or was not sent. */
    NOT_EQUAL("!=", "is not"),
    /** The fact is a smaller number, or an earlier date or instant. */
    LESS("<", "is less than"),
    /** The fact is a number that is not greater, or a date or an instant that is not later. */
    AT_MOST("<=", "is at most"),
    /** The fact is a greater number, or a later date or instant. */
    GREATER(">", "is more than"),
    /** The fact is a number that is not smaller, or a date or an instant that is not earlier. */
    AT_LEAST(">=", "is at least"),
    /** The fact is an element of the list. */
    IN("in", "is one of"),
    /** The fact is no element of the list, or was not sent. */
    NOT_IN("not in", "is none of");

    private final String symbol;
    private final String words;

    Operator(String symbol, String words) {
        this.symbol = symbol;
        this.words = words;
    }

    /** Returns the comparison as the middle of a sentence: {@code is one of}. */
    public String inWords() {
        return words;
    }

    /** Returns the symbol that a header uses. */
    public String symbol() {
        return symbol;
    }

    /** Returns true if it compares numbers, dates or instants by size. */
    public boolean comparesBySize() {
        return this == LESS || this == AT_MOST || this == GREATER || this == AT_LEAST;
    }

    /** Returns true if its cells are lists. */
    public boolean takesList() {
        return this == IN || this == NOT_IN;
    }

    /** Returns true if it holds for the values that its cells name, and for no others. */
    public boolean namesValues() {
        return this == EQUAL || this == IN;
    }

    static Operator ofSymbol(String symbol) {
        return Arrays.stream(values())
                .filter(operator -> operator.symbol.equals(symbol))
                .findFirst()
                .orElseThrow();
    }
}
