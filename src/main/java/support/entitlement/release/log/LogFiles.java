package support.entitlement.release.log;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.EmptyResultDataAccessException;
import support.entitlement.database.Database;
import support.entitlement.release.tables.TableFiles;
import support.entitlement.table.problem.Place;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.TableProblemCode;

/**
 * The files of releases, or of proposals, in the log. Each content is kept once, however many files have it. To be used within
 * {@link Database#accessDatabase} only.
 *
 * @param owner the owner of the files: release or proposal
 */
public record LogFiles(Database database, String owner) {

    public void addFiles(long id, TableFiles files) {
        files.contents().forEach((name, content) -> addFile(id, name, content));
    }

    private void addFile(long id, String name, byte[] content) {
        String hash = TableFiles.hashOf(content);
        keepContent(hash, content);
        database.jdbcClient()
                .sql("INSERT INTO policy_" + owner + "_file VALUES (?, ?, ?)")
                .params(id, name, hash)
                .update();
    }

    /**
     * Two publishers may insert the same content at the same time. PostgreSQL aborts a transaction on a duplicate key, hence
     * {@code ON CONFLICT DO NOTHING}.
     */
    private void keepContent(String hash, byte[] content) {
        String unlessKnown =
                "INSERT INTO policy_file SELECT ?, ? WHERE NOT EXISTS (SELECT 1 FROM policy_file WHERE hash = ?)";
        String meanwhile = database.isPostgres() ? " ON CONFLICT DO NOTHING" : "";
        try {
            database.jdbcClient()
                    .sql(unlessKnown + meanwhile)
                    .params(hash, content, hash)
                    .update();
        } catch (DuplicateKeyException e) {
            // On H2, another publisher has just inserted it.
        }
    }

    /**
     * Reads the files of one owner. A file whose content does not match its hash is left out, and an error is added to the
     * problems: the log is never changed, so somebody has edited the database.
     *
     * @throws EmptyResultDataAccessException if the log has no files, as after the restoring of an older backup
     */
    public TableFiles readFiles(long id) {
        return readFiles(id, "", List.of(id));
    }

    /** Reads one file as {@link #readFiles} does. */
    TableFiles readFile(long id, String name) {
        return readFiles(id, " AND f.name = ?", List.of(id, name));
    }

    private TableFiles readFiles(long id, String condition, List<Object> parameters) {
        SortedMap<String, byte[]> contents = new TreeMap<>();
        List<Problem> changed = new ArrayList<>();
        database.jdbcClient()
                .sql("SELECT f.name, c.content, c.hash FROM policy_" + owner
                        + "_file f JOIN policy_file c ON c.hash = f.hash WHERE f." + owner + "_id = ?" + condition)
                .params(parameters)
                .query(row -> {
                    if (TableFiles.hashOf(row.getBytes(2)).equals(row.getString(3))) {
                        contents.put(row.getString(1), row.getBytes(2));
                    } else {
                        changed.add(changedContent(row.getString(1), id));
                    }
                });
        if (contents.isEmpty() && changed.isEmpty()) {
            throw noFiles(id);
        }
        return new TableFiles(contents, List.copyOf(changed));
    }

    /** Returns the hashes of the contents of all files of one owner by their names, without reading the contents. */
    SortedMap<String, String> readHashes(long id) {
        SortedMap<String, String> hashes = new TreeMap<>();
        database.jdbcClient()
                .sql("SELECT name, hash FROM policy_" + owner + "_file WHERE " + owner + "_id = ?")
                .param(id)
                .query(row -> {
                    hashes.put(row.getString(1), row.getString(2));
                });
        if (hashes.isEmpty()) {
            throw noFiles(id);
        }
        return hashes;
    }

    private EmptyResultDataAccessException noFiles(long id) {
        return new EmptyResultDataAccessException("It has no files of " + owner + " " + id, 1);
    }

    private Problem changedContent(String name, long id) {
        return Problem.error(
                TableProblemCode.CHANGED_IN_LOG,
                Place.ofFile(name),
                "",
                "The log has another content of this file than the one of " + owner + " " + id
                        + ": somebody changed it there.",
                "Put the database back to a backup from before, or publish the tables anew.");
    }
}
