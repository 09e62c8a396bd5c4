package zone.otta.ralf.lab.ssh;

import java.io.IOException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.channel.ChannelSessionFactory;
import org.apache.sshd.server.forward.StaticDecisionForwardingFilter;
import zone.otta.ralf.lab.machine.LabNet;

/**
 * An SSH server of the world at one card address: public key only, user root, one command per
 * channel, and connections to guests that leave from the face's own address. No shell, no
 * subsystem, no agent.
 */
public final class SshFace implements AutoCloseable {
  private final SshServer sshd;
  private final String host;
  private final String hostKey;

  /**
   * Listens on a free port.
   *
   * @param card the face's card address
   */
  public SshFace(LabNet net, String card, KeyPair hostKey, PublicKey client, Shell shell)
      throws IOException {
    this(
        net.toLoopback(card),
        0,
        hostKey,
        key -> KeyUtils.compareKeys(key, client),
        shell,
        new Forward(
            target -> new Forward.Route(net.toLoopbackOrNowhere(target), net.toLoopback(card))));
  }

  /**
   * @param host a loopback address
   * @param port 0 for a free one
   * @param clients whose key opens it
   */
  public SshFace(
      String host,
      int port,
      KeyPair hostKey,
      Predicate<PublicKey> clients,
      Shell shell,
      Forward forward)
      throws IOException {
    this.host = host;
    this.hostKey = PublicKeyEntry.toString(hostKey.getPublic());
    sshd = SshServer.setUpDefaultServer();
    sshd.setHost(host);
    sshd.setPort(port);
    sshd.setKeyPairProvider(session -> List.of(hostKey));
    sshd.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
    sshd.setPublickeyAuthenticator(
        (user, key, session) -> user.equals("root") && clients.test(key));
    sshd.setSubsystemFactories(List.of());
    sshd.setCommandFactory((channel, line) -> new ExecChannel(line, shell));
    sshd.setChannelFactories(List.of(ChannelSessionFactory.INSTANCE, forward));
    sshd.setForwardingFilter(
        new StaticDecisionForwardingFilter(false) {
          @Override
          protected boolean checkAcceptance(
              String request, Session session, SshdSocketAddress target) {
            return request.equals("direct-tcpip");
          }
        });
    CoreModuleProperties.STOP_WAIT_TIME.set(sshd, Duration.ofSeconds(2));
    sshd.start();
  }

  public String host() {
    return host;
  }

  public int port() {
    return sshd.getPort();
  }

  /** Algorithm and base64 key, as in a known_hosts file. */
  public String hostKey() {
    return hostKey;
  }

  @Override
  public void close() throws IOException {
    sshd.close(true).await(Duration.ofSeconds(3));
  }
}
