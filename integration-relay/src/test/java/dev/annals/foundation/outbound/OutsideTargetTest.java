package dev.annals.foundation.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutsideTargetTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.9.9.9",
                "10.1.2.3",
                "172.16.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "0.0.0.0",
                "100.64.0.1",
                "192.0.0.8",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd12::1",
                "ff02::1",
                "::ffff:10.0.0.1",
                "64:ff9b::a00:1",
                "2002:a00:1::"
            })
    void whatIsNotOnTheInternetIsPrivate(String address) throws UnknownHostException {
        assertThat(OutsideTarget.isPrivate(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"9.9.9.9", "100.63.0.1", "172.32.0.1", "192.1.0.1", "198.20.0.1", "2606:4700::1111"})
    void theOthersAreNot(String address) throws UnknownHostException {
        assertThat(OutsideTarget.isPrivate(InetAddress.getByName(address))).isFalse();
    }
}
