package support.entitlement.policy.calendar;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import support.entitlement.policy.calendar.CalendarLine.CalendarCell;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.ProblemList;
import support.entitlement.table.problem.TableProblemCode;
import support.entitlement.text.NormalForm;

/** Collects the problems of calendars, and the names of the calendars that have one. Not thread-safe. */
final class CalendarProblems {

    private final ProblemList problems = new ProblemList();
    /** Calendars that already have a problem, so that further ones would only follow from it. */
    private final Set<String> faulty = new TreeSet<>(NormalForm.ORDER);

    /** Adds a problem that leaves the calendars usable. */
    void add(Problem problem) {
        problems.add(problem);
    }

    /** Adds a problem of a calendar, which is faulty from now on. */
    void report(CalendarLine line, Problem problem) {
        problems.add(problem);
        faulty.add(line.name());
    }

    /** Makes a calendar faulty without a problem of its own; returns false if it is faulty already. */
    boolean markFaulty(String name) {
        return faulty.add(name);
    }

    boolean isFaulty(String name) {
        return faulty.contains(name);
    }

    /** Runs a statement about a calendar; returns false and reports the cell if the calendar rejects it. */
    boolean tryStatement(CalendarLine line, CalendarCell cell, Runnable statement) {
        try {
            statement.run();
            return true;
        } catch (IllegalArgumentException e) {
            report(
                    line,
                    cell.error(
                            TableProblemCode.BAD_HOURS, e.getMessage() + ".", "Change the hours, or delete the row."));
            return false;
        }
    }

    List<Problem> all() {
        return problems.all();
    }

    /** Returns the names of the faulty calendars, as keys. */
    Set<String> faultyKeys() {
        return faulty.stream().map(NormalForm::key).collect(Collectors.toSet());
    }
}
