package support.entitlement.release.directory;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import support.entitlement.release.log.Release;
import support.entitlement.table.problem.Place;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.TableProblemCode;

/**
 * The problems of the rules directory as a whole, and of the releases that it becomes. None quotes the path of the directory, or a path
 * or a content from outside of it: the log has those.
 */
public final class DirectoryProblems {

    private static final Place RULES = Place.ofFile("rules");

    private DirectoryProblems() {}

    static Problem noDirectory(IOException e) {
        return Problem.error(
                TableProblemCode.NO_RULES_DIRECTORY,
                RULES,
                "",
                "The rules cannot be read: " + reasonOf(e) + ".",
                "Start the service beside the rules directory, or name it by entitlement.rules.directory.");
    }

    static Problem linkOutside(String name) {
        return Problem.error(
                TableProblemCode.LINK_OUTSIDE,
                Place.ofFile(name),
                "",
                "This link leads out of the rules directory, and is not read.",
                "Put the file itself here, or name the directory that it leads to in entitlement.rules.linked-directories.");
    }

    static Problem unreadableFile(String name, IOException e) {
        return Problem.error(
                TableProblemCode.UNREADABLE_FILE,
                Place.ofFile(name),
                "",
                "The file cannot be read: " + reasonOf(e) + ".",
                "Replace it by a table, or remove it.");
    }

    static Problem foreignPublishing(String name) {
        return Problem.error(
                TableProblemCode.FOREIGN_PUBLISHING,
                Place.ofFile(name),
                "",
                "This looks like the rest of a write that an earlier version of the service began, or like a forgery of one. It is"
                        + " never acted on.",
                "Compare the tables with the release in force, put right what differs, and remove it.");
    }

    static Problem tooLarge(int files, int bytes) {
        return Problem.error(
                TableProblemCode.DIRECTORY_TOO_LARGE,
                RULES,
                "",
                "There are more than " + files + " files, or more than " + bytes / 1024 / 1024 + " MiB in all.",
                "Divide the tables among several services, or remove what is no table.");
    }

    public static Problem laterRelease(long id, Instant next) {
        return Problem.warning(
                TableProblemCode.LATER_RELEASE,
                Place.ofFile("release " + id),
                "",
                "Release " + id + " is scheduled for " + next + " and does not contain this change.",
                "Publish its tables again with this change in them, for the same instant.");
    }

    public static Problem cannotWrite(IOException e) {
        return Problem.error(
                TableProblemCode.DIRECTORY_NOT_WRITTEN,
                RULES,
                "",
                "The rules directory cannot be written: " + reasonOf(e) + ".",
                "Publish by changing the directory itself, or let the service write to it.");
    }

    public static Problem noRelease() {
        return Problem.error(
                TableProblemCode.NO_RELEASE,
                RULES,
                "",
                "No release is in force, and there is no rules directory.",
                "Publish the first release, or name its tables by entitlement.rules.first-release, or a rules directory by"
                        + " entitlement.rules.directory.");
    }

    public static Problem notKnownToBeApproved() {
        return Problem.error(
                TableProblemCode.LOG_AWAY,
                RULES,
                "",
                "The log of releases cannot be reached, so nobody can tell whether these tables were approved.",
                "Nothing needs to be done: what is in force is served once the log can be reached.");
    }

    public static Problem waitsForLog() {
        return Problem.error(
                TableProblemCode.LOG_AWAY,
                RULES,
                "",
                "These tables have no errors, but the log of releases cannot be reached, so they cannot become one.",
                "Nothing needs to be done: they are published once it can be reached.");
    }

    public static Problem approvalNeeded(long lastId) {
        return Problem.error(
                TableProblemCode.APPROVAL_NEEDED,
                RULES,
                "",
                "These tables have no errors, but nobody knows who changed them, and a change takes two people here.",
                "Publish them over HTTP, based on release " + lastId
                        + ", and have somebody else approve; or put the release in force back.");
    }

    public static Problem directoryBehind(LocalReleaseStore.Seen seen, Release inForce, long lastId) {
        return Problem.error(
                TableProblemCode.DIRECTORY_BEHIND,
                RULES,
                "",
                "These tables were changed from release " + seen.release() + ", but release " + inForce.id() + " by "
                        + inForce.author() + " is in force since " + inForce.effectiveFrom() + ".",
                "Put release " + seen.release() + " back to have release " + inForce.id()
                        + " written here, and make the change again; or publish it over HTTP, based on release "
                        + lastId + ".");
    }

    public static Problem notTaken() {
        return Problem.error(
                TableProblemCode.NOT_TAKEN,
                RULES,
                "",
                "The service failed to take these tables. Its log has the cause.",
                "It tries again by itself. If this stays, send the service's log to the developers.");
    }

    /** Returns the reason of a failure without the path. */
    static String reasonOf(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is nothing of this name, or a link leads nowhere";
        }
        if (e instanceof AccessDeniedException) {
            return "the service may not";
        }
        String message = e instanceof FileSystemException failure ? failure.getReason() : e.getMessage();
        return message == null ? e.getClass().getSimpleName() : withoutStop(message);
    }

    private static String withoutStop(String message) {
        return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }
}
