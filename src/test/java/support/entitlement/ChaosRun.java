package support.entitlement;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import support.entitlement.release.log.BreakingDataSource;
import support.entitlement.release.tables.FailingNotes;
import support.entitlement.release.tables.Note;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A service whose rules directory is saved repeatedly, with tables that are sound, have an error or fail a scenario,
 * while a client queries it over HTTP, and while faults come and go: in informative tasks, in the log, and in the file
 * system. Each save is an edition that answers name, so that it shows by which save a query was answered.
 */
final class ChaosRun implements AutoCloseable {

    private static final Pattern EDITION = Pattern.compile("edition-(\\d+) ");
    private static final List<String> FREE_REPORTS = List.of("Basic", "Issue reports");
    private static final String QUERY = "{\"plan\": \"Enterprise Premium\", \"issueType\": \"Issue reports\"}";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Random random;
    private final Path folder;
    private final Path link;
    private final FailingNotes notes = new FailingNotes();
    private final AtomicBoolean logBreaks = new AtomicBoolean();
    private final AtomicInteger logIsSlow = new AtomicInteger();
    private final ConfigurableApplicationContext service;
    private final URI address;

    private final Set<Integer> sound = ConcurrentHashMap.newKeySet();
    private final List<String> wrong = new CopyOnWriteArrayList<>();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final List<Thread> askers = new ArrayList<>();
    private final List<String> history = new ArrayList<>();
    private int edition;
    private int refusals;

    /** A kind of save. */
    private enum Kind {
        SOUND,
        UNSOUND,
        FAILING
    }

    ChaosRun(Path folder, long seed) throws IOException {
        this.random = new Random(seed);
        this.folder = folder;
        this.link = folder.resolve("rules");
        sound.add(0);
        turnTo(tables(Kind.SOUND, 0));
        this.service = new SpringApplicationBuilder(Application.class)
                .initializers(context -> register((GenericApplicationContext) context))
                .run(
                        "--server.port=0",
                        "--spring.main.banner-mode=off",
                        "--entitlement.rules.directory=" + link,
                        "--entitlement.rules.watch-interval=20ms",
                        "--entitlement.releases.poll-interval=100ms",
                        "--entitlement.releases.memory=" + folder.resolve("memory"));
        this.address = URI.create("http://localhost:"
                + ((WebServerApplicationContext) service).getWebServer().getPort());
        for (int i = 0; i < 2; i++) {
            Thread asker = new Thread(this::ask, "asker-" + i);
            asker.start();
            askers.add(asker);
        }
    }

