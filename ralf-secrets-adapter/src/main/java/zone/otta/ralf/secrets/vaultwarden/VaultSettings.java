package zone.otta.ralf.secrets.vaultwarden;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import zone.otta.ralf.http.TrustedServer;
import zone.otta.ralf.port.Secret;

/**
 * Where the vault is, whom to believe and who we are.
 *
 * @param url {@code https://HOST[:PORT][/PATH]}, without a slash at its end
 * @param masterPassword the supplied value is closed after use
 * @param trust asked at the first connection
 * @param device the same for every login of this installation: the server keeps a list of devices
 * @param lab refuse every target that is not a literal loopback address
 * @param connect limit for TCP and TLS, each
 * @param reply limit for one answer
 */
public record VaultSettings(
    String url,
    VaultAccess access,
    Supplier<Secret> masterPassword,
    Supplier<TrustedServer> trust,
    Supplier<String> device,
    boolean lab,
    Duration connect,
    Duration reply) {
  public VaultSettings {
    Objects.requireNonNull(url);
    Objects.requireNonNull(access);
    Objects.requireNonNull(masterPassword);
    Objects.requireNonNull(trust);
    Objects.requireNonNull(device);
    if (!url.startsWith("https://")) {
      throw new IllegalArgumentException("not an https address");
    }
  }

  /** With the usual limits. */
  public static VaultSettings of(
      String url,
      VaultAccess access,
      Supplier<Secret> masterPassword,
      Supplier<TrustedServer> trust,
      Supplier<String> device,
      boolean lab) {
    return new VaultSettings(
        url,
        access,
        masterPassword,
        trust,
        device,
        lab,
        Duration.ofSeconds(15),
        Duration.ofSeconds(60));
  }

  /** With other limits for connections and answers. */
  public VaultSettings within(Duration connecting, Duration answering) {
    return new VaultSettings(
        url, access, masterPassword, trust, device, lab, connecting, answering);
  }
}
