package support.entitlement.release;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import support.entitlement.EditedTables;
import support.entitlement.KillablePostgres;
import support.entitlement.PublishingService;
import support.entitlement.ServiceProcess;
import support.entitlement.ServiceProcess.DiedException;
import support.entitlement.Waiting;
import support.entitlement.background.BackgroundTasks;
import support.entitlement.policy.Policy;
import support.entitlement.release.directory.ReleasesProperties;
import support.entitlement.release.directory.RulesDirectory;
import support.entitlement.release.directory.RulesProperties;
import support.entitlement.release.log.Release;
import support.entitlement.release.log.ReleaseLog;
import support.entitlement.release.tables.JudgedTables;
import support.entitlement.release.tables.ReleaseNotes;
import support.entitlement.release.tables.TableFiles;
import support.entitlement.table.problem.Budget;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Publishes editions one after the other, through the service or by saving a file, while the service or its database is killed at
 * random moments, and checks the promises of the service. Everything runs on this machine, and every wait is bounded.
 */
public final class KillRun implements AutoCloseable {

    private static final BackgroundTasks ASIDES = new BackgroundTasks();

    private static final String QUERY = "{\"plan\": \"Enterprise Premium\", \"issueType\": \"Issue reports\"}";
    private static final Pattern EDITION = Pattern.compile("edition-(\\d+) ");
    private static final int MILLIS_OF_A_PUBLISH = 600;
    private static final int MILLIS_OF_A_START = 5_000;
    private static final int MILLIS_AWAY = 1_000;

    private final Path folder;
    private final @Nullable KillablePostgres postgres;
    private final Random random;
    private final RulesProperties rules;
    private final ReleasesProperties releases;
    private final Map<Integer, Long> acknowledged = new LinkedHashMap<>();

    private ServiceProcess service;
    private int edition;
    private String reply = "";
    private int processKills;
    private int databaseKills;
    private int survived;
    private long served;

    /** A promise of the service that was broken. */
    public static final class BrokenPromiseException extends RuntimeException {

        private static final long serialVersionUID = 1;

        BrokenPromiseException(String what) {
            super(what);
        }
    }

    /**
     * Starts a service with the shipped tables.
     *
     * @param folder an empty directory for all files
     * @param postgres the database to use and to kill; null for a file of the service
     * @param seed the seed of the random moments
     */
    public KillRun(Path folder, @Nullable KillablePostgres postgres, long seed) throws IOException, DiedException {
        this.folder = folder;
        this.postgres = postgres;
        this.random = new Random(seed);
        this.rules = new RulesProperties(Files.createDirectory(folder.resolve("rules")), Duration.ofMillis(100));
        this.releases = new ReleasesProperties(folder.resolve("memory"), Duration.ofSeconds(1));
        EditedTables.in(rules.directory());
        this.service = start();
        awaitServed(0);
    }

    /**
     * Publishes until this number of editions is acknowledged.
     *
     * @param oneInHowMany one in how many publishes is disturbed by a kill
     * @throws BrokenPromiseException if a promise is broken, or it takes too long
     */
    public void publish(int editions, int oneInHowMany, Duration longest) throws IOException, DiedException {
        Instant end = Instant.now().plus(longest);
        while (acknowledged.size() < editions) {
            require(Instant.now().isBefore(end), "Only " + summary() + " after " + longest + ".");
            CompletableFuture<Void> kill = random.nextInt(oneInHowMany) == 0 ? killSoon() : null;
            boolean saved = random.nextInt(4) == 0;
            edition++;
            boolean told = saved ? save() : published();
            if (kill != null) {
                Waiting.get(kill);
                heal();
            }
            // For a moment after the database is back, publishing may still fail as if it were away.
            boolean away = !saved && reply.contains("cannot be reached");
            boolean must = told || saved || kill == null && !away;
            boolean done = awaitServed(must ? edition : 0) == edition;
            survived += done && !told && !saved ? 1 : 0;
            if (done) {
                acknowledged.put(edition, served);
            }
        }
    }

    /** Returns the number of kills. */
    public int kills() {
        return processKills + databaseKills;
    }

    /** Describes the run so far. */
    public String summary() {
        return acknowledged.size() + " of " + edition + " editions published, the service killed " + processKills
                + " and the database " + databaseKills + " times; " + survived
                + " were in force afterwards though nobody was told";
    }

    /** Stops the service, checks all files that it has left, and starts it once more. */
    public void verify() throws DiedException {
        service.close();
        List<Release> all;
        TableFiles last;
        try (HikariDataSource database = new HikariDataSource()) {
            database.setJdbcUrl(url());
            database.setUsername(postgres == null ? "sa" : null);
            ReleaseLog log = new ReleaseLog(database, JsonMapper.shared());
            all = log.findAfter(0);
            for (int i = 0; i < all.size(); i++) {
                Release release = all.get(i);
                require(release.id() == i + 1, "The log lacks release " + (i + 1) + ".");
                verify(release, log.readFiles(release.id()));
            }
            last = log.readFiles(all.size());
        }
        acknowledged.forEach(
                (known, id) -> require(id <= all.size(), "Edition " + known + ", release " + id + ", is lost."));
        require(
                new RulesDirectory(rules.directory()).readFiles().digest().equals(last.digest()),
                "The rules directory is not release " + all.size() + ".");
        require(
                !Files.exists(releases.memoryOf(rules).resolve("pending-write.json")),
                "Something is still kept to be written to the rules directory.");
        service = start();
        require(awaitServed(0) == editionOf(last), "Release " + all.size() + " is not served after a restart.");
    }

