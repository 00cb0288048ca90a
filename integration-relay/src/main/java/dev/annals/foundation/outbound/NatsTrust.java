package dev.annals.foundation.outbound;

import dev.annals.foundation.settings.SettingRefused;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Believes a server whose certificate comes from whom we believe <em>and</em> is for the name that was dialled. The client
 * alone does not look at the name: whoever had any certificate of the same authority could be our NATS.
 */
final class NatsTrust extends X509ExtendedTrustManager {

    private static final String NAMED = "HTTPS";

    private final X509ExtendedTrustManager chains;

    private NatsTrust(X509ExtendedTrustManager chains) {
        this.chains = chains;
    }

    /** With the certificates of that file (PEM); with the JVM's own where there is none. */
    static SSLContext believing(@Nullable Path ca) {
        try {
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(ca == null ? null : certificates(ca));
            var chains = Arrays.stream(factory.getTrustManagers())
                    .filter(X509ExtendedTrustManager.class::isInstance)
                    .map(X509ExtendedTrustManager.class::cast)
                    .findFirst()
                    .orElseThrow();
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new NatsTrust(chains)}, null);
            return context;
        } catch (IOException e) {
            throw new SettingRefused("NATS_CA cannot be read: " + ca);
        } catch (GeneralSecurityException e) {
            throw new SettingRefused("NATS_CA is no file of certificates (PEM): " + ca);
        }
    }

    private static KeyStore certificates(Path file) throws IOException, GeneralSecurityException {
        try (InputStream certificates = Files.newInputStream(file)) {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            var number = 0;
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(certificates))
                store.setCertificateEntry("ca" + number++, certificate);
            if (number == 0) throw new SettingRefused("NATS_CA holds no certificate: " + file);
            return store;
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        if (!(socket instanceof SSLSocket tls)) throw new CertificateException("Whose name it is cannot be seen");
        tls.setSSLParameters(named(tls.getSSLParameters()));
        chains.checkServerTrusted(chain, type, tls);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        engine.setSSLParameters(named(engine.getSSLParameters()));
        chains.checkServerTrusted(chain, type, engine);
    }

    private static SSLParameters named(SSLParameters parameters) {
        parameters.setEndpointIdentificationAlgorithm(NAMED);
        return parameters;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("Whose name it is cannot be seen");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        chains.checkClientTrusted(chain, type, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        chains.checkClientTrusted(chain, type, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        chains.checkClientTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return chains.getAcceptedIssuers();
    }
}
