package dev.annals.foundation.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code DATABASE_URL} as JDBC wants it: {@code jdbc:postgresql:}, {@code postgresql:}, {@code postgres:} and
 * SQLAlchemy's {@code postgresql+psycopg:} forms, and any H2 URL as it is. User and password are taken out of the URL,
 * so that no log line or error about the URL shows them.
 */
record DatabaseUrl(
        String jdbcUrl, @Nullable String user, @Nullable String password) {

    private static final Pattern SCHEME = Pattern.compile("(jdbc:postgresql|postgres(ql)?(\\+[a-z0-9_]+)?)://");

    /** The names that libpq has for what the JDBC driver calls otherwise. */
    private static final Map<String, String> LIBPQ = Map.of(
            "connect_timeout", "connectTimeout",
            "application_name", "ApplicationName");

    static DatabaseUrl parse(String text) {
        if (text.startsWith("jdbc:h2:")) return new DatabaseUrl(text, null, null);
        var scheme = SCHEME.matcher(text);
        if (!scheme.lookingAt())
            throw new SettingRefused("DATABASE_URL must start with postgresql://, postgres://, postgresql+psycopg://,"
                    + " jdbc:postgresql:// or jdbc:h2:");
        var rest = text.substring(scheme.end());
        var question = rest.lastIndexOf('?');
        var parameters = parameters(question < 0 ? "" : rest.substring(question + 1));
        var place = question < 0 ? rest : rest.substring(0, question);
        // The last @, and everything before it: passwords are often pasted without being encoded.
        var at = place.lastIndexOf('@');
        var user = parameters.remove("user");
        var password = parameters.remove("password");
        if (at >= 0) {
            var colon = place.substring(0, at).indexOf(':');
            user = decode(place.substring(0, colon < 0 ? at : colon));
            password = colon < 0 ? password : decode(place.substring(colon + 1, at));
        }
        var jdbc = "jdbc:postgresql://" + hostAndDatabase(place.substring(at + 1)) + query(parameters);
        return new DatabaseUrl(jdbc, blankToNull(user), blankToNull(password));
    }

    private static String hostAndDatabase(String text) {
        var slash = text.indexOf('/');
        var hosts = slash < 0 ? text : text.substring(0, slash);
        var database = slash < 0 ? "" : decode(text.substring(slash + 1));
        if (database.isEmpty()) throw new SettingRefused("DATABASE_URL names no database: postgresql://host/database");
        return (hosts.isEmpty() ? "localhost" : hosts) + "/" + encode(database);
    }

    private static Map<String, String> parameters(String query) {
        var parameters = new LinkedHashMap<String, String>();
        for (var pair : query.split("&", -1)) {
            if (pair.isEmpty()) continue;
            var equals = pair.indexOf('=');
            var name = decode(equals < 0 ? pair : pair.substring(0, equals));
            parameters.put(LIBPQ.getOrDefault(name, name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
        }
        // Several rows of one batch travel as one statement: the log's appends and the projections' flushes need it.
        parameters.putIfAbsent("reWriteBatchedInserts", "true");
        parameters.putIfAbsent("ApplicationName", "annals");
        return parameters;
    }

    private static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
                .collect(Collectors.joining("&", "?", ""));
    }

    /** Percent-decoding; a plus stays a plus, and a lone percent sign too. */
    private static String decode(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    boolean isPostgres() {
        return jdbcUrl.startsWith("jdbc:postgresql:");
    }

    @Override
    public String toString() {
        return "DatabaseUrl[" + jdbcUrl + "]";
    }
}
