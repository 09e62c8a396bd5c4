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
import zone.otta.ralf.workspace.trust.CertificatePins;
import zone.otta.ralf.workspace.trust.HostKey;
import zone.otta.ralf.workspace.trust.TrustStore;

/** A scratch workspace whose site is a lab: card, {@code ralf.yaml}, secrets, host keys. */
public final class DemoWorkspace {
  /** Where the card stands in it: as in the repository. */
  public static final String CARD = "services/postgresql/service_card.md";

  /** Where the lab's API token is kept. */
  static final String TOKEN = "file:secrets/proxmox";

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
   * @param ways by which way its node is reached, where the secret and the name really are
   */
  public void furnish(Json.Obj status, Optional<SecretReference> secret, Ways ways) {
    LabJson lab = new LabJson(status);
    DurableFile.write(root.resolve("ralf.yaml"), yaml(lab, secret, ways));
    folder(root.resolve("secrets"));
    ways.naming().secrets(status).forEach(s -> takeOver(s.file(), s.name()));
    if (ways.keeping() == Keeping.VAULTWARDEN) {
      takeOver(lab.part("vault").text("clientSecretFile"), "vault-client");
      takeOver(lab.part("vault").text("masterPasswordFile"), "vault-master");
    }
    StateDirectory state = StateDirectory.openOrCreate(root.resolve(".ralf"));
    TrustStore trust = new TrustStore(state);
    trust.replace(hostKey(lab.part("outside").text("host"), lab.part("outside")));
    switch (ways.backend()) {
      case PCT -> trust.replace(hostKey(lab.part("node").text("name"), lab.part("node")));
      case API -> {
        takeOver(lab.part("api").text("tokenFile"), "proxmox");
        new CertificatePins(state)
            .pin(lab.part("node").text("name"), "SHA256:" + lab.part("api").text("fingerprint"));
      }
    }
  }

  private void takeOver(String file, String name) {
    try {
      DurableFile.write(root.resolve("secrets").resolve(name), Files.readString(Path.of(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String yaml(LabJson lab, Optional<SecretReference> secret, Ways ways) {
    LabJson outside = lab.part("outside");
    return """
    # A lab on this machine: guest OS emulated, PostgreSQL real. Only loopback is ever contacted.
    lab: true
    %s%ssecrets:
      allow: ["env:RALF_*", "file:secrets/*", "vaultwarden://*"]
      from:
        %s: %s
    %soutside_probe:
      host: %s
      port: %d
      user: %s
      key_file: %s
    """
        .formatted(
            ways.backend().proxmox(lab.json()),
            ways.naming().yaml(lab.json()),
            secret.map(SecretReference::text).orElse("env:RALF_POSTGRES_RALF_USER_PASSWORD"),
            quoted(ways.keeping().password()),
            ways.keeping().vaultwarden(lab.json()).orElse(""),
            outside.text("host"),
            outside.number("port"),
            outside.text("user"),
            outside.text("keyFile"));
  }

  /** A hash sign would begin a comment in some places. */
  private static String quoted(SecretReference reference) {
    return '"' + reference.text() + '"';
  }

  /** The lab shows its keys as {@code TYPE BASE64}. */
  private static HostKey hostKey(String alias, LabJson face) {
    String[] words = face.text("hostKey").split(" ");
    return new HostKey(alias, words[0], words[1]);
  }
}
