package zone.otta.ralf.postgresql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.PortException;

/**
 * The connections of one memory: made when they are needed, kept for the next call, at most four.
 * Thread-safe.
 */
final class Links implements AutoCloseable {
  /** The oldest schema whose functions are called. */
  static final int SCHEMA = 2;

  private static final int MOST = 4;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(250);
  private static final String IDENTITY =
      "SELECT store_id, schema_version,"
          + " system_identifier <> (SELECT c.system_identifier FROM pg_control_system() c)"
          + " FROM state.store_identity";

  /** A statement or a few that may be run again from the start whatever became of them. */
  @FunctionalInterface
  interface Work<T> {
    T on(Link link) throws SQLException;
  }

  private final PostgresAccess access;
  private final Semaphore places = new Semaphore(MOST);
  private final Deque<Link> idle = new ArrayDeque<>();
  private Optional<StoreIdentity> identity = Optional.empty();
  private boolean closed;

  Links(PostgresAccess access) {
    this.access = access;
  }

  PostgresAccess access() {
    return access;
  }

  StoreIdentity identity() {
    return reading(link -> known(identify(link)));
  }

  /**
   * Which memory it is, if it has a schema that is new enough. Schemas only grow: what was seen
   * once is not asked again.
   *
   * @throws PortException {@code RALF-J023} if its schema is older
   */
  StoreIdentity require(int schema) {
    Optional<StoreIdentity> known = identity(schema);
    return known.isPresent() ? known.get() : newEnough(identity(), schema);
  }

  /** Which memory answered before, if its schema was new enough then. */
  synchronized Optional<StoreIdentity> identity(int schema) {
    return identity.filter(i -> i.schema() >= schema);
  }

  private StoreIdentity newEnough(StoreIdentity found, int schema) {
    if (found.schema() < schema) {
      throw MemoryFault.another(
          access,
          Text.of(
              "schema %d, %d is needed".formatted(found.schema(), schema),
              "Schema %d, gebraucht wird %d".formatted(found.schema(), schema)));
    }
    return found;
  }

  /** A call that stores nothing. */
  <T> T reading(Work<T> work) {
    try {
      return call(false, work);
    } catch (SqlRefusal refusal) {
      throw MemoryFault.refused(access, quoted(refusal));
    }
  }

  /**
   * A call that stores something.
   *
   * @throws IllegalArgumentException if it is not of the form that the schema wants
   */
  <T> T changing(Work<T> work) {
    try {
      return call(true, work);
    } catch (SqlRefusal refusal) {
      throw refusal.badContent()
          ? new IllegalArgumentException("the database takes no such value: " + refusal.state())
          : MemoryFault.refused(access, quoted(refusal));
    }
  }

  /**
   * Runs it; if the connection is lost, again on another one, until the limit is over; if there is
   * none, until patience is.
   *
   * @param changes whether it stores something
   * @throws SqlRefusal if the server said no to it
   * @throws PortException {@code RALF-J020} if no server could be asked, {@code RALF-J021} if it
   *     stores something and its outcome is unknown, {@code RALF-J022}, {@code RALF-J023} as in
   *     {@link PostgresMemory}
   */
  <T> T call(boolean changes, Work<T> work) {
    long begin = System.nanoTime();
    long end = begin + access.limit().toNanos();
    boolean sent = false;
    for (Duration pause = FIRST_PAUSE; ; pause = longer(pause)) {
      Text why;
      Optional<Link> link = Optional.empty();
      try {
        link = Optional.of(take(end));
        T answer = work.on(link.get());
        giveBack(link.get());
        return answer;
      } catch (SQLException e) {
        why = Failures.why(e, access.server(), true);
        if (link.isPresent()) {
          why = met(e, link.get(), why, sent && changes);
          sent |= SqlRefusal.in(e).isEmpty();
        } else {
          refuseLogin(e, why, sent && changes);
        }
      } catch (RuntimeException e) {
        link.ifPresent(this::drop);
        throw sent && changes && e instanceof PortException p ? unknown(p) : e;
      }
      long again = System.nanoTime() + pause.toNanos();
      boolean pointless = !sent && again - begin >= access.patience().toNanos();
      if (again >= end || pointless || Thread.currentThread().isInterrupted()) {
        throw sent && changes
            ? MemoryFault.unknown(access, why)
            : MemoryFault.unreachable(access, why);
      }
      LockSupport.parkNanos(pause.toNanos());
    }
  }

