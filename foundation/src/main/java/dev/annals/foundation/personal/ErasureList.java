package dev.annals.foundation.personal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;

import dev.annals.foundation.settings.SettingRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Who was erased, in a file outside of the database: a backup that is older than an erasure does not know of it, the
 * list does. One line each, the subject and the instant; only ever appended to.
 */
final class ErasureList {

    private static final int UUID_LENGTH = 36;

    private final Path file;
    private final Set<UUID> subjects;

    ErasureList(Path file) {
        this.file = file;
        this.subjects = read();
    }

    /** Everybody on it as it was when it was opened, and whom this process has added. */
    synchronized Set<UUID> subjects() {
        return Set.copyOf(subjects);
    }

    /** Adds somebody who is not on it; on the disk when this returns. Several processes may share the file. */
    synchronized void add(UUID subject) {
        if (subjects.contains(subject)) return;
        try {
            append(subject + " " + Instant.now() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("The list of erasures cannot be written: " + file, e);
        }
        subjects.add(subject);
    }

    @Override
    public String toString() {
        return file.toString();
    }

    private void append(String line) throws IOException {
        var folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        Files.createDirectories(folder);
        var isNew = !Files.exists(file);
        try (var channel = FileChannel.open(file, CREATE, APPEND);
                var lock = channel.lock()) {
            var bytes = ByteBuffer.wrap(((endsWhole() ? "" : "\n") + line).getBytes(US_ASCII));
            while (bytes.hasRemaining()) channel.write(bytes);
            channel.force(true);
        }
        if (isNew) force(folder);
    }

    private boolean endsWhole() throws IOException {
        try (var channel = FileChannel.open(file, READ)) {
            var last = ByteBuffer.allocate(1);
            return channel.size() == 0 || (channel.read(last, channel.size() - 1) == 1 && last.get(0) == '\n');
        }
    }

    private Set<UUID> read() {
        var found = new LinkedHashSet<UUID>();
        if (!Files.exists(file)) return found;
        try {
            var number = 0;
            for (var line : Files.readAllLines(file, US_ASCII)) {
                number++;
                // Shorter than a name: what a crash has left of a line. Its key was not destroyed yet.
                if (line.length() >= UUID_LENGTH) found.add(subject(line, number));
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException("The list of erasures cannot be read: " + file, e);
        }
    }

    private UUID subject(String line, int number) {
        try {
            return UUID.fromString(line.substring(0, UUID_LENGTH));
        } catch (IllegalArgumentException e) {
            throw new SettingRefused("Line " + number + " of the list of erasures names nobody (" + file
                    + "): a list that cannot be read cannot be applied");
        }
    }

    /** The file's name must be as durable as its lines. */
    private static void force(Path folder) {
        try (var channel = FileChannel.open(folder, READ)) {
            channel.force(true);
        } catch (IOException ignored) {
            // Not every system lets a folder be opened.
        }
    }
}
