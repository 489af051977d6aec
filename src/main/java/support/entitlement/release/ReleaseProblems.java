package support.entitlement.release;

import java.io.IOException;
import java.time.Instant;
import support.entitlement.table.problem.Place;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.TableProblemCode;

/** What keeps sound tables from coming into force, or must be known when they do. */
final class ReleaseProblems {

    private ReleaseProblems() {}

    static Problem laterRelease(long id, Instant next) {
        return Problem.warning(
                TableProblemCode.LATER_RELEASE,
                Place.ofFile("release " + id),
                "",
                "Release " + id + " is scheduled for " + next + " and does not contain this change.",
                "Publish its tables again with this change in them, for the same instant.");
    }

    static Problem cannotWrite(String path, IOException e) {
        return Problem.error(
                TableProblemCode.DIRECTORY_NOT_WRITTEN,
                Place.ofFile(path),
                "",
                "The rules directory cannot be written: " + DirectoryProblems.reason(e) + ".",
                "Publish by changing the directory itself, or let the service write to it.");
    }

    static Problem noRelease() {
        return Problem.error(
                TableProblemCode.NO_RELEASE,
                Place.ofFile("rules"),
                "",
                "No release is in force, and there is no rules directory.",
                "Publish the first release, or name a rules directory by entitlement.rules.directory.");
    }

    static Problem notKnownToBeApproved(String path) {
        return Problem.error(
                TableProblemCode.LOG_AWAY,
                Place.ofFile(path),
                "",
                "The log of releases cannot be reached, so nobody can tell whether these tables were approved.",
                "Nothing needs to be done: what is in force is served once the log can be reached.");
    }

    static Problem waitsForLog() {
        return Problem.error(
                TableProblemCode.LOG_AWAY,
                Place.ofFile("rules"),
                "",
                "These tables have no errors, but the log of releases cannot be reached, so they cannot become one.",
                "Nothing needs to be done: they are published once it can be reached.");
    }

    static Problem approvalNeeded(String path, long lastId) {
        return Problem.error(
                TableProblemCode.APPROVAL_NEEDED,
                Place.ofFile(path),
                "",
                "These tables have no errors, but nobody knows who changed them, and a change takes two people here.",
                "Publish them over HTTP, based on release " + lastId
                        + ", and have somebody else approve; or put the release in force back.");
    }

    static Problem behind(String path, LocalMemory.Seen seen, Release inForce, long lastId) {
        return Problem.error(
                TableProblemCode.DIRECTORY_BEHIND,
                Place.ofFile(path),
                "",
                "These tables were changed from release " + seen.release() + ", but release " + inForce.id() + " by "
                        + inForce.author() + " is in force since " + inForce.effectiveFrom() + ".",
                "Put release " + seen.release() + " back to have release " + inForce.id()
                        + " written here, and make the change again; or publish it over HTTP, based on release "
                        + lastId + ".");
    }

    static Problem notTaken(String path, Throwable failure) {
        return Problem.error(
                TableProblemCode.NOT_TAKEN,
                Place.ofFile(path),
                "",
                "The service failed to take these tables: " + failure + ".",
                "It tries again by itself. If this stays, send the service's log to the developers.");
    }
}
