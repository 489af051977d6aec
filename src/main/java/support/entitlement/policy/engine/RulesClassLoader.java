package support.entitlement.policy.engine;

import java.net.URL;
import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Query;

/**
 * Finds the classes that compiled rules may use: those of Java, of Drools and the facts. Thread-safe.
 *
 * <p>For each word of a rule, Drools asks for classes of that name in each package that it knows, hundreds of times where there is
 * none. A search of the class path opens every jar to find nothing; this loader answers at once by the name.
 */
final class RulesClassLoader extends ClassLoader {

    static final RulesClassLoader INSTANCE = new RulesClassLoader(RulesClassLoader.class.getClassLoader());

    private static final String CLASS_FILE = ".class";
    private static final String FACTS = Query.class.getPackageName();

    private static final List<String> LIBRARIES = List.of("java.", "org.drools.", "org.kie.", "org.mvel2.");

    private RulesClassLoader(ClassLoader application) {
        super(application);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!canBeUsed(name)) {
            throw new ClassNotFoundException(name);
        }
        return super.loadClass(name, resolve);
    }

    @Override
    public @Nullable URL getResource(String name) {
        boolean isClass = name.endsWith(CLASS_FILE);
        return isClass && !canBeUsed(className(name)) ? null : super.getResource(name);
    }

    private static String className(String file) {
        return file.substring(0, file.length() - CLASS_FILE.length()).replace('/', '.');
    }

    /** Checks the package, and that the name begins with a capital letter, as the names of all their classes do. */
    static boolean canBeUsed(String name) {
        int dot = name.lastIndexOf('.');
        if (dot < 0 || dot == name.length() - 1 || !Character.isUpperCase(name.charAt(dot + 1))) {
            return false;
        }
        String itsPackage = name.substring(0, dot);
        return itsPackage.equals(FACTS) || LIBRARIES.stream().anyMatch((itsPackage + ".")::startsWith);
    }
}
