package dev.annals.foundation.web;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/** Text that every store can keep: a JSON string, without NUL and without half a surrogate pair. */
final class CleanText extends StdScalarDeserializer<String> {

    CleanText() {
        super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) {
        if (!parser.hasToken(JsonToken.VALUE_STRING))
            return (String) context.handleUnexpectedToken(getValueType(context), parser);
        var text = parser.getString();
        return isClean(text)
                ? text
                : context.reportInputMismatch(this, "A text has a NUL character or half a surrogate pair");
    }

    static boolean isClean(String text) {
        for (var i = 0; i < text.length(); i++) {
            var unit = text.charAt(i);
            if (unit == 0) return false;
            if (!Character.isSurrogate(unit)) continue;
            var paired = Character.isHighSurrogate(unit)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (!paired) return false;
            i++;
        }
        return true;
    }
}
