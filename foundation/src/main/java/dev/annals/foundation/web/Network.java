package dev.annals.foundation.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** A range of addresses in CIDR form, or one address. Never asks the name service. */
record Network(InetAddress address, int bits) {

    private static final Pattern LITERAL = Pattern.compile("[0-9.]{7,15}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    /** Reads {@code 10.0.0.0/8}, {@code ::1}. */
    static Network of(String text) {
        var slash = text.indexOf('/');
        var address = literal(slash < 0 ? text : text.substring(0, slash))
                .orElseThrow(() -> new IllegalArgumentException("Neither an address nor a network: " + text));
        var longest = address.getAddress().length * 8;
        var bits = slash < 0 ? longest : Integer.parseInt(text.substring(slash + 1));
        if (bits < 0 || bits > longest) throw new IllegalArgumentException("No such network: " + text);
        return new Network(address, bits);
    }

    /** An address written out in numbers; absent for names and rubbish. */
    static Optional<InetAddress> literal(String text) {
        var bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        if (!LITERAL.matcher(bare).matches()) return Optional.empty();
        try {
            return Optional.of(InetAddress.getByName(bare));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    boolean contains(InetAddress other) {
        var mine = address.getAddress();
        var its = other.getAddress();
        if (mine.length != its.length) return false;
        var whole = bits / 8;
        if (!Arrays.equals(mine, 0, whole, its, 0, whole)) return false;
        var rest = bits % 8;
        return rest == 0 || ((mine[whole] ^ its[whole]) & (0xff00 >> rest) & 0xff) == 0;
    }
}
