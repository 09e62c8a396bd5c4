package zone.otta.ralf.proxmox.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zone.otta.ralf.proxmox.ProxmoxOverSsh;
import zone.otta.ralf.proxmox.ScriptedServer;
import zone.otta.ralf.site.Ipv4Address;

/** A layered SSLSocket calls many methods of the socket below; all of them have to answer. */
class TlsOverTunnelTest {
  private static final char[] STORE = "test-only".toCharArray();
  @TempDir private Path folder;

  private SSLContext context() throws Exception {
    Path store = folder.resolve("server.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=test",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(STORE))
            .redirectErrorStream(true)
            .start();
    assertThat(keytool.waitFor()).as("keytool").isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(store)) {
      keys.load(in, STORE);
    }
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, STORE);
    var trust = KeyStore.getInstance("PKCS12");
    trust.load(null, null);
    trust.setCertificateEntry("server", keys.getCertificate(keys.aliases().nextElement()));
    var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(trust);
    SSLContext context = SSLContext.getInstance("TLSv1.3");
    context.init(managers.getKeyManagers(), trusted.getTrustManagers(), null);
    return context;
  }

  @Test
  void tlsWorksOverTheChannel() throws Exception {
    SSLContext context = context();
    try (ScriptedServer server = ScriptedServer.start(folder);
        ProxmoxOverSsh proxmox = ProxmoxOverSsh.open(server.settings());
        SSLServerSocket target =
            (SSLServerSocket)
                context
                    .getServerSocketFactory()
                    .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> echo(target));
      Socket below =
          proxmox
              .tunnel()
              .connect(Ipv4Address.of("127.0.0.1"), target.getLocalPort(), Duration.ofSeconds(10));
      try (SSLSocket tls =
          (SSLSocket)
              context
                  .getSocketFactory()
                  .createSocket(below, "127.0.0.1", target.getLocalPort(), true)) {
        tls.setSoTimeout(10_000);
        tls.startHandshake();
        assertThat(tls.getSession().getProtocol()).isEqualTo("TLSv1.3");
        tls.getOutputStream().write("hello".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        tls.getOutputStream().flush();
        assertThat(tls.getInputStream().readNBytes(5)).asString().isEqualTo("hello");
      }
      assertThat(below.isClosed()).isTrue();
    }
  }

  private static void echo(SSLServerSocket target) {
    try (Socket peer = target.accept()) {
      peer.getInputStream().transferTo(peer.getOutputStream());
    } catch (IOException ended) {
      // the client has what it wanted
    }
  }
}
