package dev.annals.foundation.web;

import dev.annals.foundation.personal.PersonalData;
import dev.annals.shared.Personal;
import org.springframework.beans.factory.ObjectProvider;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.std.StdSerializer;

/** Opens a personal value at the last moment, when the answer is written; an erased one is null. */
final class OpenedPersonal extends StdSerializer<Personal> {

    private final ObjectProvider<PersonalData> personal;

    OpenedPersonal(ObjectProvider<PersonalData> personal) {
        super(Personal.class);
        this.personal = personal;
    }

    @Override
    public void serialize(Personal sealed, JsonGenerator json, SerializationContext context) {
        var clear = personal.getObject().openNullable(sealed);
        if (clear == null) json.writeNull();
        else json.writeString(clear);
    }
}
