package zone.otta.ralf.cli.phases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.site.SecretReference;
import zone.otta.ralf.workspace.store.DurableFile;
import zone.otta.ralf.workspace.store.StateDirectory;
import zone.otta.ralf.workspace.trust.HostKey;
import zone.otta.ralf.workspace.trust.TrustStore;

/** A scratch workspace whose site is a lab: card, {@code ralf.yaml}, secrets, host keys. */
public final class DemoWorkspace {
  /** Where the card stands in it: as in the repository. */
  public static final String CARD = "services/postgresql/service_card.md";

  private final Path root;

  private DemoWorkspace(Path root) {
    this.root = root;
  }

  /** A new one, for its owner only. */
  public static DemoWorkspace create() {
    try {
      return in(Files.createTempDirectory("ralf-demo-"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In an empty folder of its owner's. */
  public static DemoWorkspace in(Path folder) {
    return new DemoWorkspace(folder);
  }

  public Path root() {
    return root;
  }

  public Path lab() {
    return folder(root.resolve("lab"));
  }

  /** Copies the card. */
  public Path card(Path original) {
    Path card = root.resolve(CARD);
    try {
      folder(root.resolve("services"));
      folder(root.resolve("services/postgresql"));
      Files.copy(original, card);
      return card;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path folder(Path path) {
    try {
      return Files.isDirectory(path)
          ? path
          : Files.createDirectory(
              path,
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes {@code ralf.yaml} for the lab, takes over its DNS key, learns its host keys.
   *
   * @param status the lab's own status file
   * @param secret the reference the card names; it is mapped to a file of this workspace
   */
  public void furnish(Json.Obj status, Optional<SecretReference> secret) {
    Json.Obj node = part(status, "node");
    Json.Obj outside = part(status, "outside");
    DurableFile.write(root.resolve("ralf.yaml"), yaml(node, outside, part(status, "dns"), secret));
    folder(root.resolve("secrets"));
    try {
      Path key = Path.of(text(part(status, "dns"), "keySecretFile"));
      DurableFile.write(root.resolve("secrets/tsig"), Files.readString(key));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    TrustStore trust = new TrustStore(StateDirectory.openOrCreate(root.resolve(".ralf")));
    trust.replace(hostKey(text(node, "name"), node));
    trust.replace(hostKey(text(outside, "host"), outside));
  }

  private static String yaml(
      Json.Obj node, Json.Obj outside, Json.Obj dns, Optional<SecretReference> secret) {
    return """
        # A lab on this machine: guest OS emulated, PostgreSQL real. Only loopback is ever contacted.
        lab: true
        proxmox:
          adapter: pct
          host: %s
          port: %d
          user: %s
          node: %s
          key_file: %s
        dns:
          adapter: rfc2136
          server: %s
          port: %d
          key_name: %s
          algorithm: %s
          key_secret: file:secrets/tsig
          reverse_zone: 10.10.in-addr.arpa
          resolver_host: %s
          resolver_port: %d
        secrets:
          allow: ["env:RALF_*", "file:secrets/*"]
          from:
            %s: file:secrets/postgresql
        outside_probe:
          host: %s
          port: %d
          user: %s
          key_file: %s
        """
        .formatted(
            text(node, "host"),
            number(node, "port"),
            text(node, "user"),
            text(node, "name"),
            text(node, "keyFile"),
            text(dns, "host"),
            number(dns, "port"),
            text(dns, "keyName"),
            text(dns, "algorithm"),
            text(dns, "host"),
            number(dns, "port"),
            secret.map(SecretReference::text).orElse("env:RALF_POSTGRES_RALF_USER_PASSWORD"),
            text(outside, "host"),
            number(outside, "port"),
            text(outside, "user"),
            text(outside, "keyFile"));
  }

  /** The lab shows its keys as {@code TYPE BASE64}. */
  private static HostKey hostKey(String alias, Json.Obj face) {
    String[] words = text(face, "hostKey").split(" ");
    return new HostKey(alias, words[0], words[1]);
  }

  private static Json.Obj part(Json.Obj json, String name) {
    return (Json.Obj) json.get(name).orElseThrow();
  }

  private static String text(Json.Obj json, String name) {
    return ((Json.Str) json.get(name).orElseThrow()).value();
  }

  private static long number(Json.Obj json, String name) {
    return ((Json.Num) json.get(name).orElseThrow()).value();
  }
}
