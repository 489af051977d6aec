package support.entitlement.cli;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import support.entitlement.query.ValueProblems;
import support.entitlement.table.CellType;
import support.entitlement.table.FactField;
import support.entitlement.table.value.ChosenThing;
import support.entitlement.text.Names;
import support.entitlement.text.WrittenNumber.AmbiguousNumberException;

/**
 * Ends a command at the first problem of an option's value.
 *
 * @param option the option, with the name of the attribute if it has one
 * @param text the value as it was typed
 */
record OptionProblems(CommandLine command, String option, String text) implements ValueProblems {

    @Override
    public void reportUnknownName(FactField field, String name, Names known) {
        throw badParameter(" “" + name + "” is not known. "
                + known.findNearest(name)
                        .map(nearest -> "The nearest is “" + nearest + "”; known")
                        .orElse("Known")
                + " are " + String.join(", ", known.all()) + ".");
    }

    @Override
    public void reportUnknownChoice(ChosenThing thing, String name, Names known) {
        throw badParameter(" “" + name + "” is no "
                + (thing == ChosenThing.CALENDAR ? "calendar of the tables." : "time zone.")
                + known.findNearest(name)
                        .map(nearest -> " The nearest is “" + nearest + "”.")
                        .orElse(""));
    }

    @Override
    public void reportWrongType(Set<CellType> right) {
        throw badParameter(" “" + text + "” must be "
                + right.stream().map(CellType::describeContent).collect(Collectors.joining(" or ")) + ".");
    }

    @Override
    public void reportUnknownAttribute(String name, Collection<String> known) {
        throw new ParameterException(
                command,
                "--attribute “" + name + "”: no table looks at it. "
                        + (known.isEmpty()
                                ? "The tables look at no attribute."
                                : "Known are " + String.join(", ", known) + "."));
    }

    @Override
    public void reportRepeatedAttribute(String attribute) {
        throw badParameter(": “" + attribute + "” is the same attribute. Give it once.");
    }

    @Override
    public void reportAmbiguousNumber(AmbiguousNumberException ambiguous) {
        throw badParameter(": " + ambiguous.getMessage() + " " + ambiguous.remedy());
    }

    @Override
    public void reportBadDate(String why) {
        throw badParameter(": " + why);
    }

    private ParameterException badParameter(String message) {
        return new ParameterException(command, option + message);
    }
}
