package support.entitlement.web.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.openapitools.codegen.CodegenConstants;
import org.openapitools.codegen.DefaultGenerator;
import org.openapitools.codegen.config.CodegenConfigurator;
import org.springframework.util.FileSystemUtils;
import support.entitlement.Waiting;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * Clients that are generated from the API description. Each deserialises JSON into the described type and serialises
 * the result, which reveals what a client loses.
 */
public final class GeneratedClients {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Path TYPESCRIPT = Path.of("META-INF/resources/webjars/typescript");

    private final Path folder;
    private final Path description;

    /** Generates the clients of a description in a folder. */
    public GeneratedClients(Path folder, JsonNode description) throws IOException {
        this.folder = folder;
        this.description = Files.writeString(folder.resolve("description.json"), description.toString());
    }

    /** Fails in continuous integration, and skips the test elsewhere, if a language is not installed. */
    public static void assumeThatTheyRunHere() throws Exception {
        String missing = (runs("node", "--version") ? "" : "node ")
                + (runs("python3", "-c", "import pydantic, dateutil, urllib3; assert pydantic.VERSION >= '2'")
                        ? ""
                        : "python3 with pydantic 2, dateutil and urllib3");
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            assertThat(missing)
                    .as("programs that the clients need and this machine lacks")
                    .isEmpty();
        }
        assumeThat(missing)
                .as("Clients are not tried: this machine lacks " + missing)
                .isEmpty();
    }

    private static boolean runs(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** A value to be read, and the name of its schema. */
    public record Value(String schema, JsonNode json) {}

    /** Returns the values after a round trip through the Java client. */
    public List<JsonNode> javaMakesOf(List<Value> values) throws Exception {
        Path sources = generate("java");
        Path classes = Files.createDirectory(folder.resolve("classes"));
        compile(sources.resolve("src/main/java"), classes);
        List<JsonNode> made = new ArrayList<>();
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {classes.toUri().toURL()}, getClass().getClassLoader())) {
            for (Value value : values) {
                Class<?> type = loader.loadClass("org.openapitools.client.model." + value.schema());
                Method read = type.getMethod("fromJson", String.class);
                Object object = read.invoke(null, value.json().toString());
                made.add(JSON.readTree((String) type.getMethod("toJson").invoke(object)));
            }
        }
        return made;
    }

    private static void compile(Path sources, Path classes) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-nowarn", "-proc:none", "-d", classes.toString()));
        arguments.addAll(List.of("-cp", System.getProperty("java.class.path")));
        try (Stream<Path> files = Files.walk(sources)) {
            files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
        }
        int result = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        assertThat(result).as("the client for Java compiles").isZero();
    }

    /** Returns the values after a round trip through the Python client. */
    public List<JsonNode> pythonMakesOf(List<Value> values) throws Exception {
        return run(values, generate("python"), "python3", script("read.py").toString());
    }

    /** Returns the values after a round trip through the TypeScript client. */
    public List<JsonNode> typescriptMakesOf(List<Value> values) throws Exception {
        Path sources = generate("typescript-fetch");
        run(
                sources,
                List.of(
                        "node",
                        typescriptCompiler().toString(),
                        "--strict",
                        "--skipLibCheck",
                        "--target",
                        "es2020",
                        "--module",
                        "commonjs",
                        "--lib",
                        "es2020,dom",
                        "--outDir",
                        "js",
                        "index.ts"));
        return run(values, sources, "node", script("read.js").toString());
    }

    /** Returns the path of the compiler, a package for Node that is distributed in a jar. */
    private Path typescriptCompiler() throws IOException {
        Path target = folder.resolve("typescript");
        if (!Files.exists(target)) {
            String jar = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                    .filter(entry -> new File(entry).getName().startsWith("typescript-"))
                    .findFirst()
                    .orElseThrow();
            try (var files = java.nio.file.FileSystems.newFileSystem(Path.of(jar));
                    Stream<Path> versions = Files.list(files.getPath("/" + TYPESCRIPT))) {
                FileSystemUtils.copyRecursively(versions.findFirst().orElseThrow(), target);
            }
        }
        return target.resolve("lib/tsc.js");
    }

    private Path script(String name) {
        return Path.of("src/test/resources/clients", name).toAbsolutePath();
    }

    private Path generate(String language) {
        Path output = folder.resolve(language);
        CodegenConfigurator settings = new CodegenConfigurator()
                .setGeneratorName(language)
                .setInputSpec(description.toString())
                .setOutputDir(output.toString());
        if (language.equals("java")) {
            settings.addAdditionalProperty("openApiNullable", "false");
            settings.addAdditionalProperty("containerDefaultToNull", "true");
            settings.addAdditionalProperty("useJakartaEe", "true");
        }
        DefaultGenerator generator = new DefaultGenerator();
        generator.setGenerateMetadata(false);
        Stream.of(
                        CodegenConstants.API_DOCS,
                        CodegenConstants.API_TESTS,
                        CodegenConstants.MODEL_DOCS,
                        CodegenConstants.MODEL_TESTS)
                .forEach(part -> generator.setGeneratorPropertyDefault(part, "false"));
        assertThat(generator.opts(settings.toClientOptInput()).generate()).isNotEmpty();
        return output;
    }

    /**
     * Runs a script that reads values, each an object with {@code schema} and {@code json}, and writes the results of
     * the round trip.
     */
    private List<JsonNode> run(List<Value> values, Path client, String... command) throws Exception {
        ArrayNode sent = JSON.valueToTree(values);
        Path input = Files.writeString(client.resolve("values.json"), sent.toString());
        Path output = client.resolve("made.json");
        List<String> line = new ArrayList<>(List.of(command));
        line.addAll(List.of(client.toString(), input.toString(), output.toString()));
        run(client, line);
        return JSON.readTree(output).valueStream().toList();
    }

    private static void run(Path directory, List<String> command) throws Exception {
        Path log = directory.resolve("log");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Waiting.awaitEnd(process);
        assertThat(process.exitValue())
                .as("%s%n%s", command, Files.readString(log))
                .isZero();
    }
}
