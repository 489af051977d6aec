package support.entitlement.web;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Node;

/**
 * The commands of a page of the manual: every code block in the language {@code sh}. The next block in {@code json} or
 * {@code text} shows the output; a block in another language is an illustration.
 */
final class ManualSteps {

    /** Builds, tests and benchmarks, which are run elsewhere. */
    private static final String BUILD = "mvn ";

    private ManualSteps() {}

    /**
     * A command.
     *
     * @param page the file that contains the command
     * @param command the text of the command
     * @param language the language of the output; empty if none is shown
     * @param shown the output; empty if none is shown
     */
    record Step(Path page, String command, String language, String shown) {

        boolean showsJson() {
            return language.equals("json");
        }

        boolean showsText() {
            return language.equals("text");
        }
    }

    /** Returns the commands of a page in their order. */
    static List<Step> of(Path page) throws IOException {
        List<Step> steps = new ArrayList<>();
        boolean follows = false;
        for (Node node = Manual.parse(page).getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof FencedCodeBlock block) {
                String text = block.getLiteral().strip();
                String language = block.getInfo();
                if (language.equals("sh")) {
                    follows = !text.startsWith(BUILD);
                    if (follows) {
                        steps.add(new Step(page, text, "", ""));
                    }
                } else if (follows && (language.equals("json") || language.equals("text"))) {
                    Step last = steps.remove(steps.size() - 1);
                    steps.add(new Step(page, last.command(), language, text));
                    follows = false;
                }
            }
        }
        return steps;
    }

    /** Returns the commands of all files of the manual. */
    static List<Step> all() throws IOException {
        List<Step> steps = new ArrayList<>();
        for (Path file : Manual.files()) {
            steps.addAll(of(file));
        }
        return steps;
    }
}
