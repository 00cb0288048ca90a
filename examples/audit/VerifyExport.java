import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * Verifies an export of the audit trail with nothing but Java 17 or later:
 *
 * <pre>java VerifyExport.java --key KEY [--key KEY] [--head POSITION:HASH] FILE ...</pre>
 *
 * KEY is a public key in base64, or a file that holds one: as /.well-known/audit-keys.json had it when you kept it, and
 * not as it is sent along with the files. FILEs are sections in their order, .ndjson or .ndjson.gz. A head is one that
 * you have written down at some time. Exit code 0: everything is as it was sealed. 1: something is not. 2: wrong call.
 *
 * This program was written for itself and shares nothing with the platform: docs/audit-format.md is all it knows.
 */
public final class VerifyExport {

    private static final HexFormat HEX = HexFormat.of();

    private final Map<String, PublicKey> keys = new HashMap<>();
    private final List<String> heads = new ArrayList<>();
    private final MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    private String store;
    private byte[] hash;
    private long last;
    private long total;
    private long first;
    private long seals;
    private String lastSeal;
    private long proved;
    private String provedBy = "";

    private VerifyExport() throws GeneralSecurityException {}

    /** What is wrong, and where. */
    private static final class Broken extends Exception {
        private Broken(String what) {
            super(what);
        }
    }

    public static void main(String[] arguments) throws Exception {
        var verifier = new VerifyExport();
        var files = new ArrayList<Path>();
        for (var at = 0; at < arguments.length; at++) {
            if (arguments[at].equals("--key") && at + 1 < arguments.length) verifier.trust(arguments[++at]);
            else if (arguments[at].equals("--head") && at + 1 < arguments.length) verifier.heads.add(arguments[++at]);
            else files.add(Path.of(arguments[at]));
        }
        if (files.isEmpty() || verifier.keys.isEmpty()) {
            System.err.println("java VerifyExport.java --key KEY [--key KEY] [--head POSITION:HASH] FILE ...");
            System.exit(2);
        }
        try {
            for (var file : files) verifier.read(file);
            verifier.conclude();
        } catch (Broken broken) {
            System.out.println("BROKEN: " + broken.getMessage());
            System.exit(1);
        } catch (IOException unreadable) {
            System.out.println("BROKEN: a file cannot be read to its end after position " + verifier.last + ": " + unreadable);
            System.exit(1);
        }
    }

