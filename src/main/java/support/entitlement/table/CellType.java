package support.entitlement.table;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Amounts;
import support.entitlement.decision.GuaranteeKind;
import support.entitlement.decision.Query;
import support.entitlement.decision.Strength;
import support.entitlement.decision.Verdict;
import support.entitlement.decision.Within;
import support.entitlement.decision.allowance.CarryOver;
import support.entitlement.decision.allowance.CountingByChannel;
import support.entitlement.decision.allowance.Fee;
import support.entitlement.decision.allowance.FurtherAmount;
import support.entitlement.decision.allowance.Limit;
import support.entitlement.decision.allowance.Per;
import support.entitlement.table.value.CellList;
import support.entitlement.table.value.FlagWords;
import support.entitlement.table.value.OpeningRange;
import support.entitlement.text.DateText;
import support.entitlement.text.InstantText;
import support.entitlement.text.NormalForm;
import support.entitlement.text.UnderscoredName;
import support.entitlement.text.WrittenNumber;

/** The type of a cell. The field or the action in the column's header determines it. */
public enum CellType {
    /** Words, as a String. */
    TEXT("text", text -> text, String.class, Query.Opening.class),
    /** Words in a {@link CellList}, as a List of String. */
    TEXTS("a list such as A, B, C", String[].class) {
        @Override
        public Object parse(String text) {
            List<String> parts = CellList.splitDistinct(text);
            if (parts.isEmpty()) {
                throw new IllegalArgumentException(describeContent());
            }
            return parts;
        }
    },
    /** A decimal number, as a BigDecimal. */
    NUMBER("a number such as 8 or 1.5, of up to 15 digits") {
        @Override
        public Object parse(String text) {
            return requireAllowed(WrittenNumber.parse(text));
        }

        @Override
        BigDecimal requireAllowed(BigDecimal number) {
            if (number.precision() > 15 || Math.abs(number.scale()) > 15) {
                throw new IllegalArgumentException(describeContent());
            }
            return Amounts.toPlainAmount(number);
        }
    },
    /** A date without a time, as a LocalDate. */
    DATE("a date such as " + DateText.FORM, DateText::parse),
    /** A date and a time with an offset from UTC, as an Instant. */
    INSTANT(InstantText.FORM, text -> InstantText.parse(text).toInstant(), Instant.class),
    /** Dates that are relative to the opening, as an {@link OpeningRange}. */
    DATE_FROM_OPENING(OpeningRange.FORMS_OF_DATES, OpeningRange::parseDates),
    /** Instants that are relative to the opening, as an {@link OpeningRange}. */
    INSTANT_FROM_OPENING(OpeningRange.FORMS_OF_INSTANTS, OpeningRange::parseInstants),
    /** An amount of an allowance, as a BigDecimal; {@link Amounts#UNLIMITED} if there is no limit. */
    AMOUNT(Amounts.FORMS + "; or " + Amounts.UNLIMITED_WORD, Number.class) {
        @Override
        public Object parse(String text) {
            return parseNumber(text, null);
        }

        @Override
        public BigDecimal parseNumber(String shown, @Nullable BigDecimal held) {
            return NormalForm.areSame(shown, Amounts.UNLIMITED_WORD)
                    ? Amounts.UNLIMITED
                    : super.parseNumber(shown, held);
        }

        @Override
        BigDecimal requireAllowed(BigDecimal number) {
            if (!Amounts.isValid(number)) {
                throw new IllegalArgumentException(describeContent());
            }
            return Amounts.toPlainAmount(number);
        }
    },
    /** True or false, as a Boolean. */
    FLAG("yes or no", boolean.class, Boolean.class) {
        @Override
        public Object parse(String text) {
            return FlagWords.findFlag(text).orElseThrow(() -> new IllegalArgumentException(describeContent()));
        }
    },
    /** The answer to the question of entitlement, as a {@link Verdict}. */
    VERDICT(Verdict.FORMS, Verdict.class) {
        @Override
        public Object parse(String text) {
            return Verdict.isNotStated(text)
                    ? Verdict.NOT_STATED
                    : FlagWords.findFlag(text)
                            .map(Verdict::ofFlag)
                            .orElseThrow(() -> new IllegalArgumentException(describeContent()));
        }

        /** Such columns held yes or no when revisions were made first. */
        @Override
        String revisionName() {
            return FLAG.name();
        }
    },
    /** A length of time, as a {@link Within}. */
    TIME(Within.FORMS, Within::parse, Within.class),
    /** The firmness of a promise, as a {@link Strength}. */
    STRENGTH(Strength.FORMS, Strength::parse, Strength.class),
    /** The period of an allowance, as a {@link Per}. */
    PER(Per.FORMS, Per::parse, Per.class),
    /** The treatment of the rest of an allowance at the end of its period, as a {@link CarryOver}. */
    CARRY_OVER(CarryOver.FORMS, CarryOver::parse, CarryOver.class),
    /** The treatment of use beyond an allowance, as a {@link Limit}. */
    LIMIT(Limit.FORMS, Limit::parse, Limit.class),
    /** The rule by which booked units of an allowance are counted, as a {@link CountingByChannel}. */
    COUNTING(CountingByChannel.FORMS, CountingByChannel::parse, CountingByChannel.class),
    /** The growth of an allowance with a fact, as a {@link FurtherAmount}. */
    FURTHER_AMOUNT(FurtherAmount.FORMS, FurtherAmount::parse, FurtherAmount.class),
    /** The price of a unit beyond an allowance, as a {@link Fee}. */
    FEE(Fee.FORMS, Fee::parse, Fee.class),
    /** A kind of guarantee, as a {@link GuaranteeKind}. */
    GUARANTEE(
            "one of "
                    + Arrays.stream(GuaranteeKind.values())
                            .map(GuaranteeKind::toString)
                            .collect(Collectors.joining(", ")),
            GuaranteeKind.class) {
        @Override
        public Object parse(String text) {
            return Arrays.stream(GuaranteeKind.values())
                    .filter(kind -> NormalForm.areSame(kind.toString(), text))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(describeContent()));
        }
    };

    private final String words;
    private final @Nullable Function<String, Object> reader;
    private final List<Class<?>> classes;

    /** Creates a type that overrides {@link #parse}. */
    CellType(String words, Class<?>... classes) {
        this(words, null, classes);
    }

    /** Creates a type whose cells are read by a function that refuses with {@link IllegalArgumentException}. */
    CellType(String words, @Nullable Function<String, Object> reader, Class<?>... classes) {
        this.words = words;
        this.reader = reader;
        this.classes = List.of(classes);
    }

    /** Returns the name of the type for programs, for example {@code carryOver}. */
    public String typeName() {
        return UnderscoredName.toCamelCase(name());
    }

    /** Returns the name of the type from which revisions are made, which must stay as it is from version to version. */
    String revisionName() {
        return name();
    }

    /** Returns a description of the cells of this type, in words. */
    public String describeContent() {
        return words;
    }

    /**
     * Reads the text of a cell.
     *
     * @throws IllegalArgumentException if it is not of this type
     */
    public Object parse(String text) {
        return Objects.requireNonNull(reader, "This type overrides the method.").apply(text);
    }

    /** Returns true if cells of this type hold numbers. */
    boolean isNumber() {
        return this == NUMBER || this == AMOUNT;
    }

    /** Returns true if cells of this type are compared with dates or instants. */
    public boolean isDateOrInstant() {
        return sentAs() == DATE || sentAs() == INSTANT;
    }

    /** Returns true if cells of this type compare an attribute with the opening of the case. */
    public boolean isFromOpening() {
        return this == DATE_FROM_OPENING || this == INSTANT_FROM_OPENING;
    }

    /** Returns the type of the values that callers send to be compared with cells of this type. */
    public CellType sentAs() {
        return switch (this) {
            case DATE_FROM_OPENING -> DATE;
            case INSTANT_FROM_OPENING -> INSTANT;
            default -> this;
        };
    }

    /**
     * Returns the number in normal form, if cells of this type may hold it.
     *
     * @throws IllegalArgumentException if they may not
     */
    BigDecimal requireAllowed(BigDecimal number) {
        throw new IllegalArgumentException(describeContent());
    }

    /**
     * Reads the number of a cell of this type.
     *
     * @param held the number that the file stores for the cell, whatever the cell shows, or null if it is not known
     * @throws IllegalArgumentException if the text is not a number, is ambiguous, or differs from the stored number
     */
    public BigDecimal parseNumber(String shown, @Nullable BigDecimal held) {
        return NumberCell.parseNumber(this, shown, held);
    }

    /** Returns true if {@link #parse(String)} would succeed. */
    public boolean canParse(String text) {
        try {
            parse(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Returns the type of cell for a field or a parameter of this class; empty if cells cannot express it. */
    public static Optional<CellType> findByClass(Class<?> type) {
        return Arrays.stream(values())
                .filter(cell -> cell.classes.contains(type))
                .findFirst();
    }
}
