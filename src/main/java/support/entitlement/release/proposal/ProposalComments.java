package support.entitlement.release.proposal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.stereotype.Component;
import support.entitlement.database.Database;
import support.entitlement.database.DatabaseUnavailableException;
import support.entitlement.release.log.ReleaseLog;
import support.entitlement.release.proposal.ProposalComment.CommentedPlace;

/**
 * The comments on proposals, which are kept in the log of releases.
 *
 * <p>Thread-safe. Every method throws {@link DatabaseUnavailableException} while the log cannot be reached; then nothing has changed,
 * unless the exception says that something may have.
 */
@Component
public class ProposalComments {

    private static final String SELECT =
            "SELECT id, file, sheet, cell, author, made, words FROM policy_proposal_comment";

    private final Database database;
    private final Clock clock;

    ProposalComments(ReleaseLog releases, Clock clock) {
        this.database = releases.database();
        this.clock = clock;
    }

    /** Returns all comments on a proposal, the oldest first. */
    public List<ProposalComment> findComments(Proposal proposal) {
        return database.accessDatabase(() -> database.jdbcClient()
                .sql(SELECT + " WHERE proposal_id = ? ORDER BY id")
                .param(proposal.id())
                .query(ProposalComments::toComment)
                .list());
    }

    /**
     * Adds a comment.
     *
     * @return it, as it is kept; empty if the proposal has {@value ProposalComment#MAX_COMMENTS} already
     */
    public Optional<ProposalComment> addComment(Proposal proposal, CommentedPlace subject, String author, String text) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return database.accessDatabase(() ->
                database.inTransaction(() -> countComments(proposal) >= ProposalComment.MAX_COMMENTS
                        ? Optional.<ProposalComment>empty()
                        : Optional.of(new ProposalComment(
                                insertComment(proposal, subject, author, now, text), subject, author, now, text))));
    }

    private long countComments(Proposal proposal) {
        return database.jdbcClient()
                .sql("SELECT count(*) FROM policy_proposal_comment WHERE proposal_id = ?")
                .param(proposal.id())
                .query(Long.class)
                .single();
    }

    private long insertComment(Proposal proposal, CommentedPlace subject, String author, Instant made, String text) {
        KeyHolder key = new GeneratedKeyHolder();
        database.jdbcClient()
                .sql("INSERT INTO policy_proposal_comment (proposal_id, file, sheet, cell, author, made, words)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)")
                .params(
                        proposal.id(),
                        subject.file(),
                        subject.sheet(),
                        subject.cell(),
                        author,
                        made.atOffset(ZoneOffset.UTC),
                        text)
                .update(key, "id");
        return Objects.requireNonNull(key.getKey()).longValue();
    }

    private static ProposalComment toComment(ResultSet row, int number) throws SQLException {
        return new ProposalComment(
                row.getLong(1),
                new CommentedPlace(row.getString(2), row.getString(3), row.getString(4)),
                row.getString(5),
                row.getObject(6, OffsetDateTime.class).toInstant(),
                row.getString(7));
    }
}
