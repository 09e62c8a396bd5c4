package zone.otta.ralf.cli.wiring;

import java.time.Duration;
import java.util.UUID;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.plan.Deployment;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.Imports;
import zone.otta.ralf.port.Journal;
import zone.otta.ralf.port.Leases;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.port.Secret;
import zone.otta.ralf.port.SecretSource;
import zone.otta.ralf.port.Tunnel;
import zone.otta.ralf.postgresql.PostgresAccess;
import zone.otta.ralf.postgresql.PostgresMemory;
import zone.otta.ralf.postgresql.ServerTrust;
import zone.otta.ralf.recipe.postgresql.PostgresLayout;
import zone.otta.ralf.recipe.postgresql.PostgresRecipe;

/**
 * The memory in a service that RALF brought up: with the service's own login, by the same tunnel as
 * the smoke test, at the certificate that the smoke test pinned. Contacts nobody before its first
 * use. Its failures are {@code RALF-J020} to {@code J024}.
 */
public final class OpenMemory implements AutoCloseable {
  private final PostgresMemory memory;

  private OpenMemory(PostgresMemory memory) {
    this.memory = memory;
  }

  static OpenMemory of(
      Deployment deployment,
      Sha256 certificate,
      SecretSource secrets,
      Tunnel tunnel,
      Duration limit) {
    return new OpenMemory(
        PostgresMemory.open(
            PostgresAccess.to(
                    deployment.address().toString(),
                    PostgresLayout.PORT,
                    PostgresRecipe.LOGIN,
                    () -> secrets.use(deployment.secret(), Secret::copy),
                    new ServerTrust.Fingerprint(certificate.hex()))
                .withDatabase(PostgresRecipe.DATABASE)
                .through(tunnel)
                .withLimit(limit)));
  }

  /**
   * Its journal, if it is still the store that was handed over to; asks the server.
   *
   * @throws PortException {@code RALF-J023} if another one answers
   */
  public Journal of(UUID store) {
    UUID answers = memory.identity().store();
    if (!answers.equals(store)) {
      throw another(answers, store);
    }
    return memory.journal();
  }

  private static PortException another(UUID answers, UUID store) {
    return new PortException(
        Fault.CONFLICT,
        "RALF-J023",
        Text.of(
            "the memory is another one than before: store %s answers, %s was handed over to"
                .formatted(answers, store),
            "das Gedächtnis ist ein anderes als zuvor: Speicher %s antwortet, übergeben wurde an %s"
                .formatted(answers, store)),
        Text.of(
            "the file has everything: `ralf journal handover` moves it into the new one",
            "die Datei hat alles: `ralf journal handover` übergibt sie dem neuen"));
  }

  public Leases leases() {
    return memory.leases();
  }

  public Imports imports() {
    return memory.imports();
  }

  @Override
  public void close() {
    memory.close();
  }
}
