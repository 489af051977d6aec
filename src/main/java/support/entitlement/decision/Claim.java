package support.entitlement.decision;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A claim of the published policy, or of a term of a contract, about one part of an answer: the fact that the rules of
 * precedence match. A claim on a part stands if no other claim prevails over it.
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
     * Creates a claim.
     *
     * @param part the part of the answer, named in the service's own words
     * @param basis the origin of the claim
     * @param specificity how many of the five names that follow are given; 0 for the published policy
     * @param issueType the type of issue in the scope of the term
     * @param slaCategory the SLA category in the scope
     * @param milestone the milestone in the scope
     * @param channel the channel in the scope
     * @param allowance the unit of the allowance in the scope
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

    /** Creates the claim of the published policy about a part. */
    public static Claim ofPublished(String part) {
        return new Claim(part, Basis.PUBLISHED, 0, null, null, null, null, null);
    }

    /** The part of the answer that the claim is about. */
    public String getPart() {
        return part;
    }

    /** The origin: {@code contract} or {@code published}. */
    public String getBasis() {
        return basis.toString();
    }

    /** The number of names in the scope. */
    public int getSpecificity() {
        return specificity;
    }

    /** The type of issue in the scope. */
    public @Nullable String getIssueType() {
        return issueType;
    }

    /** The SLA category in the scope. */
    public @Nullable String getSlaCategory() {
        return slaCategory;
    }

    /** The milestone in the scope. */
    public @Nullable String getMilestone() {
        return milestone;
    }

    /** The channel in the scope. */
    public @Nullable String getChannel() {
        return channel;
    }

    /** The allowance in the scope. */
    public @Nullable String getAllowance() {
        return allowance;
    }

    /** Returns all fields that rules can read: the lists are equal for claims that no rule can tell apart. */
    public List<@Nullable Object> visibleFields() {
        return Arrays.asList(part, basis, specificity, issueType, slaCategory, milestone, channel, allowance);
    }

    /** Records that another claim prevails over this one. */
    public void markBeaten() {
        beaten = true;
    }

    /** Makes this claim prevail over another one about the same part; called by the rules of precedence. */
    public void prevailsOver(Claim other) {
        other.beaten = true;
    }

    /** Returns true if no other claim prevails over this one. */
    public boolean stands() {
        return !beaten;
    }
}
