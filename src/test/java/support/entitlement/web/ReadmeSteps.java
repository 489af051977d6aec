package support.entitlement.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The commands of the README: every indented paragraph that is neither an answer nor what a check prints. */
final class ReadmeSteps {

    private static final Pattern PRINTED = Pattern.compile("(error|warning|info) .*", Pattern.DOTALL);

    /** Builds, tests and benchmarks are run elsewhere. */
    private static final Pattern BUILD = Pattern.compile("mvn .*", Pattern.DOTALL);

    private ReadmeSteps() {}

    /**
     * A command.
     *
     * @param section the title of its section
     * @param command what is typed
     * @param shown the answer that the README shows; empty if it shows none
     */
    record Step(String section, String command, String shown) {}

    /** Returns all commands in their order. */
    static List<Step> all() throws IOException {
        List<Step> steps = new ArrayList<>();
        String section = "";
        String before = "";
        for (String paragraph : Files.readString(Path.of("README.md")).split("\n\n")) {
            String text = paragraph.stripIndent().strip();
            if (paragraph.startsWith("#")) {
                section = paragraph.lines().findFirst().orElseThrow().replaceFirst("#+ ", "");
            }
            if (paragraph.startsWith("    {") && before.startsWith("    ")) {
                Step step = steps.remove(steps.size() - 1);
                steps.add(new Step(step.section(), step.command(), text));
            } else if (isCommand(paragraph, text)) {
                steps.add(new Step(section, text, ""));
            }
            before = paragraph;
        }
        return steps;
    }

    private static boolean isCommand(String paragraph, String text) {
        return paragraph.startsWith("    ")
                && !text.startsWith("{")
                && !PRINTED.matcher(text).matches()
                && !BUILD.matcher(text).matches();
    }
}
