package support.entitlement;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import support.entitlement.database.DatabaseUnavailableException;
import support.entitlement.release.PublishRequest;
import support.entitlement.release.PublishResult;
import support.entitlement.release.Publisher;
import support.entitlement.release.Releases;
import support.entitlement.release.directory.LocalStoreUnavailableException;
import support.entitlement.release.log.Release;
import support.entitlement.release.tables.TableFiles;

/**
 * Runs the service, and in addition publishes on commands from its standard input and ends when the input does. Each
 * edition that it publishes differs from the one before in two files; the name of a third changes with each edition.
 */
public final class PublishingService {

    /** The start of each output line that is a reply and not a log line. */
    static final String REPLY = "> ";

    private static final String NOTICE = "The SLA categories are informational";
    private static final String WORDS = "On-call team notified";

    private final Releases releases;
    private final Publisher publisher;

    /** Publishes in this running service. */
    PublishingService(ConfigurableApplicationContext service) {
        this.publisher = service.getBean(Publisher.class);
        this.releases = service.getBean(Releases.class);
    }

    /** Runs it with the arguments of the service. */
    public static void main(String[] arguments) throws IOException {
        try (ConfigurableApplicationContext context = SpringApplication.run(Application.class, arguments);
                BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
            PublishingService service = new PublishingService(context);
            reply("ready " + LocalService.portOf(context));
            for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                reply(service.publish(Integer.parseInt(line.split(" ")[1])));
            }
        }
    }

    private static void reply(String text) {
        System.out.println(REPLY + text.replaceAll("\\R", " "));
    }

    /** Publishes an edition, and returns its release as {@code published 2}, or why it failed. */
    String publish(int edition) {
        List<Release> all = releases.findAll();
        if (all.isEmpty()) {
            return "failed: no release is known";
        }
        Release newest = all.get(all.size() - 1);
        try {
            PublishResult done = publisher.publish(new PublishRequest(
                    edition(releases.readFiles(newest), edition),
                    newest.id(),
                    "ada",
                    "http",
                    "edition " + edition,
                    null));
            return done instanceof PublishResult.Published published
                    ? "published " + published.release().id()
                    : "failed: " + done;
        } catch (DatabaseUnavailableException | LocalStoreUnavailableException e) {
            return "failed: " + e.getMessage();
        }
    }

    private static TableFiles edition(TableFiles files, int edition) {
        SortedMap<String, byte[]> contents = new TreeMap<>(files.contents());
        contents.computeIfPresent("plans.csv", (name, content) -> edition(content, NOTICE, edition));
        contents.computeIfPresent("support-matrix.csv", (name, content) -> edition(content, WORDS, edition));
        byte[] channels = contents.remove("channels.csv");
        if (channels == null) {
            contents.put("channels.csv", contents.remove("ways.csv"));
        } else {
            contents.put("ways.csv", channels);
        }
        return new TableFiles(contents, List.of());
    }

    /** Returns the shipped plans with another edition in the notice that answers show. */
    public static byte[] edition(byte[] plans, int edition) {
        return edition(plans, NOTICE, edition);
    }

    /** Returns a file with another edition before these words. */
    public static byte[] edition(byte[] content, String words, int edition) {
        return new String(content, UTF_8)
                .replaceFirst("(edition-\\d+ )?" + words, "edition-" + edition + " " + words)
                .getBytes(UTF_8);
    }
}
