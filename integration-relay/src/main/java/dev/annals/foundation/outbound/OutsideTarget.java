package dev.annals.foundation.outbound;

import dev.annals.foundation.settings.SettingRefused;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

/**
 * Where requests go that leave the house, as a setting says.
 *
 * @param uri of {@code http} or {@code https}, with a host and without a user
 */
public record OutsideTarget(URI uri) {

    /** Reads the setting of this name; refuses to start with one that no request could be sent to. */
    public static OutsideTarget of(String setting, String url) {
        try {
            var target = URI.create(url);
            var scheme = String.valueOf(target.getScheme());
            if (!scheme.matches("(?i)https?") || target.getHost() == null || target.getUserInfo() != null)
                throw new SettingRefused(setting + " looks like https://host/path, without a user");
            return new OutsideTarget(target);
        } catch (IllegalArgumentException e) {
            throw new SettingRefused(setting + " is no URL");
        }
    }

    /**
     * Whether its name means, at the moment, an address that is not on the Internet. To be asked before each request. The
     * JVM keeps what it has resolved for longer than it takes to connect.
     */
    public boolean isPrivate() throws UnknownHostException {
        for (var address : InetAddress.getAllByName(uri.getHost())) if (isPrivate(address)) return true;
        return false;
    }

    static boolean isPrivate(InetAddress address) {
        var bytes = address.getAddress();
        return address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || bytes.length == 4 && isReserved(bytes[0] & 0xff, bytes[1] & 0xff)
                // fc00::/7, and what carries an IPv4 address: 64:ff9b::/96, 2002::/16.
                || bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc
                || bytes.length == 16 && bytes[0] == 0 && bytes[1] == 0x64
                || bytes.length == 16 && bytes[0] == 0x20 && bytes[1] == 0x02;
    }

    /** 0/8, 100.64/10 (carriers), 192.0.0/24 and what lies around it, 198.18/15 (benchmarks), 240/4. */
    private static boolean isReserved(int first, int second) {
        return first == 0
                || first == 100 && second >= 64 && second < 128
                || first == 192 && second == 0
                || first == 198 && (second == 18 || second == 19)
                || first >= 240;
    }
}
