package bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * Seconds of processor time, user and system, as the operating system counts them.
 *
 * @param application of the platform's processes with all their threads
 * @param database of a PostgreSQL with all its processes, those that ended included
 * @param machine of everything that runs
 */
record Cpu(double application, double database, double machine) {

    /** What a tick of /proc is on every Linux, whatever its timer does. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int PARENT = 1;
    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int ENDED_USER = 13;
    private static final int ENDED_SYSTEM = 14;

    /** What both have used until now; the application may be several processes. */
    static Cpu of(long postmaster, long... applications) {
        return new Cpu(
                Arrays.stream(applications).mapToDouble(Cpu::ofProcess).sum(),
                seconds(stat(postmaster), USER, SYSTEM, ENDED_USER, ENDED_SYSTEM)
                        + children(postmaster)
                                .mapToDouble(child -> seconds(stat(child), USER, SYSTEM))
                                .sum(),
                machineNow());
    }

    /** What one process has used until now, without its children. */
    static double ofProcess(long process) {
        return seconds(stat(process), USER, SYSTEM);
    }

    static long parentOf(long process) {
        return stat(process)[PARENT];
    }

    Cpu since(Cpu before) {
        return new Cpu(application - before.application, database - before.database, machine - before.machine);
    }

    /** What neither of the two used, in the same time; the load generator's share where it is a third process. */
    double others() {
        return Math.max(0, machine - application - database);
    }

    private static LongStream children(long parent) {
        return ProcessHandle.of(parent).stream()
                .flatMap(ProcessHandle::children)
                .mapToLong(ProcessHandle::pid);
    }

    private static double seconds(long[] stat, int... fields) {
        return Arrays.stream(fields).mapToLong(field -> stat[field]).sum() / TICKS_PER_SECOND;
    }

    /** What follows the name of the command, which may hold anything; zeros for a process that has just ended. */
    private static long[] stat(long process) {
        try {
            var line = Files.readString(Path.of("/proc/" + process + "/stat"));
            return numbers(line.substring(line.lastIndexOf(')') + 2));
        } catch (IOException ended) {
            return new long[ENDED_SYSTEM + 1];
        }
    }

    private static double machineNow() {
        try (var lines = Files.lines(Path.of("/proc/stat"))) {
            var numbers = numbers(lines.findFirst().orElseThrow());
            // cpu user nice system idle iowait irq softirq steal: what is neither idle nor waiting for a disk.
            return seconds(numbers, 1, 2, 3, 6, 7);
        } catch (IOException e) {
            throw new UncheckedIOException("Only Linux tells what processes use", e);
        }
    }

    private static long[] numbers(String line) {
        return Arrays.stream(line.strip().split(" +"))
                .mapToLong(word -> word.matches("-?\\d{1,18}") ? Long.parseLong(word) : 0)
                .toArray();
    }
}
