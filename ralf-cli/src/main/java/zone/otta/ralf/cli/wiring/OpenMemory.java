package zone.otta.ralf.cli.wiring;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.journal.Anchor;
import zone.otta.ralf.plan.Deployment;
import zone.otta.ralf.port.Anchors;
import zone.otta.ralf.port.Archived;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.Imports;
import zone.otta.ralf.port.Journal;
import zone.otta.ralf.port.Leases;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.port.RunRecords;
import zone.otta.ralf.port.Secret;
import zone.otta.ralf.port.SecretSource;
import zone.otta.ralf.port.Tunnel;
import zone.otta.ralf.postgresql.MemoryArchive;
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
      Duration limit,
      Duration patience) {
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
                .withLimit(limit)
                .withPatience(patience)));
  }

  /**
   * Its journal, if it is still the store that was handed over to; asks the server.
   *
   * @throws PortException {@code RALF-J023} if another one answers
   */
  public Journal of(UUID store) {
    require(store);
    return memory.journal();
  }

  /**
   * Its leases, as {@link #of}.
   *
   * @throws PortException {@code RALF-J023} if another one answers
   */
  public Leases leasesOf(UUID store) {
    require(store);
    return memory.leases();
  }

  private void require(UUID store) {
    UUID answers = store();
    if (!answers.equals(store)) {
      throw another(answers, store);
    }
  }

  /** Which store answers. */
  public UUID store() {
    return memory.identity().store();
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

  public Journal journal() {
    return memory.journal();
  }

  public Anchors anchors() {
    return memory.anchors();
  }

  /**
   * Writes all of it into a new file, and reads that once more.
   *
   * @return what is in the file
   * @throws PortException {@code RALF-J040} if the file cannot be written, {@code RALF-J041} or
   *     {@code RALF-J043} if what was read is not what was written
   */
  public Archived backup(Path file) {
    return MemoryArchive.check(file, Optional.of(MemoryArchive.write(memory, file).anchor()));
  }

  /**
   * Whether it holds this archive and nothing else; false if it is empty. Changes nothing.
   *
   * @throws PortException {@code RALF-J042} if it holds something else
   */
  public boolean holds(Archived archived) {
    return MemoryArchive.isIn(memory, archived);
  }

  /**
   * Restores an archive into it if it is empty, and recomputes what is there.
   *
   * @param kept what the archive must hold
   * @return whether this call did it; false: it was there already
   * @throws PortException {@code RALF-J040} to {@code RALF-J043}
   */
  public boolean restore(Path file, Optional<Anchor> kept) {
    return MemoryArchive.restore(file, memory, kept).now();
  }

  /** Its records of runs, if its schema has them; asks the server. */
  public Optional<RunRecords> records() {
    return memory.hasRunRecords() ? Optional.of(memory.runRecords()) : Optional.empty();
  }

  public Imports imports() {
    return memory.imports();
  }

  @Override
  public void close() {
    memory.close();
  }
}
