package support.entitlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.VMOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutOfMemoryWarningTest {

    @ParameterizedTest
    @CsvSource({
        "ExitOnOutOfMemoryError, false",
        "CrashOnOutOfMemoryError, false",
        "HeapDumpOnOutOfMemoryError, true",
        "none, true"
    })
    void aVirtualMachineThatGoesOnWithoutMemoryIsWarnedOf(String set, boolean warned) {
        HotSpotDiagnosticMXBean options = mock();
        when(options.getVMOption(anyString()))
                .thenAnswer(call -> new VMOption(
                        call.getArgument(0),
                        String.valueOf(set.equals(call.getArgument(0))),
                        false,
                        VMOption.Origin.VM_CREATION));

        assertThat(OutOfMemoryWarning.isNeeded(options)).isEqualTo(warned);
    }

    @Test
    void anUnknownVirtualMachineIsNotWarnedOf() {
        assertThat(OutOfMemoryWarning.isNeeded(null)).isFalse();
    }

    @Test
    void everyStartThatTheReadmeShowsEndsAServiceThatHasNoMemory() throws Exception {
        List<String> starts = Files.readAllLines(Path.of("README.md")).stream()
                .filter(line -> line.contains("-jar target/support-entitlements.jar"))
                .filter(line ->
                        !line.matches(".*-jar target/support-entitlements.jar (check|explain|token|version)\\b.*"))
                .toList();

        assertThat(starts).isNotEmpty().allMatch(line -> line.contains("java -XX:+ExitOnOutOfMemoryError -jar"));
    }
}
