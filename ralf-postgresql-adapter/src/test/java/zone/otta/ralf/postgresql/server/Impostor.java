package zone.otta.ralf.postgresql.server;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Stands before the server with a certificate of his own and listens to what comes inside TLS. */
public final class Impostor implements OddServer.Conduct {
  private final SSLContext tls;

  public Impostor(ServerCertificate certificate) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "key", key(certificate), new char[0], new Certificate[] {certificate(certificate)});
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, new char[0]);
    tls = SSLContext.getInstance("TLSv1.3");
    tls.init(keys.getKeyManagers(), null, null);
  }

  private static PrivateKey key(ServerCertificate certificate) throws GeneralSecurityException {
    String base64 = certificate.keyPem().replaceAll("-----[A-Z ]+-----|\\s", "");
    return KeyFactory.getInstance("EC")
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
  }

  private static Certificate certificate(ServerCertificate certificate)
      throws GeneralSecurityException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificate(
            new ByteArrayInputStream(certificate.pem().getBytes(StandardCharsets.US_ASCII)));
  }

  @Override
  public void serve(Socket socket, ByteArrayOutputStream heard) throws IOException {
    OddServer.readMessage(new DataInputStream(socket.getInputStream()));
    socket.getOutputStream().write('S');
    SSLSocket inside = (SSLSocket) tls.getSocketFactory().createSocket(socket, "client", 0, true);
    inside.setUseClientMode(false);
    OddServer.listen(inside.getInputStream(), heard);
  }
}
