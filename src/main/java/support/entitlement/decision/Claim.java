package support.entitlement.decision;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the published policy, or a term of a contract, says about one part of an answer: the fact that the rules of precedence
 * match. Of the claims on a part those stand that no other prevails over.
 *
 * <p>Not thread-safe: claims are made for one answer.
 */
public final class Claim {

    private final String part;
    private final Basis basis;
    private final int specificity;
    private final @Nullable String issueType;
    private final @Nullable String slaCategory;
    private final @Nullable String milestone;
    private final @Nullable String channel;
    private final @Nullable String allowance;
    private boolean beaten;

    /**
     * A claim.
     *
     * @param part the part of the answer, in words of the service's own
     * @param basis who says so
     * @param specificity how many of the five that follow are named; 0 for the published policy
     * @param issueType the type of issue that a term names in its scope
     * @param slaCategory the SLA category that it names
     * @param milestone the milestone that it names
     * @param channel the channel that it names
     * @param allowance the allowance that it names
     */
    public Claim(
            String part,
            Basis basis,
            int specificity,
            @Nullable String issueType,
            @Nullable String slaCategory,
            @Nullable String milestone,
            @Nullable String channel,
            @Nullable String allowance) {
        this.part = part;
        this.basis = basis;
        this.specificity = specificity;
        this.issueType = issueType;
        this.slaCategory = slaCategory;
        this.milestone = milestone;
        this.channel = channel;
        this.allowance = allowance;
    }

    /** What the published policy says about a part. */
    public static Claim ofPublished(String part) {
        return new Claim(part, Basis.PUBLISHED, 0, null, null, null, null, null);
    }

    /** The part of the answer that it is about. */
    public String getPart() {
        return part;
    }

    /** {@code contract} or {@code published}. */
    public String getBasis() {
        return basis.toString();
    }

    /** How many things its scope names. */
    public int getSpecificity() {
        return specificity;
    }

    /** The type of issue in its scope. */
    public @Nullable String getIssueType() {
        return issueType;
    }

    /** The SLA category in its scope. */
    public @Nullable String getSlaCategory() {
        return slaCategory;
    }

    /** The milestone in its scope. */
    public @Nullable String getMilestone() {
        return milestone;
    }

    /** The channel in its scope. */
    public @Nullable String getChannel() {
        return channel;
    }

    /** The allowance in its scope. */
    public @Nullable String getAllowance() {
        return allowance;
    }

    /** All that rules can see of it: equal for claims that no rule tells apart. */
    public List<@Nullable Object> visibleFields() {
        return Arrays.asList(part, basis, specificity, issueType, slaCategory, milestone, channel, allowance);
    }

    /** Finds that another prevails over it. */
    public void markBeaten() {
        beaten = true;
    }

    /** Takes another's place, for the rules of precedence. Both are about the same part. */
    public void prevailsOver(Claim other) {
        other.beaten = true;
    }

    /** Whether no other prevails over it. */
    public boolean stands() {
        return !beaten;
    }
}
