package zone.otta.ralf.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import zone.otta.ralf.cli.Canary.Leak;
import zone.otta.ralf.cli.phases.Backend;
import zone.otta.ralf.cli.phases.Keeping;
import zone.otta.ralf.cli.wiring.OpenWorld;
import zone.otta.ralf.cli.wiring.WorldSettings;
import zone.otta.ralf.cli.wiring.Worlds;
import zone.otta.ralf.lab.Lab;
import zone.otta.ralf.lab.vault.EmulatedVaultwarden;
import zone.otta.ralf.site.SecretReference;
import zone.otta.ralf.workspace.site.SiteReader;
import zone.otta.ralf.workspace.store.StateDirectory;

/**
 * A lab site of which every secret is known: all that the lab has made up for itself, and one that
 * no other test has for the service.
 */
final class CanarySite implements AutoCloseable {
  /** Where the site keeps its secrets, and by which way it comes to node and vault. */
  enum Hiding {
    /** All in variables; the node by pct over SSH. */
    ENVIRONMENT(Backend.PCT, Keeping.FILE),
    /** All in files; the API by user and password, the vault by e-mail and master password. */
    FILES(Backend.API, Keeping.VAULTWARDEN),
    /** All in the vault, and what opens that in variables; the API by token. */
    VAULT(Backend.API, Keeping.VAULTWARDEN);

    private final Backend backend;
    private final Keeping keeping;

    Hiding(Backend backend, Keeping keeping) {
      this.backend = backend;
      this.keeping = keeping;
    }
  }

  /** Where the service's password is, but in the first. */
  static final String ITEM = "vaultwarden://postgresql?folder=ralf#password";

  static final String TOKEN_PATH = "/identity/connect/token";
  static final String SYNC_PATH = "/api/sync";

  /** Where the lab and the site keep secrets by design. */
  private static final Set<String> OWN =
      Set.of(
          "lab/api.token",
          "lab/api.password",
          "lab/id_ed25519",
          "lab/tsig.secret",
          "lab/opnsense.key",
          "lab/opnsense.secret",
          "lab/vault.secret",
          "lab/vault.master");

  static final String PASSWORD = "RALF_POSTGRES_RALF_USER_PASSWORD";
  private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

  private final Set<Path> before = temporary();
  private final LabSite site;
  private final String password =
      Canary.VALUE + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  private final Map<String, String> secrets = new LinkedHashMap<>();
  private final Map<String, String> environment = new HashMap<>();
  private final Map<String, String> printed = new LinkedHashMap<>();
  private int searched;
  private Optional<Canary> canary = Optional.empty();

  CanarySite(Hiding hiding) {
    site = new LabSite(password, hiding.backend, hiding.keeping);
    know("the service's password", password);
    know("the TSIG key", line("lab/tsig.secret"));
    know("the API token", line("lab/api.token").replaceFirst(".*=", ""));
    know("the API password", line("lab/api.password"));
    know("an SSH key", text("lab/id_ed25519").lines().skip(2).findFirst().orElseThrow());
    know("a ticket of the API", "PVE:ralf-prov@pve:");
    if (hiding.keeping == Keeping.VAULTWARDEN) {
      know("the vault's API key", line("lab/vault.secret"));
      know("the master password", line("lab/vault.master"));
      know(
          "the master password's hash",
          site.lab().vault().orElseThrow().owner().account().loginHash());
      know("a token of the vault", "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9");
      server().allowLogins(10_000);
    }
    switch (hiding) {
      case ENVIRONMENT -> hideInEnvironment();
      case FILES -> hideInFiles();
      case VAULT -> hideInVault();
    }
  }

  private void hideInEnvironment() {
    edit("key_secret: file:secrets/tsig", "key_secret: env:RALF_TSIG");
    edit("  from:\n    env:" + PASSWORD + ": \"file:secrets/postgresql\"\n", "");
    environment.put("RALF_TSIG", line("secrets/tsig"));
    environment.put(PASSWORD, password);
    delete("secrets/tsig");
    delete("secrets/postgresql");
  }

  private void hideInFiles() {
    site.lab().vault().orElseThrow().put("postgresql", password);
    edit("token: file:secrets/proxmox", "user: ralf-prov@pve\n    password: file:secrets/api");
    write("secrets/api", line("lab/api.password"));
    delete("secrets/proxmox");
    byPassword();
  }

  private void hideInVault() {
    var vault = site.lab().vault().orElseThrow();
    vault.put("postgresql", password);
    vault.put("tsig", line("secrets/tsig"));
    vault.put("proxmox", line("secrets/proxmox"));
    edit("token: file:secrets/proxmox", "token: vaultwarden://proxmox?folder=ralf");
    edit("key_secret: file:secrets/tsig", "key_secret: vaultwarden://tsig?folder=ralf#password");
    edit("client_secret: file:secrets/vault-client", "client_secret: env:RALF_VAULT_CLIENT");
    edit("master_password: file:secrets/vault-master", "master_password: env:RALF_VAULT_MASTER");
    environment.put("RALF_VAULT_CLIENT", line("secrets/vault-client"));
    environment.put("RALF_VAULT_MASTER", line("secrets/vault-master"));
    Stream.of("tsig", "proxmox", "vault-client", "vault-master")
        .forEach(f -> delete("secrets/" + f));
  }

