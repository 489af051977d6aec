package support.entitlement.table.sheet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import support.entitlement.table.problem.TableException;

/** Tests with zip files that no library writes. Libraries that read zip files fail one or another of these tests. */
class XlsxPackageTest {

    private static final String NAME = "a.xml";
    private static final byte[] TEXT = "<a>text</a>".getBytes(UTF_8);
    private static final short LENGTH_FOLLOWS = 8;
    private static final int LENGTH_OF_ENTRY = 51;
    private static final int LENGTH_OF_END = 22;
    private static final int MAX_ALLOCATED_BYTES = 2 * SheetReader.MAX_FILE_BYTES;

    @Test
    void aPartIsReadByTheListThoughItsOwnHeaderHasNoLength() {
        assertThat(XlsxPackage.readParts("t.xlsx", zip(NAME, 1, checksum()))).containsOnlyKeys(NAME);
        assertThat(XlsxPackage.readParts("t.xlsx", zip(NAME, 1, checksum())).get(NAME))
                .isEqualTo(TEXT);
    }

    @Test
    void aPartWithAnotherChecksumThanTheListHasIsRefused() {
        assertRefused(zip(NAME, 1, checksum() + 1), "unreadable-file");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 30, 1_000})
    void aFileWithBytesBeforeItsFirstPartIsRefused(int bytes) {
        byte[] zip = zip(NAME, 1, checksum());

        assertRefused(
                ByteBuffer.allocate(bytes + zip.length).position(bytes).put(zip).array(), "unreadable-file");
    }

    @Test
    void aFileThatEndsEarlyIsRefused() {
        byte[] zip = zip(NAME, 1, checksum());

        for (int length = 0; length < zip.length; length++) {
            assertRefused(Arrays.copyOf(zip, length), "unreadable-file");
        }
    }

    @Test
    void aListThatFillsTheFileIsNotReadToItsEnd() {
        byte[] zip = zip("a.png", (SheetReader.MAX_FILE_BYTES - 1_000) / LENGTH_OF_ENTRY, checksum());
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        assertRefused(zip, "too-large");

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MAX_ALLOCATED_BYTES);
    }

    private static void assertRefused(byte[] zip, String code) {
        assertThatThrownBy(() -> XlsxPackage.readParts("t.xlsx", zip))
                .isInstanceOfSatisfying(
                        TableException.class,
                        refused -> assertThat(refused.problems().get(0).code()).isEqualTo(code));
    }

    private static int checksum() {
        CRC32 checksum = new CRC32();
        checksum.update(TEXT);
        return (int) checksum.getValue();
    }

    /**
     * Returns a zip file with one part, which is not compressed and whose length follows it, and a list that has the part
     * so many times.
     */
    private static byte[] zip(String name, int times, int checksum) {
        ByteBuffer zip = ByteBuffer.allocate(100 + times * (46 + name.length()) + LENGTH_OF_END)
                .order(ByteOrder.LITTLE_ENDIAN);
        zip.putInt(0x04034B50).putShort((short) 20).putShort(LENGTH_FOLLOWS).putShort((short) 0);
        zip.putInt(0).putInt(0).putInt(0).putInt(0);
        zip.putShort((short) name.length()).putShort((short) 0).put(name.getBytes(UTF_8));
        zip.put(TEXT);
        zip.putInt(0x08074B50).putInt(checksum).putInt(TEXT.length).putInt(TEXT.length);
        int list = zip.position();
        for (int i = 0; i < times; i++) {
            zip.putInt(0x02014B50).putShort((short) 20).putShort((short) 20).putShort(LENGTH_FOLLOWS);
            zip.putShort((short) 0)
                    .putInt(0)
                    .putInt(checksum)
                    .putInt(TEXT.length)
                    .putInt(TEXT.length);
            zip.putShort((short) name.length()).put(new byte[16]).put(name.getBytes(UTF_8));
        }
        int end = zip.position();
        zip.putInt(0x06054B50).putInt(0).putShort((short) times).putShort((short) times);
        zip.putInt(end - list).putInt(list).putShort((short) 0);
        return Arrays.copyOf(zip.array(), zip.position());
    }
}
