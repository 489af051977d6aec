package support.entitlement.database;

/** What is kept in the database cannot be asked now. It may be later; what serves goes on serving. */
public final class DatabaseUnavailableException extends RuntimeException {

    private final String what;

    /**
     * A failure to reach it.
     *
     * @param what what cannot be reached, in the singular, as the subject of a sentence
     */
    public DatabaseUnavailableException(String what, Throwable cause) {
        super(what + " cannot be reached: " + rootOf(cause).getMessage(), cause);
        this.what = what;
    }

    /** What cannot be reached. */
    public String what() {
        return what;
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
