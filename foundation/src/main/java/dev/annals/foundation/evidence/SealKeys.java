package dev.annals.foundation.evidence;

import dev.annals.foundation.settings.SettingRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The keys that this installation seals and has sealed with. They stand in no database: whoever has only that cannot seal. */
final class SealKeys {

    private final List<SealKey> keys;

    private SealKeys(List<SealKey> keys) {
        this.keys = keys;
    }

    /** From the setting, or from the file, which is made where that is allowed. */
    static SealKeys read(@Nullable String setting, Path file, boolean create) {
        if (setting != null && !setting.isBlank()) return parse(setting, "ANNALS_AUDIT_SEAL_KEY");
        try {
            if (Files.exists(file)) return parse(Files.readString(file, StandardCharsets.US_ASCII), file.toString());
            return create ? parse(make(file), file.toString()) : new SealKeys(List.of());
        } catch (IOException e) {
            throw new UncheckedIOException("The file of the audit seal's key cannot be read or made: " + file, e);
        }
    }

    static SealKeys parse(String text, String where) {
        var keys = Stream.of(text.split("[\\s,]+"))
                .filter(word -> !word.isEmpty())
                .map(word -> SealKey.of(seed(word, where)))
                .toList();
        if (keys.isEmpty()) throw refused(where);
        return new SealKeys(keys);
    }

    private static byte[] seed(String word, String where) {
        try {
            var seed = Base64.getDecoder().decode(word.replace('-', '+').replace('_', '/'));
            if (seed.length == SealKey.SEED_BYTES) return seed;
        } catch (IllegalArgumentException ignored) {
            // Said below, without the text.
        }
        throw refused(where);
    }

    private static SettingRefused refused(String where) {
        return new SettingRefused("A key of the audit seal in " + where + " is not 32 bytes in base64");
    }

    private static String make(Path file) throws IOException {
        var seed = new byte[SealKey.SEED_BYTES];
        new SecureRandom().nextBytes(seed);
        var folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        Files.createDirectories(folder);
        try (var channel = Files.newByteChannel(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly(folder))) {
            var text = Base64.getEncoder().encodeToString(seed) + "\n";
            channel.write(java.nio.ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (FileAlreadyExistsException another) {
            // Another process that starts at the same time was faster.
        }
        return Files.readString(file, StandardCharsets.US_ASCII);
    }

    private static FileAttribute<?>[] ownerOnly(Path folder) {
        if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) return new FileAttribute<?>[0];
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        };
    }

    /** The one that signs; absent where this process was given none. */
    Optional<SealKey> active() {
        return keys.isEmpty() ? Optional.empty() : Optional.of(keys.getLast());
    }

    /** Whether this process holds the key itself, so that what it has signed was signed here. */
    boolean holds(String id) {
        return keys.stream().anyMatch(key -> key.id().equals(id));
    }

    List<SealKey> all() {
        return keys;
    }
}
