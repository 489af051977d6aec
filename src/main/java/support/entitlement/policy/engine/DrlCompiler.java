package support.entitlement.policy.engine;

import java.util.List;
import java.util.UUID;
import org.drools.kiesession.rulebase.InternalKnowledgeBase;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;
import org.kie.api.runtime.KieContainer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import support.entitlement.table.problem.Place;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.TableException;
import support.entitlement.table.problem.TableProblemCode;

/** Compiles rules that are written in Drools' rule language. */
final class DrlCompiler {

    private static final Logger LOG = LoggerFactory.getLogger(DrlCompiler.class);

    private DrlCompiler() {}

    /**
     * Compiles the rules under a new name each time, because Drools caches by name. The module is removed from Drools'
     * static repository at once, and the container from Drools' list of containers, so that the rules can be collected
     * as garbage once they are unreferenced.
     *
     * @param source the text of each file
     * @param file the file that the rules come from
     * @throws TableException if Drools rejects them
     */
    static KieBase compileBase(List<String> source, Place file) {
        KieServices drools = KieServices.get();
        ReleaseId name = drools.newReleaseId(
                CompiledRules.PACKAGE, "policy", UUID.randomUUID().toString());
        KieFileSystem files = drools.newKieFileSystem().generateAndWritePomXML(name);
        for (int i = 0; i < source.size(); i++) {
            files.write(
                    "src/main/resources/" + CompiledRules.PACKAGE.replace('.', '/') + "/" + i + ".drl", source.get(i));
        }
        KieBuilder builder =
                drools.newKieBuilder(files, RulesClassLoader.INSTANCE).buildAll();
        try {
            requireAccepted(builder.getResults().getMessages(Message.Level.ERROR), file);
            KieContainer container = drools.newKieContainer(name, RulesClassLoader.INSTANCE);
            KieBase base = container.newKieBase(drools.newKieBaseConfiguration());
            container.dispose();
            forgetSources(base);
            return base;
        } finally {
            drools.getRepository().removeKieModule(name);
        }
    }

    /** Refuses rules that Drools rejects. Its message goes to the log, for developers: an earlier check should have rejected the rule. */
    private static void requireAccepted(List<Message> errors, Place file) {
        if (!errors.isEmpty()) {
            errors.forEach(error -> LOG.error("Drools refuses a rule: {}", error.getText()));
            throw new TableException(
                    List.of(
                            Problem.error(
                                    TableProblemCode.NOT_COMPILED,
                                    file,
                                    "",
                                    "The rules engine rejects a rule.",
                                    "Say it in simpler words, and send the rules to the developers: they should have been refused before.")));
        }
    }

    /** Removes the reference to the container, and with it the parsed sources, which no session needs. */
    private static void forgetSources(KieBase base) {
        if (base instanceof InternalKnowledgeBase internal) {
            internal.setKieContainer(null);
        }
    }
}
