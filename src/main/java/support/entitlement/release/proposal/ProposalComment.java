package support.entitlement.release.proposal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A comment on a proposal.
 *
 * @param id the number, higher than those of earlier comments
 * @param subject the place that it is about
 * @param author the person who has written it
 * @param made the instant at which it was written
 * @param text the words
 */
public record ProposalComment(long id, CommentedPlace subject, String author, Instant made, String text) {

    /** The maximal length of a comment in characters. */
    public static final int MAX_LENGTH = 2_000;

    /** The maximal number of comments on one proposal. */
    public static final int MAX_COMMENTS = 1_000;

    /**
     * The place that a comment is about.
     *
     * @param file the file; null for the whole proposal
     * @param sheet the sheet of a workbook; null otherwise
     * @param cell the cell; null for the whole file
     */
    public record CommentedPlace(
            @Nullable String file,
            @Nullable String sheet,
            @Nullable String cell) {}
}