    private void register(GenericApplicationContext context) {
        context.registerBean("failingNotes", FailingNotes.class, () -> notes, bean -> bean.setPrimary(true));
        context.registerBean("breakingLog", BeanPostProcessor.class, () -> new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof HikariDataSource pool
                        ? new BreakingDataSource(pool, logBreaks, logIsSlow)
                        : bean;
            }
        });
    }

    /**
     * Saves and breaks for some time, and until tables were rejected, then repairs everything and saves sound tables once
     * more.
     */
    void run(Duration time) throws IOException {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end || refusals == 0) {
            step();
        }
        mendEverything();
        save(Kind.SOUND);
        awaitInForce();
    }

    private void step() throws IOException {
        switch (random.nextInt(12)) {
            case 0 -> note("notes fail: " + breakNotes());
            case 1 -> {
                logBreaks.set(!logBreaks.get());
                note("log away: " + logBreaks);
            }
            case 2 -> {
                logIsSlow.set(random.nextInt(4));
                note("log slow: " + logIsSlow);
            }
            case 3 -> loseDirectory();
            case 4 -> {
                Files.writeString(link.resolve("away.csv"), "nonsense");
                note("a stray file");
            }
            case 5, 6 -> {
                save(Kind.UNSOUND);
                awaitRefused("bad-cell");
            }
            case 7 -> {
                save(Kind.FAILING);
                awaitRefused("scenario-failed");
            }
            case 8 -> {
                save(Kind.SOUND);
                if (!logBreaks.get()) {
                    awaitInForce();
                }
            }
            default -> {
                save(Kind.SOUND);
                awaitAnswers(random.nextInt(40));
            }
        }
    }

    private Set<Note> breakNotes() {
        Set<Note> failing = EnumSet.noneOf(Note.class);
        for (Note note : Note.values()) {
            if (random.nextBoolean()) {
                failing.add(note);
            }
        }
        notes.fail(failing);
        return failing;
    }

    private void mendEverything() {
        notes.fail(Set.of());
        logBreaks.set(false);
        logIsSlow.set(0);
        note("everything is mended");
    }

    /** Removes the directory for a while. */
    private void loseDirectory() throws IOException {
        note("the directory is away");
        Path target = Files.readSymbolicLink(link);
        Files.delete(link);
        awaitRefused("no-rules-directory");
        Files.createSymbolicLink(link, target);
    }

    private void save(Kind kind) throws IOException {
        edition++;
        if (kind == Kind.SOUND) {
            sound.add(edition); // Recorded before any query can be answered by it.
        }
        note("save " + edition + " " + kind);
        turnTo(tables(kind, edition));
    }

    private Path tables(Kind kind, int edition) throws IOException {
        Path tables = Files.createDirectory(folder.resolve("edition-" + edition));
        EditedTables edited = EditedTables.in(tables);
        Path plans = tables.resolve("plans.csv");
        Files.write(plans, PublishingService.edition(Files.readAllBytes(plans), edition));
        Files.createDirectory(tables.resolve("scenarios"));
        Files.writeString(
                tables.resolve("scenarios/free.csv"),
                "Scenario,Plan,Issue type,Expect channels\nFree reports,Free,Issue reports,Support Forum\n");
        if (kind == Kind.UNSOUND) {
            edited.replaceEverywhere("sla-agreements.csv", "8 hours", "8 huors");
        } else if (kind == Kind.FAILING) {
            edited.replaceInRow("support-matrix.csv", FREE_REPORTS, "Support channels", "Landline");
        }
        return tables;
    }

    private void turnTo(Path target) throws IOException {
        Path next = Files.createSymbolicLink(folder.resolve("next"), target);
        Files.move(next, link, ATOMIC_MOVE);
    }

    private void note(String event) {
        history.add(event);
    }

    private void ask() {
        while (!ended.get()) {
            try {
                HttpResponse<String> answer = CLIENT.send(
                        HttpRequest.newBuilder(address.resolve("/v1/evaluation"))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(QUERY))
                                .build(),
                        BodyHandlers.ofString());
                look(answer);
                answered.incrementAndGet();
            } catch (IOException | RuntimeException e) {
                wrong.add("A query was not answered: " + e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void look(HttpResponse<String> answer) {
        Matcher named = EDITION.matcher(answer.body());
        int by = named.find() ? Integer.parseInt(named.group(1)) : -1;
        if (answer.statusCode() != 200 || !sound.contains(by)) {
            wrong.add("A query was answered " + answer.statusCode() + " by edition " + by + ": " + answer.body());
        }
    }

    private void awaitAnswers(int number) {
        long wanted = answered.get() + number;
        await().until(() -> answered.get() >= wanted || !wrong.isEmpty());
    }

    private void awaitRefused(String code) {
        await("edition " + edition + " is refused for " + code)
                .until(() -> policy().at("/refused/problems")
                        .valueStream()
                        .anyMatch(problem -> problem.path("code").stringValue().equals(code)));
        refusals++;
    }

    private void awaitInForce() {
        await("edition " + edition + " is in force").until(() -> inForce() == edition && isWell());
    }

    private boolean isWell() {
        JsonNode policy = policy();
        return policy.get("refused").isNull() && policy.get("logAway").isNull();
    }

    int inForce() {
        Matcher named = EDITION.matcher(send("/v1/evaluation", QUERY));
        return named.find() ? Integer.parseInt(named.group(1)) : -1;
    }

    JsonNode policy() {
        return JsonMapper.shared().readTree(send("/v1/policy", null));
    }

    private String send(String path, @Nullable String body) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path));
            return CLIENT.send(
                            body == null
                                    ? request.build()
                                    : request.header("Content-Type", "application/json")
                                            .POST(BodyPublishers.ofString(body))
                                            .build(),
                            BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the last edition that was saved. */
    int edition() {
        return edition;
    }

    /** Returns how often tables were shown as rejected. */
    int refusals() {
        return refusals;
    }

    /** Returns the number of queries answered. */
    long answered() {
        return answered.get();
    }

    /** Returns the queries with a wrong answer. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    /** Returns the steps done, in order. */
    List<String> history() {
        return List.copyOf(history);
    }

    @Override
    public void close() {
        ended.set(true);
        for (Thread asker : askers) {
            try {
                asker.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        service.close();
    }
}