  /** From now on the vault is opened by e-mail and password instead of the API key. */
  void byPassword() {
    String yaml = text("ralf.yaml");
    write(
        "ralf.yaml",
        yaml.replaceAll("  client_id: .*\n", "  email: ralf@lab.test\n")
            .replaceAll("  client_secret: .*\n", "")
            .strip());
  }

  /** One more that must be found nowhere. */
  void know(String name, String value) {
    secrets.put(name, value);
    canary = Optional.empty();
    searched = 0;
  }

  String secret(String name) {
    return Objects.requireNonNull(secrets.get(name));
  }

  /** What a reference stands for now, as RALF reads it. */
  String reveal(String reference) {
    Path root = root();
    var settings =
        new WorldSettings(
            SiteReader.read(root.resolve(SiteReader.FILE), SiteReader.FILE).site().orElseThrow(),
            root,
            StateDirectory.openOrCreate(root.resolve(".ralf")),
            environment,
            Optional.empty(),
            InstantSource.system());
    try (OpenWorld world = new Worlds().open(settings)) {
      return world
          .world()
          .secrets()
          .use(new SecretReference(reference), secret -> new String(secret.reveal()));
    }
  }

  Path root() {
    return site.root();
  }

  Lab lab() {
    return site.lab();
  }

  EmulatedVaultwarden server() {
    return site.lab().vault().orElseThrow().server();
  }

  /** What RALF finds in its environment. */
  Map<String, String> environment() {
    return environment;
  }

  String text(String file) {
    try {
      return Files.readString(root().resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String line(String file) {
    return text(file).strip();
  }

  /** For its owner only. */
  void write(String file, String line) {
    try {
      Path path = root().resolve(file);
      if (!Files.exists(path)) {
        Files.createFile(
            path,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      Files.writeString(path, line + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void edit(String there, String instead) {
    String yaml = text("ralf.yaml");
    if (!yaml.contains(there)) {
      throw new IllegalStateException("not in ralf.yaml: " + there);
    }
    write("ralf.yaml", yaml.replace(there, instead).strip());
  }

  private void delete(String file) {
    try {
      Files.delete(root().resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A command in this process. */
  Call.Result ralf(String... args) {
    return ralf(new Worlds(), args);
  }

  /** The same, with other parts in place of some. */
  Call.Result ralf(Worlds worlds, String... args) {
    Call call = Call.in(root()).at(InstantSource.system()).with(worlds);
    environment.forEach(call::with);
    Call.Result result = call.run(args);
    printed(String.join(" ", args), result.out(), result.err());
    return result;
  }

  /** A command in a process of its own, whose temporary files lie apart. */
  RalfProcess start(Path temporary, String... args) {
    return start(RalfProcess.RALF, temporary, args);
  }

  RalfProcess start(String main, Path temporary, String... args) {
    return RalfProcess.start(
        main, root(), temporary, environment, List.of("-Djava.io.tmpdir=" + temporary), args);
  }

  void printed(String command, String out, String err) {
    int n = printed.size() / 2;
    printed.put(n + ": standard output of " + command, out);
    printed.put(n + ": standard error of " + command, err);
  }

  /** Everything RALF printed so far, by command. */
  Map<String, String> printed() {
    return printed;
  }

  Canary canary() {
    if (canary.isEmpty()) {
      canary = Optional.of(new Canary(secrets));
    }
    return canary.get();
  }

  /**
   * All that leaked: to the two streams since this was last asked, into files of workspace, state,
   * lab and guests, access logs among them, and into temporary files made meanwhile.
   */
  List<Leak> leaks() {
    Canary known = canary();
    var leaks = new ArrayList<Leak>();
    printed.entrySet().stream()
        .skip(searched)
        .forEach(e -> leaks.addAll(known.inText(e.getKey(), e.getValue())));
    searched = printed.size();
    leaks.addAll(known.inFiles(root(), this::own));
    leaks.addAll(known.inFiles(lab().runtime(), file -> false));
    temporary().stream()
        .filter(f -> !before.contains(f) && !f.equals(root()))
        .forEach(f -> leaks.addAll(known.inFiles(f, file -> false)));
    return leaks;
  }

  private boolean own(Path file) {
    String name = root().relativize(file).toString();
    return name.startsWith("secrets/") || OWN.contains(name);
  }

  /** What RALF has made there, and not the guests of other labs. */
  private static Set<Path> temporary() {
    try (Stream<Path> all = Files.list(TEMPORARY)) {
      return all.filter(
              f -> {
                String name = f.getFileName().toString();
                return name.startsWith("ralf-") && !name.startsWith("ralf-lab-");
              })
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    site.close();
  }
}
