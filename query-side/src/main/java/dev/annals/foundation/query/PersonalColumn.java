package dev.annals.foundation.query;

import dev.annals.shared.Personal;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/** Reads sealed values as they are; opening is the business of whoever writes the answer. */
@Converter(autoApply = true)
class PersonalColumn implements AttributeConverter<Personal, String> {

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable Personal personal) {
        return personal == null ? null : personal.text();
    }

    @Override
    public @Nullable Personal convertToEntityAttribute(@Nullable String text) {
        return text == null ? null : Personal.parse(text);
    }
}
