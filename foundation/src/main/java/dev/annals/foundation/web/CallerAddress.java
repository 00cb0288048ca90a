package dev.annals.foundation.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From where a request comes: the peer, or what proxies that are trusted say in {@code X-Forwarded-For}. */
final class CallerAddress {

    private final List<Network> trusted;

    CallerAddress(List<Network> trusted) {
        this.trusted = trusted;
    }

    /** The nearest address that is not a trusted proxy: what stands left of it may be invented. */
    @Nullable
    String of(HttpServletRequest request) {
        var peer = request.getRemoteAddr();
        if (trusted.isEmpty() || peer == null) return peer;
        var address = Network.literal(peer);
        var hops = hops(request);
        for (var hop = hops.length - 1;
                hop >= 0 && address.filter(this::isTrusted).isPresent();
                hop--) {
            var further = Network.literal(hops[hop].strip());
            if (further.isEmpty()) break;
            address = further;
        }
        return address.map(InetAddress::getHostAddress).orElse(peer);
    }

    private boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(network -> network.contains(address));
    }

    private static String[] hops(HttpServletRequest request) {
        return String.join(",", Collections.list(request.getHeaders("X-Forwarded-For")))
                .split(",");
    }
}
