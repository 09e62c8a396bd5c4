package zone.otta.ralf.cli.wiring;

import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.TypeLiteral;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import zone.otta.ralf.apply.World;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.plan.Deployment;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.secrets.PassphraseSource;
import zone.otta.ralf.secrets.Redactor;
import zone.otta.ralf.secrets.vaultwarden.VaultwardenSecrets;
import zone.otta.ralf.site.SecretReference;

/** The world of one command; connections are made at their first use and end with it. */
public final class OpenWorld implements AutoCloseable {
  private final World world;
  private final RemoteCommands commands;
  private final UnaryOperator<String> redactor;
  private final TaskLines lines;
  private final PassphraseSource passphrases;
  private final Optional<VaultwardenSecrets> vault;

  OpenWorld(Injector injector) {
    this.world = injector.getInstance(World.class);
    this.commands = injector.getInstance(RemoteCommands.class);
    this.vault = injector.getInstance(Key.get(new TypeLiteral<Optional<VaultwardenSecrets>>() {}));
    this.passphrases = injector.getInstance(PassphraseSource.class);
    this.lines = injector.getInstance(TaskLines.class);
    this.redactor = injector.getInstance(Redactor.class)::redact;
  }

  public World world() {
    return world;
  }

  /**
   * From now on the listener is told what the node prints while it works: foreign text, in the
   * run's own thread.
   */
  public void printed(Consumer<String> listener) {
    lines.to(listener);
  }

  /**
   * A passphrase that is there and can be read; it is not shown and not kept.
   *
   * @throws PortException if not
   */
  public void requirePassphrase(SecretReference reference) {
    passphrases.passphrase(reference, secret -> true);
  }

  /**
   * The memory in a service's database, for as long as this world is open.
   *
   * @param certificate SHA-256 over the server's certificate
   * @param limit the longest one call may take
   */
  public OpenMemory memory(Deployment deployment, Sha256 certificate, Duration limit) {
    return memory(deployment, certificate, limit, limit);
  }

  /**
   * The same.
   *
   * @param patience for how long one that takes no connection is asked again
   */
  public OpenMemory memory(
      Deployment deployment, Sha256 certificate, Duration limit, Duration patience) {
    return OpenMemory.of(deployment, certificate, world.secrets(), world.tunnel(), limit, patience);
  }

  public int remoteCommands() {
    return commands.count();
  }

  /** Blots out every secret that was handed out so far. */
  public UnaryOperator<String> redactor() {
    return redactor;
  }

  @Override
  public void close() {
    world.outside().ifPresent(tunnel -> tunnel.close());
    world.tunnel().close();
    world.dns().close();
    world.host().close();
    vault.ifPresent(VaultwardenSecrets::close);
  }
}
