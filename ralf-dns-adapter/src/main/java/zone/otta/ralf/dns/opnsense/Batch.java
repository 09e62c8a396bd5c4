package zone.otta.ralf.dns.opnsense;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import zone.otta.ralf.dns.Deadline;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.site.DnsName;

/**
 * Carries moves out: writes each, lists again, applies once, and asks Unbound. What a call without
 * an answer did is looked up; nothing is sent a second time.
 */
final class Batch {
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final OverrideApi api;
  private final Sights sights;
  private final boolean lifetimes;
  private final Duration loading;
  private final String unbound;
  private final Deadline deadline;

  /** By name: of two moves for one, only the second can be seen. */
  private final Map<DnsName, Move> done = new LinkedHashMap<>();

  private @Nullable PortException stopped;

  /**
   * @param loading how long Unbound may take to answer with what was applied
   * @param unbound its name, for messages
   */
  Batch(
      OverrideApi api,
      Sights sights,
      boolean lifetimes,
      Duration loading,
      String unbound,
      Deadline deadline) {
    this.api = api;
    this.sights = sights;
    this.lifetimes = lifetimes;
    this.loading = loading;
    this.unbound = unbound;
    this.deadline = deadline;
  }

  /** Whether more may be done: nothing stopped it yet. */
  boolean goesOn() {
    return stopped == null;
  }

  /** No more is done; what was done before is still brought to its end. */
  void stop(PortException why) {
    stopped = why;
  }

  void add(Move move) {
    try {
      write(move);
      done.put(move.target().name(), move);
    } catch (PortException e) {
      stop(e);
    }
  }

  private void write(Move move) {
    try {
      switch (move) {
        case Move.Kept k -> {}
        case Move.Written w ->
            api.set(
                EntryId.of(w.target().name()),
                w.entry(lifetimes),
                w.target().name().name(),
                deadline);
        case Move.Deleted d -> api.delete(d.id(), deadline);
      }
    } catch (PortException e) {
      if (e.fault() != Fault.UNREACHABLE || !saved(move, e)) {
        throw e;
      }
    }
  }

  /** Whether a write without an answer was carried out. */
  private boolean saved(Move move, PortException lost) {
    try {
      return saved(move, api.read(deadline));
    } catch (PortException alsoLost) {
      throw lost;
    }
  }

  private boolean saved(Move move, Inventory now) {
    List<HostOverride> entries = now.addresses(move.target().name());
    return switch (move) {
      case Move.Kept k -> holds(entries, k.target(), k.mark());
      case Move.Written w -> holds(entries, w.target(), w.mark());
      case Move.Deleted d -> entries.stream().noneMatch(e -> e.id().equals(d.id()));
    };
  }

  private boolean holds(List<HostOverride> entries, Facts.Address target, Mark mark) {
    return entries.stream().anyMatch(e -> Moves.asWanted(e, target, mark, lifetimes));
  }

  /**
   * Brings what was done into effect.
   *
   * @param before what was saved at the start
   * @throws PortException for what stopped it, or for what came of it
   */
  void end(Inventory before) {
    boolean wrote = done.values().stream().anyMatch(m -> !(m instanceof Move.Kept));
    try {
      Inventory now = wrote ? api.read(deadline) : before;
      if (wrote || !pending(right(now), now).isEmpty()) {
        bringIntoEffect(now);
      }
    } catch (PortException e) {
      // The first failure is the one to be told.
      throw stopped == null ? e : stopped;
    }
    if (stopped != null) {
      throw stopped;
    }
  }

  private void bringIntoEffect(Inventory now) {
    Optional<PortException> noAnswer = reconfigure();
    List<Move> pending = pendingAfter(now);
    Optional<PortException> wrong = wrong(now);
    if (wrong.isPresent()) {
      throw wrong.get();
    }
    if (!pending.isEmpty()) {
      throw noAnswer.orElseGet(() -> notInEffect(pending));
    }
  }

  private PortException notInEffect(List<Move> pending) {
    List<DnsName> names = pending.stream().map(m -> m.target().name()).toList();
    return Findings.notInEffect(names, unbound, sights.shown(names.get(0), deadline));
  }

  /** What was written and is not there, or not alone. */
  private Optional<PortException> wrong(Inventory now) {
    return done.values().stream().flatMap(m -> wrong(m, now).stream()).findFirst();
  }

  private Optional<PortException> wrong(Move move, Inventory now) {
    DnsName name = move.target().name();
    if (!saved(move, now)) {
      return Optional.of(Findings.lost(name));
    }
    List<HostOverride> entries = now.addresses(name);
    return !(move instanceof Move.Deleted) && entries.size() > 1
        ? Optional.of(Findings.doubled(name, entries))
        : Optional.empty();
  }

  /** Empty: it said yes. Without an answer only Unbound can tell. */
  private Optional<PortException> reconfigure() {
    try {
      api.apply(deadline);
      return Optional.empty();
    } catch (PortException e) {
      if (e.fault() == Fault.UNREACHABLE) {
        return Optional.of(e);
      }
      throw e;
    }
  }

  /** Asks until all is in effect, for a while; while it starts anew, Unbound does not answer. */
  private List<Move> pendingAfter(Inventory now) {
    Deadline loaded = deadline.within(loading);
    List<Move> pending = right(now);
    while (true) {
      try {
        pending = pending(pending, now);
        if (pending.isEmpty() || loaded.passed()) {
          return pending;
        }
      } catch (PortException e) {
        if (e.fault() != Fault.UNREACHABLE || loaded.passed()) {
          throw e;
        }
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /** What is saved as it should be. */
  private List<Move> right(Inventory now) {
    return done.values().stream().filter(m -> wrong(m, now).isEmpty()).toList();
  }

  /** Of these, what Unbound answers otherwise than it is saved. */
  private List<Move> pending(List<Move> moves, Inventory now) {
    return moves.stream().filter(m -> !inEffect(m, now, deadline.within(loading))).toList();
  }

  private boolean inEffect(Move move, Inventory now, Deadline answered) {
    return switch (move) {
      case Move.Kept k -> sights.inEffect(k.target(), answered);
      case Move.Written w -> sights.inEffect(w.target(), answered);
      case Move.Deleted d -> sights.gone(d.target(), now, answered);
    };
  }
}
