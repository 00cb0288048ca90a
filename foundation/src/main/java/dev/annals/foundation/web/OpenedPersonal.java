package dev.annals.foundation.web;

import dev.annals.foundation.personal.PersonalData;
import dev.annals.shared.Personal;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.function.SingletonSupplier;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.std.StdSerializer;

/** Opens a personal value at the last moment, when the answer is written; an erased one is null. */
final class OpenedPersonal extends StdSerializer<Personal> {

    /** Asked for once: looking a bean up costs more than opening a value. */
    private final Supplier<PersonalData> personal;

    OpenedPersonal(ObjectProvider<PersonalData> personal) {
        super(Personal.class);
        this.personal = SingletonSupplier.of(personal::getObject);
    }

    @Override
    public void serialize(Personal sealed, JsonGenerator json, SerializationContext context) {
        var clear = personal.get().openNullable(sealed);
        if (clear == null) json.writeNull();
        else json.writeString(clear);
    }
}
