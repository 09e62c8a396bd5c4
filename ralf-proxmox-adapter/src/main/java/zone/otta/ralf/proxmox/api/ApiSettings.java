package zone.otta.ralf.proxmox.api;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import zone.otta.ralf.port.Secret;

/**
 * Where the API is, whom to trust and who we are.
 *
 * @param host address or name; an authority's certificate must name it
 * @param port 8006 unless somebody changed it
 * @param node the node's own name, as in {@code /nodes/NODE}
 * @param pool the resource pool new containers join, where the token's rights come from one; tags
 *     are then set in a call of their own
 * @param credentials as whom we come
 * @param lab refuse every target that is not a literal loopback address
 * @param sshPublicKeys lines for the new container's {@code authorized_keys}; root logs in with
 *     them
 * @param progress gets the task's log lines while it runs, as the node prints them: foreign text
 */
public record ApiSettings(
    String host,
    int port,
    String node,
    Optional<String> pool,
    Credentials credentials,
    TlsTrust trust,
    boolean lab,
    Optional<String> sshPublicKeys,
    Limits limits,
    Consumer<String> progress) {
  /** Where pveproxy listens. */
  public static final int PORT = 8006;

  private static final Consumer<String> SILENT = line -> {};

  public ApiSettings {
    Objects.requireNonNull(host);
    Objects.requireNonNull(node);
    Objects.requireNonNull(credentials);
    Objects.requireNonNull(trust);
    Objects.requireNonNull(limits);
    Objects.requireNonNull(progress);
  }

  /** With a token; no pool, no keys, no lab, silent. */
  public static ApiSettings of(
      String host, int port, String node, Supplier<Secret> token, TlsTrust trust) {
    return of(host, port, node, new Credentials.Token(token), trust);
  }

  /** The same, by any credentials. */
  public static ApiSettings of(
      String host, int port, String node, Credentials credentials, TlsTrust trust) {
    return new ApiSettings(
        host,
        port,
        node,
        Optional.empty(),
        credentials,
        trust,
        false,
        Optional.empty(),
        Limits.USUAL,
        SILENT);
  }

  public ApiSettings withPool(Optional<String> name) {
    return new ApiSettings(
        host, port, node, name, credentials, trust, lab, sshPublicKeys, limits, progress);
  }

  public ApiSettings withLab(boolean loopbackOnly) {
    return new ApiSettings(
        host, port, node, pool, credentials, trust, loopbackOnly, sshPublicKeys, limits, progress);
  }

  public ApiSettings withSshPublicKeys(Optional<String> lines) {
    return new ApiSettings(
        host, port, node, pool, credentials, trust, lab, lines, limits, progress);
  }

  public ApiSettings withLimits(Limits other) {
    return new ApiSettings(
        host, port, node, pool, credentials, trust, lab, sshPublicKeys, other, progress);
  }

  public ApiSettings withProgress(Consumer<String> listener) {
    return new ApiSettings(
        host, port, node, pool, credentials, trust, lab, sshPublicKeys, limits, listener);
  }

  /** Whether anybody listens to what tasks print. */
  boolean reportsProgress() {
    return progress != SILENT;
  }

  /** For messages: {@code https://pve:8006}. */
  public String target() {
    return "https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