    private void trust(String key) throws IOException, GeneralSecurityException {
        var text = Files.exists(Path.of(key)) ? Files.readString(Path.of(key)).strip() : key;
        var bytes = Base64.getDecoder().decode(text);
        var id = HEX.formatHex(sha256.digest(bytes)).substring(0, 16);
        keys.put(id, KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(bytes)));
    }

    private void read(Path file) throws IOException, Broken, GeneralSecurityException {
        var stream = new FileInputStream(file.toFile());
        var plain = file.toString().endsWith(".gz") ? new GZIPInputStream(stream, 1 << 16) : stream;
        try (var lines = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8), 1 << 16)) {
            var ended = false;
            var begun = false;
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (ended) throw new Broken(file + " goes on after its end.");
                var words = new Line(line, last).words();
                switch (words.getOrDefault("kind", "")) {
                    case "begin" -> begin(words, file, begun);
                    case "event" -> event(words);
                    case "seal" -> seal(words);
                    case "end" -> end(words);
                    default -> throw new Broken("a line of no kind after position " + last + ".");
                }
                begun = true;
                ended = words.get("kind").equals("end");
            }
            if (!ended) throw new Broken(file + " is cut off after position " + last + ".");
        }
    }

    private void begin(Map<String, String> words, Path file, boolean again) throws Broken {
        if (again) throw new Broken(file + " begins twice.");
        if (!"annals-export-v1".equals(words.get("format"))) throw new Broken(file + " is of a format unknown here.");
        var after = number(words, "after");
        var before = HEX.parseHex(words.get("hash"));
        if (store == null) {
            store = words.get("store");
            hash = before;
            last = after;
            total = number(words, "events_before");
            if (after == 0 && !MessageDigest.isEqual(before, digest("annals-chain-v1:" + store)))
                throw new Broken("the chain does not begin as that of store " + store + " does.");
            if (after == 0 && total != 0) throw new Broken("there are events before the first one.");
        } else if (!store.equals(words.get("store")) || after != last || !MessageDigest.isEqual(before, hash)) {
            throw new Broken(file + " does not follow on position " + last + ".");
        }
    }

    private void event(Map<String, String> words) throws Broken, IOException {
        var position = number(words, "position");
        if (position <= last) throw new Broken("position " + position + " comes after " + last + ".");
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.write(hash);
        out.writeLong(last);
        out.writeLong(position);
        text(out, words.get("event_id"));
        text(out, words.get("aggregate_type"));
        text(out, words.get("aggregate_id"));
        out.writeLong(number(words, "sequence"));
        text(out, words.get("type"));
        text(out, words.get("revision"));
        out.writeLong(micros(words.get("at")));
        blob(out, words, "payload");
        blob(out, words, "metadata");
        hash = sha256.digest(bytes.toByteArray());
        if (!HEX.formatHex(hash, 0, 8).equals(words.get("mark")))
            throw new Broken("the event at position " + position + " is not the one that was chained, or one before it is gone.");
        if (first == 0) first = position;
        last = position;
        total++;
        heads.remove(last + ":" + HEX.formatHex(hash));
    }

    private void seal(Map<String, String> words) throws Broken, GeneralSecurityException {
        var name = "seal " + words.get("number") + " at position " + words.get("position");
        var agrees = number(words, "position") == last
                && number(words, "events") == total
                && HEX.formatHex(hash).equals(words.get("hash"));
        if (!agrees) throw new Broken(name + " says something else than the events before it (from " + (proved + 1) + " on).");
        var statement = String.join(
                        "\n",
                        "annals-seal-v1",
                        "store=" + store,
                        "number=" + words.get("number"),
                        "position=" + words.get("position"),
                        "events=" + words.get("events"),
                        "hash=" + words.get("hash"),
                        "previous=" + words.get("previous"),
                        "sealed_at=" + micros(words.get("sealed_at")),
                        "key=" + words.get("key"));
        if (lastSeal != null && !lastSeal.equals(words.get("previous")))
            throw new Broken(name + " does not follow on the seal before it.");
        lastSeal = HEX.formatHex(digest(statement));
        seals++;
        var key = keys.get(words.get("key"));
        if (key == null) return;
        var check = Signature.getInstance("Ed25519");
        check.initVerify(key);
        check.update(statement.getBytes(StandardCharsets.UTF_8));
        boolean good;
        try {
            good = check.verify(Base64.getDecoder().decode(words.get("signature")));
        } catch (GeneralSecurityException | IllegalArgumentException notOne) {
            good = false;
        }
        if (!good) throw new Broken(name + " is forged: the signature is not of key " + words.get("key") + ".");
        proved = last;
        provedBy = "key " + words.get("key") + ", seal " + words.get("number") + " of " + words.get("sealed_at");
    }

    private void end(Map<String, String> words) throws Broken {
        if (number(words, "position") != last || !HEX.formatHex(hash).equals(words.get("hash")))
            throw new Broken("the export says that it ends at " + words.get("position") + " and ends at " + last + ".");
    }

    private void conclude() throws Broken {
        System.out.printf("Store %s: %d events, %d to %d, %d seals.%n", store, total, first, last, seals);
        if (!heads.isEmpty()) throw new Broken("a head that was kept elsewhere is not part of it: " + heads);
        if (proved < last)
            throw new Broken("no seal of a given key covers what is after position " + proved + ".");
        System.out.println("PROVED up to " + proved + " by " + provedBy + ".");
        System.out.println("Head, to be kept: " + last + ":" + HEX.formatHex(hash));
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        if (text == null) out.writeInt(-1);
        else bytes(out, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void blob(DataOutputStream out, Map<String, String> words, String name) throws IOException {
        var encoded = words.get(name + "_base64");
        if (encoded != null) bytes(out, Base64.getDecoder().decode(encoded));
        else text(out, words.get(name));
    }

    private static void bytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private byte[] digest(String text) {
        return sha256.digest(text.getBytes(StandardCharsets.UTF_8));
    }

    private static long micros(String instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(instant));
    }

    private long number(Map<String, String> words, String name) throws Broken {
        try {
            return Long.parseLong(words.get(name));
        } catch (NumberFormatException none) {
            throw new Broken("'" + name + "' is no number after position " + last + ".");
        }
    }

    /** A JSON object of texts, numbers and nulls in one line. */
    private static final class Line {

        private final String json;
        private final long after;
        private int at;

        private Line(String json, long after) {
            this.json = json;
            this.after = after;
        }

        private Map<String, String> words() throws Broken {
            var words = new HashMap<String, String>();
            try {
                expect('{');
                while (json.charAt(at) != '}') {
                    if (!words.isEmpty()) expect(',');
                    var name = string();
                    expect(':');
                    if (words.containsKey(name)) throw new Broken("'" + name + "' stands twice after position " + after + ".");
                    words.put(name, json.charAt(at) == '"' ? string() : bare());
                }
                expect('}');
                if (at != json.length()) throw new IndexOutOfBoundsException();
                return words;
            } catch (IndexOutOfBoundsException | IllegalArgumentException torn) {
                throw new Broken("a torn line after position " + after + ".");
            }
        }

        private void expect(char character) {
            if (json.charAt(at++) != character) throw new IllegalArgumentException();
        }

        private String bare() {
            var from = at;
            while (json.charAt(at) != ',' && json.charAt(at) != '}') at++;
            var word = json.substring(from, at);
            return word.equals("null") ? null : word;
        }

        private String string() {
            expect('"');
            var text = new StringBuilder();
            while (json.charAt(at) != '"') {
                var character = json.charAt(at++);
                text.append(character == '\\' ? escaped() : character);
            }
            at++;
            return text.toString();
        }

        private char escaped() {
            var character = json.charAt(at++);
            return switch (character) {
                case 'n' -> '\n';
                case 't' -> '\t';
                case 'r' -> '\r';
                case 'b' -> '\b';
                case 'f' -> '\f';
                case 'u' -> (char) Integer.parseInt(json.substring(at, at += 4), 16);
                default -> character;
            };
        }
    }
}
