package support.entitlement.change.diff;

/** Finds the rows that count as not moved after a table was reordered. */
public final class LongestIncreasingSubsequence {

    private LongestIncreasingSubsequence() {}

    /**
     * Returns which of these numbers are in a longest ascending subsequence: of rows that were reordered, as many as
     * possible then count as not moved.
     */
    public static boolean[] markMembers(int[] numbers) {
        int[] lasts = new int[numbers.length];
        int[] before = new int[numbers.length];
        int length = 0;
        for (int i = 0; i < numbers.length; i++) {
            int low = 0;
            int high = length;
            while (low < high) {
                int middle = (low + high) / 2;
                if (numbers[lasts[middle]] < numbers[i]) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            before[i] = low == 0 ? -1 : lasts[low - 1];
            lasts[low] = i;
            length = Math.max(length, low + 1);
        }
        boolean[] in = new boolean[numbers.length];
        for (int i = length == 0 ? -1 : lasts[length - 1]; i >= 0; i = before[i]) {
            in[i] = true;
        }
        return in;
    }
}
