package support.entitlement.policy.precedence;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Claim;

/** A field of a claim that rules of precedence can read. */
enum ClaimField {
    PART("part", Claim::getPart),
    BASIS("basis", Claim::getBasis),
    SPECIFICITY("specificity", Claim::getSpecificity),
    ISSUE_TYPE("issueType", Claim::getIssueType),
    SLA_CATEGORY("slaCategory", Claim::getSlaCategory),
    MILESTONE("milestone", Claim::getMilestone),
    CHANNEL("channel", Claim::getChannel),
    ALLOWANCE("allowance", Claim::getAllowance);

    private final String word;
    private final Function<Claim, @Nullable Object> value;

    ClaimField(String word, Function<Claim, @Nullable Object> value) {
        this.word = word;
        this.value = value;
    }

    /** Returns the field that rules write as this word; empty if there is none. */
    static Optional<ClaimField> find(String word) {
        return Arrays.stream(values()).filter(field -> field.word.equals(word)).findFirst();
    }

    /** Returns the words of all fields: the number, then the texts from A to Z. */
    static List<String> words() {
        return Arrays.stream(values())
                .sorted(Comparator.comparing(ClaimField::isNumber).reversed().thenComparing(ClaimField::word))
                .map(ClaimField::word)
                .toList();
    }

    /** The word by which rules write it. */
    String word() {
        return word;
    }

    /** Returns true if its value is a number: all others are texts, or null. */
    boolean isNumber() {
        return this == SPECIFICITY;
    }

    /** Returns its value in a claim: a text or null, or an {@link Integer}. */
    @Nullable
    Object valueIn(Claim claim) {
        return value.apply(claim);
    }
}
