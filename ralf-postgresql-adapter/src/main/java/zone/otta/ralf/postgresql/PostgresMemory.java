package zone.otta.ralf.postgresql;

import zone.otta.ralf.port.Anchors;
import zone.otta.ralf.port.Imports;
import zone.otta.ralf.port.Journal;
import zone.otta.ralf.port.Leases;
import zone.otta.ralf.port.Metadata;
import zone.otta.ralf.port.RunRecords;

/**
 * A memory in PostgreSQL: journal, metadata, leases, anchors, run records over the same few
 * connections, which are made when they are first needed. Thread-safe; share one per process, since
 * callers that append at the same time then share transactions.
 *
 * <p>Every call ends within the access's limit, and throws a {@link
 * zone.otta.ralf.port.PortException}:
 *
 * <ul>
 *   <li>{@code RALF-J020}: the server could not be asked; nothing was changed
 *   <li>{@code RALF-J021}: the connection was lost while storing and did not come back in time:
 *       whether it is stored is unknown, and the same call again decides
 *   <li>{@code RALF-J022}: the server refuses: login, certificate, right, space
 *   <li>{@code RALF-J023}: no memory, one of an older schema, or another one than before
 *   <li>{@code RALF-J024}: the memory is damaged; the message has the position
 * </ul>
 *
 * <p>Relied upon: the schema {@code state} of version 2 or newer; {@code fsync} and {@code
 * full_page_writes} on (a login cannot turn them off; {@code synchronous_commit} is turned on for
 * each session); a login of {@code ralf_append} and {@code ralf_read}; TLS 1.3 with a certificate
 * that permits channel binding (ECDSA, not Ed25519). Nothing is relied upon of the guest's clock
 * but that leases end by it.
 */
public final class PostgresMemory implements AutoCloseable {
  private final Links links;
  private final Journal journal;
  private final Metadata metadata;
  private final Leases leases;
  private final Anchors anchors;
  private final Imports imports;
  private final RunRecords runRecords;

  private PostgresMemory(PostgresAccess access) {
    this.links = new Links(access);
    this.journal = new PostgresJournal(links, links::close);
    this.metadata = new PostgresMetadata(links);
    this.leases = new PostgresLeases(links);
    this.anchors = new PostgresAnchors(links);
    this.imports = new PostgresImports(links);
    this.runRecords = new PostgresRunRecords(links);
  }

  Links links() {
    return links;
  }

  /** Contacts nobody yet. */
  public static PostgresMemory open(PostgresAccess access) {
    return new PostgresMemory(access);
  }

  /** Which memory it is; asks the server. */
  public StoreIdentity identity() {
    return links.identity();
  }

  /** Its {@code close} ends the whole memory. */
  public Journal journal() {
    return journal;
  }

  public Metadata metadata() {
    return metadata;
  }

  public Leases leases() {
    return leases;
  }

  public Anchors anchors() {
    return anchors;
  }

  /**
   * Needs schema 3. An import may take up to 5 minutes, longer if the access's limit is longer; it
   * makes a connection of its own.
   */
  public Imports imports() {
    return imports;
  }

  /** Whether its schema has room for records of runs; asks the server until it has. */
  public boolean hasRunRecords() {
    return links.identity(PostgresRunRecords.SCHEMA).isPresent()
        || identity().schema() >= PostgresRunRecords.SCHEMA;
  }

  /** Plans, decisions, step results. Needs schema 4. */
  public RunRecords runRecords() {
    return runRecords;
  }

  @Override
  public void close() {
    links.close();
  }
}
