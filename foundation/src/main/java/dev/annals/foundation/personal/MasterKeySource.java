package dev.annals.foundation.personal;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.annals.foundation.settings.SettingRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the master key, or makes it at the first start of an embedded store. */
final class MasterKeySource {

    private MasterKeySource() {}

    static MasterKeys read(MasterKeySettings settings, boolean embedded) {
        return new MasterKeys(current(settings, embedded), previous(settings));
    }

    private static byte[] current(MasterKeySettings settings, boolean embedded) {
        if (given(settings.masterKey()) instanceof String text) return decode(text, "ANNALS_MASTER_KEY");
        var file = settings.masterKeyFile();
        if (Files.exists(file)) return readFile(file);
        var create = settings.masterKeyCreate();
        if (create != null ? create : embedded) return create(file);
        throw new SettingRefused("No master key: set ANNALS_MASTER_KEY (32 bytes in base64, e.g. from"
                + " `openssl rand -base64 32`) or ANNALS_MASTER_KEY_FILE. It is made by itself on an embedded store"
                + " only; ANNALS_MASTER_KEY_CREATE=true allows it here, for a store that no other machine uses");
    }

    private static Optional<byte[]> previous(MasterKeySettings settings) {
        if (given(settings.masterKeyPrevious()) instanceof String text)
            return Optional.of(decode(text, "ANNALS_MASTER_KEY_PREVIOUS"));
        return Optional.ofNullable(settings.masterKeyPreviousFile()).map(MasterKeySource::readFile);
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private static byte[] readFile(Path file) {
        try {
            return decode(Files.readString(file, StandardCharsets.US_ASCII), file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("The master key file cannot be read: " + file, e);
        }
    }

    private static byte[] decode(String text, String where) {
        var plain = text.strip().replace('-', '+').replace('_', '/');
        try {
            var key = Base64.getDecoder().decode(plain);
            if (key.length == AesGcm.KEY_BYTES) return key;
        } catch (IllegalArgumentException ignored) {
            // Said below, without the text.
        }
        throw new SettingRefused("The master key in " + where + " is not 32 bytes in base64");
    }

    private static byte[] create(Path file) {
        var key = AesGcm.random(AesGcm.KEY_BYTES);
        var text = Base64.getEncoder().encodeToString(key) + "\n";
        try {
            var folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
            Files.createDirectories(folder);
            try (var channel = FileChannel.open(file, Set.of(CREATE_NEW, WRITE), ownerOnly(folder))) {
                var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
                while (bytes.hasRemaining()) channel.write(bytes);
                channel.force(true);
            }
            // The name must be as durable as what is sealed next, or a crash leaves a store that nobody can open.
            try (var channel = FileChannel.open(folder, READ)) {
                channel.force(true);
            } catch (IOException ignored) {
                // Not every system lets a folder be opened.
            }
            return key;
        } catch (FileAlreadyExistsException e) {
            return readFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The master key file cannot be made: " + file, e);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path folder) {
        if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) return new FileAttribute<?>[0];
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        };
    }
}
