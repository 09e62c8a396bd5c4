package zone.otta.ralf.lab.vault;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.lab.machine.Folders;

/**
 * The lab's own vault: a fresh account with one folder, in an organisation with one collection; its
 * credentials are in the lab's home.
 */
public final class LabVault implements AutoCloseable {
  /** The files with its credentials: there while the lab runs. */
  public static final List<String> FILES = List.of("vault.pem", "vault.secret", "vault.master");

  /** Where RALF may put secrets. */
  public static final String FOLDER = "ralf";

  /** Whose member the account is. */
  public static final String ORGANISATION = "homelab";

  /** What the account sees of it. */
  public static final String COLLECTION = "services";

  private static final String EMAIL = "ralf@lab.test";
  private final VaultOwner owner;
  private final String folder;
  private final EmulatedVaultwarden server;

  private LabVault(VaultOwner owner, String folder, EmulatedVaultwarden server) {
    this.owner = owner;
    this.folder = folder;
    this.server = server;
  }

  /**
   * Registers, listens and writes the credentials.
   *
   * @param log is told the method, path and query of every request
   */
  public static LabVault start(
      Path dir, InetAddress address, Derivation derivation, Consumer<String> log)
      throws IOException {
    String master = Seal.base64(Seal.random(24));
    VaultOwner owner = VaultOwner.register(EMAIL, master, derivation);
    String folder = owner.folder(FOLDER);
    owner.collection(owner.organisation(ORGANISATION), COLLECTION);
    EmulatedVaultwarden server = new EmulatedVaultwarden(owner.store(), address, log);
    Folders.writePrivate(dir.resolve("vault.pem"), ascii(server.certificate()));
    Folders.writePrivate(dir.resolve("vault.secret"), ascii(owner.account().clientSecret() + "\n"));
    Folders.writePrivate(dir.resolve("vault.master"), ascii(master + "\n"));
    return new LabVault(owner, folder, server);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Its part of the lab's status file. */
  public Json.Obj status(Path dir) {
    return Json.object()
        .with("emulates", "Vaultwarden 1.37")
        .with("url", server.url())
        .with("fingerprint", server.fingerprint())
        .with("certificateFile", dir.resolve("vault.pem").toString())
        .with("email", EMAIL)
        .with("clientId", owner.account().clientId())
        .with("clientSecretFile", dir.resolve("vault.secret").toString())
        .with("masterPasswordFile", dir.resolve("vault.master").toString())
        .with("folder", FOLDER)
        .with("organisation", ORGANISATION)
        .with("collection", COLLECTION);
  }

  /** A person puts a password into the folder. */
  public void put(String name, String password) {
    owner.loginIn(folder, name, password);
  }

  public VaultOwner owner() {
    return owner;
  }

  public EmulatedVaultwarden server() {
    return server;
  }

  @Override
  public void close() {
    server.close();
  }
}