    private void verify(Release release, TableFiles files) {
        require(files.contentDigest().equals(release.digest()), "The files of " + release + " are not whole.");
        String revision = JudgedTables.judgeTables(files, null, null, ReleaseNotes.of(ASIDES), Budget.ofCheck())
                .verdict()
                .compiled()
                .map(Policy::revision)
                .orElse("none");
        require(revision.equals(release.revision()), release + " has the revision " + revision + ".");
        Long expected = acknowledged.get(editionOf(files));
        require(
                expected == null || expected == release.id(),
                release + " is edition " + editionOf(files) + ", which was acknowledged as " + expected + ".");
    }

    @Override
    public void close() {
        service.kill();
    }

    private ServiceProcess start() throws DiedException {
        return ServiceProcess.start(folder, arguments());
    }

    private List<String> arguments() {
        return List.of(
                "--spring.datasource.url=" + (postgres == null ? "" : postgres.url()),
                "--entitlement.releases.memory=" + releases.memory(),
                "--entitlement.rules.directory=" + rules.directory());
    }

    private String url() {
        return postgres == null ? "jdbc:h2:file:" + releases.memoryOf(rules).resolve("releases") : postgres.url();
    }

    /** Kills the service or the database while an edition is being published. */
    private CompletableFuture<Void> killSoon() {
        boolean database = postgres != null && random.nextBoolean();
        processKills += database ? 0 : 1;
        databaseKills += database ? 1 : 0;
        Runnable kill = database ? postgres::kill : service::kill;
        return CompletableFuture.runAsync(
                kill, CompletableFuture.delayedExecutor(random.nextInt(MILLIS_OF_A_PUBLISH), TimeUnit.MILLISECONDS));
    }

    /** Returns true if the service acknowledges the publish. */
    private boolean published() {
        try {
            reply = service.publish(edition);
            return reply.startsWith("published");
        } catch (DiedException e) {
            return false; // As it was meant to: heal() starts it again.
        }
    }

    /** Saves a table as an editor does. Such a publish is not acknowledged. */
    private boolean save() throws IOException {
        Path plans = rules.directory().resolve("plans.csv");
        Path fresh = plans.resolveSibling("plans.csv.tmp");
        Files.write(fresh, PublishingService.edition(Files.readAllBytes(plans), edition));
        Files.move(fresh, plans, StandardCopyOption.ATOMIC_MOVE);
        return false;
    }

    /** Restarts the killed process; the service is sometimes killed again during its start. */
    private void heal() throws DiedException {
        restartDatabase();
        if (!service.isAlive()) {
            if (random.nextInt(4) == 0) {
                processKills++;
                ServiceProcess.startInVain(folder, arguments(), Duration.ofMillis(random.nextInt(MILLIS_OF_A_START)));
            }
            service = start();
        }
    }

    private void restartDatabase() {
        if (postgres != null && !postgres.isAlive()) {
            sleep(random.nextInt(MILLIS_AWAY));
            postgres.restart();
        }
    }

    /**
     * Waits until the service reaches its log again and serves an edition.
     *
     * @param expected the number of the edition; 0 for any
     */
    private int awaitServed(int expected) {
        Instant end = Instant.now().plus(Waiting.MAX_WAIT);
        while (true) {
            JsonNode policy = service.get("/v1/policy");
            JsonNode answer = service.post("/v1/evaluation", QUERY);
            int found = editionIn(answer.at("/notice").asString());
            long release = policy.at("/inForce/release").asLong(0);
            require(
                    release == 0 || release >= served,
                    "Release " + release + " is served after release " + served + " was.");
            served = Math.max(served, release);
            long newest =
                    service.get("/v1/policy/releases").at("/releases/0/id").asLong(0);
            boolean settled = policy.at("/logAway").isNull()
                    && policy.at("/refused").isNull()
                    && policy.at("/inForce/revision").equals(answer.at("/policy/revision"))
                    && release == newest;
            if (settled && (expected == 0 || found == expected)) {
                require(
                        acknowledged.getOrDefault(found, release) == release && found >= newestAcknowledged(),
                        "Edition " + found + " is served after edition " + newestAcknowledged() + " was acknowledged: "
                                + acknowledged + "\n" + service.get("/v1/policy/releases") + "\n"
                                + policy.at("/inForce/changes") + "\n" + String.join("\n", service.log()));
                return found;
            }
            require(
                    Instant.now().isBefore(end),
                    "Edition " + expected + " is not served, but " + found + "; the last reply was " + reply + ": "
                            + policy + "\n" + String.join("\n", service.log()));
            sleep(50);
        }
    }

    private int newestAcknowledged() {
        return acknowledged.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    private static int editionOf(TableFiles files) {
        return editionIn(new String(files.contents().get("plans.csv"), UTF_8));
    }

    private static int editionIn(String text) {
        Matcher found = EDITION.matcher(text);
        return found.find() ? Integer.parseInt(found.group(1)) : 0;
    }

    private static void require(boolean held, String otherwise) {
        if (!held) {
            throw new BrokenPromiseException(otherwise);
        }
    }

    private static void sleep(int millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
