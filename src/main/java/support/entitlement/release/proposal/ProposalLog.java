package support.entitlement.release.proposal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import support.entitlement.database.Database;
import support.entitlement.release.ApprovalClosedException;
import support.entitlement.release.PublishRequest;
import support.entitlement.release.log.LogFiles;
import support.entitlement.release.log.Release;
import support.entitlement.release.proposal.Proposal.State;
import support.entitlement.release.tables.TableFiles;
import support.entitlement.report.ReportedProblem;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The proposals in the log of releases. Thread-safe; every method throws as those of the log do. */
final class ProposalLog {

    private static final TypeReference<List<ReportedProblem>> PROBLEMS = new TypeReference<>() {};
    private static final String SELECT = """
            SELECT id, revision, based_on, author, origin, comment, created, effective_from, state, decided_by, decided,
                release_id, base_digest
            FROM policy_proposal""";

    private final Database database;
    private final LogFiles files;
    private final JsonMapper json;

    ProposalLog(Database database, JsonMapper json) {
        this.database = database;
        this.files = new LogFiles(database, "proposal");
        this.json = json;
    }

    /** Returns proposals with numbers below {@code id}, the newest first. */
    List<Proposal> findBefore(long id, long limit) {
        return database.accessDatabase(() -> database.jdbcClient()
                .sql(SELECT + " WHERE id < ? ORDER BY id DESC LIMIT ?")
                .params(id, limit)
                .query(ProposalLog::toProposal)
                .list());
    }

    Optional<Proposal> findById(long id) {
        return database.accessDatabase(() -> database.jdbcClient()
                .sql(SELECT + " WHERE id = ?")
                .param(id)
                .query(ProposalLog::toProposal)
                .optional());
    }

    /** Reads the files of a proposal. */
    TableFiles readFiles(long id) {
        return database.accessDatabase(() -> files.readFiles(id));
    }

    /** Reads the warnings and information that the check found when the proposal was made. */
    List<ReportedProblem> readProblems(long id) {
        return database.accessDatabase(() -> database.jdbcClient()
                .sql("SELECT problems FROM policy_proposal WHERE id = ?")
                .param(id)
                .query((row, number) -> json.readValue(row.getString(1), PROBLEMS))
                .single());
    }

    /**
     * Adds a proposal, whole or not at all.
     *
     * @param also runs within the same transaction, with the number of the proposal
     * @return it, as it is kept
     */
    Proposal addProposal(
            PublishRequest request,
            String revision,
            List<ReportedProblem> problems,
            Instant created,
            LongConsumer also) {
        KeyHolder key = new GeneratedKeyHolder();
        return database.accessDatabase(() -> database.inTransaction(() -> {
            insertProposal(request, revision, problems, created, key);
            files.addFiles(generatedId(key), request.files());
            also.accept(generatedId(key));
            return findById(generatedId(key)).orElseThrow();
        }));
    }

    private static long generatedId(KeyHolder key) {
        return Objects.requireNonNull(key.getKey()).longValue();
    }

    private void insertProposal(
            PublishRequest request, String revision, List<ReportedProblem> problems, Instant created, KeyHolder key) {
        database.jdbcClient()
                .sql("""
                        INSERT INTO policy_proposal (revision, based_on, author, origin, comment, created, effective_from,
                            problems, state, base_digest)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        revision,
                        request.basedOn(),
                        request.author(),
                        request.origin(),
                        request.comment(),
                        toColumn(created),
                        request.effectiveFrom() == null ? null : toColumn(request.effectiveFrom()),
                        json.writeValueAsString(problems),
                        stateName(State.OPEN),
                        request.baseDigest())
                .update(key, "id");
    }

    /**
     * Withdraws a proposal.
     *
     * @param also runs within the same transaction
     * @return it, as it is then; empty if somebody has decided on it before
     */
    Optional<Proposal> withdrawProposal(long id, String by, Instant when, Runnable also) {
        return database.accessDatabase(() -> database.inTransaction(() -> {
            if (!closeProposal(id, State.WITHDRAWN, by, when, null)) {
                return Optional.<Proposal>empty();
            }
            also.run();
            return findById(id);
        }));
    }

    /**
     * Records that a proposal has become a release, within the transaction that adds the release.
     *
     * @throws ApprovalClosedException if the proposal was decided before
     */
    void recordRelease(long id, Release release) {
        if (!closeProposal(id, State.PUBLISHED, release.approvedBy(), release.created(), release.id())) {
            throw new ApprovalClosedException();
        }
    }

    private boolean closeProposal(long id, State state, String by, Instant when, @Nullable Long release) {
        return database.jdbcClient()
                        .sql("UPDATE policy_proposal SET state = ?, decided_by = ?, decided = ?, release_id = ?"
                                + " WHERE id = ? AND state = ?")
                        .params(stateName(state), by, toColumn(when), release, id, stateName(State.OPEN))
                        .update()
                == 1;
    }

    private static Proposal toProposal(ResultSet row, int number) throws SQLException {
        return new Proposal(
                row.getLong(1),
                row.getString(2),
                row.getLong(3),
                row.getString(13),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                Objects.requireNonNull(toInstant(row, 7)),
                toInstant(row, 8),
                State.valueOf(row.getString(9).toUpperCase(Locale.ROOT)),
                row.getString(10),
                toInstant(row, 11),
                row.getObject(12, Long.class));
    }

    private static @Nullable Instant toInstant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime toColumn(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    private static String stateName(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
