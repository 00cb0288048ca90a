package dev.annals.foundation.outbound;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** An authority of a test's own, and a certificate of it for {@code localhost}: made by the JDK's keytool, gone with it. */
public final class TestAuthority {

    private static final String PASSWORD = "changeit";

    private final Path folder;

    private TestAuthority(Path folder) {
        this.folder = folder;
    }

    /** A new one; it believes in nobody else's. */
    public static TestAuthority made(Path folder) throws Exception {
        var authority = new TestAuthority(Files.createDirectories(folder));
        authority.keytool(
                "-genkeypair -alias ca -dname CN=authority -keyalg EC -groupname secp256r1 -validity 2 -ext bc:c");
        authority.keytool("-genkeypair -alias nats -dname CN=nats -keyalg EC -groupname secp256r1 -validity 2");
        authority.keytool("-certreq -alias nats -file " + authority.file("nats.csr"));
        authority.keytool("-gencert -alias ca -rfc -validity 2 -ext san=dns:localhost -infile "
                + authority.file("nats.csr") + " -outfile " + authority.file("nats.pem"));
        authority.keytool("-exportcert -alias ca -rfc -file " + authority.file("ca.pem"));
        authority.exportKey();
        return authority;
    }

    /** Whoever believes this file believes its servers. */
    public Path certificates() {
        return file("ca.pem");
    }

    /** The lines of a server's configuration that speaks nothing but TLS. */
    public String configuration() {
        return "tls { cert_file: \"%s\", key_file: \"%s\", timeout: 10 }".formatted(file("nats.pem"), file("nats.key"));
    }

    private Path file(String name) {
        return folder.resolve(name).toAbsolutePath();
    }

    private void exportKey() throws Exception {
        var store = KeyStore.getInstance(file("keys.p12").toFile(), PASSWORD.toCharArray());
        var key = store.getKey("nats", PASSWORD.toCharArray()).getEncoded();
        Files.writeString(
                file("nats.key"),
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key)
                        + "\n-----END PRIVATE KEY-----\n");
    }

    private void keytool(String arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments.split(" ")));
        command.addAll(List.of("-keystore", file("keys.p12").toString(), "-storetype", "PKCS12"));
        command.addAll(List.of("-storepass", PASSWORD, "-keypass", PASSWORD));
        var log = file("keytool.log").toFile();
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
        if (process.waitFor() != 0) throw new IllegalStateException(Files.readString(log.toPath()));
    }
}
