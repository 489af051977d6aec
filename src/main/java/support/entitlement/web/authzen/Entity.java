package support.entitlement.web.authzen;

import java.util.Locale;

/** The entities of a request that have properties. */
enum Entity {
    SUBJECT("id"),
    ACTION("name"),
    RESOURCE("id");

    private final String identifier;

    Entity(String identifier) {
        this.identifier = identifier;
    }

    /** Returns the member that tells this entity from others of its type. */
    String identifier() {
        return identifier;
    }

    /** Returns whether it has a type. */
    boolean hasType() {
        return this != ACTION;
    }

    /** Returns the member of a request that holds it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