  private PortException unknown(PortException failure) {
    return MemoryFault.unknown(access, failure.what());
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
  }

  /** Returns what to say if the limit is over; throws if another try would be no use. */
  private Text met(SQLException failure, Link link, Text why, boolean unknown) {
    Optional<SqlRefusal> refusal = SqlRefusal.in(failure);
    if (refusal.isEmpty()) {
      drop(link);
      forgetIdle();
      return Failures.serverWords(failure).map(SqlRefusal::of).map(Links::quoted).orElse(why);
    }
    if (link.betweenTransactions()) {
      giveBack(link);
    } else {
      drop(link);
    }
    if (refusal.get().passing() || refusal.get().tooLate()) {
      return quoted(refusal.get());
    }
    // What was lost before may have been stored all the same, unless it was refused for itself.
    throw unknown && !refusal.get().always()
        ? MemoryFault.unknown(access, quoted(refusal.get()))
        : refusal.get();
  }

  private void refuseLogin(SQLException failure, Text why, boolean unknown) {
    Optional<SqlRefusal> words = Failures.serverWords(failure).map(SqlRefusal::of);
    boolean impostor = Failures.cause(failure, PinnedTrust.Other.class).isPresent();
    boolean said =
        words.filter(w -> SqlRefusal.in(failure).isPresent() && !w.passing()).isPresent();
    if (!impostor && !said) {
      return;
    }
    Text what = words.map(Links::quoted).orElse(why);
    throw unknown ? MemoryFault.unknown(access, what) : MemoryFault.refused(access, what);
  }

  private static Text quoted(SqlRefusal refusal) {
    return Text.same(refusal.state() + " " + refusal.words());
  }

  private Link take(long end) throws SQLException {
    place(end);
    try {
      Optional<Link> kept = kept();
      return kept.isPresent() ? kept.get() : fresh(end);
    } catch (SQLException | RuntimeException e) {
      places.release();
      throw e;
    }
  }

  private void place(long end) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          if (places.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            return;
          }
          throw MemoryFault.unreachable(
              access, Text.of("all connections are busy", "alle Verbindungen sind belegt"));
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private synchronized Optional<Link> kept() {
    if (closed) {
      throw new IllegalStateException("closed: " + access.server());
    }
    return Optional.ofNullable(idle.pollFirst());
  }

  private Link fresh(long end) throws SQLException {
    long left = Math.max(end - System.nanoTime(), 1_000_000);
    Link link = Link.open(access, Duration.ofNanos(left));
    try {
      known(identify(link));
      return link;
    } catch (SQLException | RuntimeException e) {
      link.close();
      throw e;
    }
  }

  private StoreIdentity identify(Link link) throws SQLException {
    try (Statement statement = link.jdbc().createStatement();
        ResultSet row = statement.executeQuery(IDENTITY)) {
      row.next();
      return new StoreIdentity(row.getObject(1, UUID.class), row.getInt(2), row.getBoolean(3));
    } catch (SQLException e) {
      Optional<SqlRefusal> refusal = SqlRefusal.in(e);
      if (refusal
          .filter(r -> r.state().startsWith("42") || r.state().equals("3F000"))
          .isPresent()) {
        throw MemoryFault.another(access, quoted(refusal.get()));
      }
      throw e;
    }
  }

  private synchronized StoreIdentity known(StoreIdentity found) {
    newEnough(found, SCHEMA);
    if (identity.filter(i -> !i.store().equals(found.store())).isPresent()) {
      throw MemoryFault.another(
          access,
          Text.of(
              "store %s answers, %s did before".formatted(found.store(), identity.get().store()),
              "Speicher %s antwortet, vorher war es %s"
                  .formatted(found.store(), identity.get().store())));
    }
    identity = Optional.of(found);
    return found;
  }

  private void giveBack(Link link) {
    boolean kept;
    synchronized (this) {
      kept = !closed;
      if (kept) {
        idle.addFirst(link);
      }
    }
    if (!kept) {
      link.close();
    }
    places.release();
  }

  private void drop(Link link) {
    link.close();
    places.release();
  }

  /** What ended one connection mostly ended the others as well. */
  private void forgetIdle() {
    List<Link> ended;
    synchronized (this) {
      ended = List.copyOf(idle);
      idle.clear();
    }
    ended.forEach(Link::close);
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    forgetIdle();
  }
}
