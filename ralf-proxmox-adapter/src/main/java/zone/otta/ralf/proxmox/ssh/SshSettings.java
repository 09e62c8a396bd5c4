package zone.otta.ralf.proxmox.ssh;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import zone.otta.ralf.site.OutsideProbe;
import zone.otta.ralf.site.ProxmoxEndpoint;

/**
 * Where to connect and whom to trust.
 *
 * @param hostKeyAlias the name under which the host key stands in {@code knownHosts}; independent
 *     of address and port
 * @param knownHosts text of lines {@code ALIAS TYPE BASE64}
 * @param lab refuse every target that is not a literal loopback address
 * @param connectLimit for TCP, key exchange and login together about twice this
 */
public record SshSettings(
    String host,
    int port,
    String user,
    Login login,
    String hostKeyAlias,
    String knownHosts,
    boolean lab,
    Duration connectLimit) {
  private static final Duration CONNECT = Duration.ofSeconds(15);

  /** What proves who we are. */
  public sealed interface Login {
    /** An unencrypted private key, readable by its owner only. */
    record KeyFile(Path file) implements Login {}

    /** The keys of a running SSH agent; empty if there is none. */
    record Agent(Optional<Path> socket) implements Login {}
  }

  public SshSettings {
    Objects.requireNonNull(host);
    Objects.requireNonNull(login);
    Objects.requireNonNull(knownHosts);
  }

  /**
   * For the node; the alias is the node's name.
   *
   * @param agent the agent's socket, used where the endpoint names no key file
   */
  public static SshSettings of(
      ProxmoxEndpoint endpoint, String knownHosts, Optional<Path> agent, boolean lab) {
    return new SshSettings(
        endpoint.host(),
        endpoint.port(),
        endpoint.user(),
        login(endpoint.keyFile(), agent),
        endpoint.node(),
        knownHosts,
        lab,
        CONNECT);
  }

  /** For the outside probe; the alias is its host. */
  public static SshSettings of(
      OutsideProbe probe, String knownHosts, Optional<Path> agent, boolean lab) {
    return new SshSettings(
        probe.host(),
        probe.port(),
        probe.user(),
        login(probe.keyFile(), agent),
        probe.host(),
        knownHosts,
        lab,
        CONNECT);
  }

  private static Login login(Optional<String> keyFile, Optional<Path> agent) {
    return keyFile
        .<Login>map(file -> new Login.KeyFile(expand(file)))
        .orElseGet(() -> new Login.Agent(agent));
  }

  private static Path expand(String file) {
    return file.startsWith("~/")
        ? Path.of(System.getProperty("user.home"), file.substring(2))
        : Path.of(file);
  }

  /** For messages: {@code root@pve:22}. */
  public String target() {
    return user + "@" + host + ":" + port;
  }
}
