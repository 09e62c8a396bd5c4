package zone.otta.ralf.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import zone.otta.ralf.cli.phases.Backend;
import zone.otta.ralf.cli.phases.DemoWorkspace;
import zone.otta.ralf.cli.phases.Keeping;
import zone.otta.ralf.cli.phases.Naming;
import zone.otta.ralf.cli.phases.Ways;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.lab.Lab;
import zone.otta.ralf.lab.LabOptions;
import zone.otta.ralf.lab.LabOptions.NameServer;
import zone.otta.ralf.lab.vault.Derivation;
import zone.otta.ralf.workspace.json.JsonReader;

/** A lab in this process and a workspace furnished for it. */
final class LabSite implements AutoCloseable {
  static final String CARD = DemoWorkspace.CARD;

  /** Where the card of another PostgreSQL can be written. */
  static final String SECOND = "services/second.md";

  /** Of the vault's key derivation: the fewest that RALF takes, since a test opens it often. */
  private static final Derivation QUICK = Derivation.pbkdf2(5_000);

  private final DemoWorkspace workspace = DemoWorkspace.create();
  private final Lab lab;

  /**
   * @param password what the service's login secret is; a vault is left empty
   */
  LabSite(String password) {
    this(password, Backend.PCT);
  }

  LabSite(String password, Backend backend) {
    this(password, backend, Keeping.FILE);
  }

  LabSite(String password, Backend backend, Keeping keeping) {
    this(password, new Ways(backend, keeping, Naming.RFC2136));
  }

  LabSite(String password, Ways ways) {
    this(password, ways, Set.of());
  }

  /** With other servers for names, which ralf.yaml does not name yet. */
  LabSite(String password, NameServer... names) {
    this(password, Ways.USUAL, Set.of(names));
  }

  private LabSite(String password, Ways ways, Set<NameServer> names) {
    try {
      LabOptions options = options(ways);
      for (NameServer server : names) {
        options = options.with(server);
      }
      lab = Lab.start(options);
      workspace.card(Repository.root().resolve(CARD));
      Json status =
          new JsonReader()
              .read(Files.readAllBytes(lab.dir().resolve("lab.json")))
              .orThrow(m -> new IllegalStateException("lab.json"));
      workspace.furnish((Json.Obj) status, Optional.empty(), ways);
      if (ways.keeping() == Keeping.VAULTWARDEN) {
        return;
      }
      Path secret = root().resolve("secrets/postgresql");
      Files.createFile(
          secret,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(secret, password + "\n");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private LabOptions options(Ways ways) {
    LabOptions options = LabOptions.in(workspace.lab());
    if (ways.keeping() == Keeping.VAULTWARDEN) {
      options = options.withVault(QUICK);
    }
    return ways.naming() == Naming.OPNSENSE ? options.with(NameServer.OPNSENSE) : options;
  }

  Path root() {
    return workspace.root();
  }

  /** Writes the card of service postgresql-second, beside the first one. */
  void secondCard() throws IOException {
    String card =
        Files.readString(root().resolve(CARD))
            .replace("- Dienst: `postgresql`", "- Dienst: `postgresql-second`")
            .replace("postgres-ops", "second-ops")
            .replace("10.10.20.10", "10.10.20.11")
            .replace("`20010`", "`20011`")
            .replace("20010,", "20011,")
            .replace("postgres.otta.zone", "second.otta.zone");
    Files.writeString(root().resolve(SECOND), card);
  }

  Lab lab() {
    return lab;
  }

  String dump() {
    try {
      return lab.dump();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Nothing of it stays on this machine. */
  @Override
  public void close() {
    try {
      lab.close();
      try (Stream<Path> all = Files.walk(root())) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
