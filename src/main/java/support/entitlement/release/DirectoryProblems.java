package support.entitlement.release;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import support.entitlement.table.problem.Place;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.TableProblemCode;

/** What keeps files of the rules directory from being read. None quotes a path or a content from outside of it. */
final class DirectoryProblems {

    private DirectoryProblems() {}

    static Problem noDirectory(Path path, IOException e) {
        return Problem.error(
                TableProblemCode.NO_RULES_DIRECTORY,
                Place.ofFile(path.toString()),
                "",
                "The rules cannot be read: " + reason(e) + ".",
                "Start the service beside the rules directory, or name it by entitlement.rules.directory.");
    }

    static Problem outside(String name) {
        return Problem.error(
                TableProblemCode.LINK_OUTSIDE,
                Place.ofFile(name),
                "",
                "This link leads out of the rules directory, and is not read.",
                "Put the file itself here, or name the directory that it leads to in entitlement.rules.linked-directories.");
    }

    static Problem unreadable(String name, IOException e) {
        return Problem.error(
                TableProblemCode.UNREADABLE_FILE,
                Place.ofFile(name),
                "",
                "The file cannot be read: " + reason(e) + ".",
                "Replace it by a table, or remove it.");
    }

    static Problem foreign(String name) {
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
                Place.ofFile("rules"),
                "",
                "There are more than " + files + " files, or more than " + bytes / 1024 / 1024 + " MiB in all.",
                "Divide the tables among several services, or remove what is no table.");
    }

    /** Why a file cannot be read or written, without its path. */
    static String reason(IOException e) {
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
