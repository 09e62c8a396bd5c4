package zone.otta.ralf.apply;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import zone.otta.ralf.apply.RunState.PayloadReader;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.journal.Anchor;
import zone.otta.ralf.journal.Event;
import zone.otta.ralf.journal.StoredEvent;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.Imports;
import zone.otta.ralf.port.Journal;
import zone.otta.ralf.port.PortException;

/**
 * Moves what a journal file has into the memory, exactly once: seal, verify, take in one
 * transaction, read back, record. Interrupted anywhere, the same call again goes on with the same
 * seal; the store decides by the journal's own id whether its past is there already, also one that
 * was restored from a backup of another store. Nothing is removed from the file.
 */
public final class Handover {
  /** Events about the file itself. */
  public static final StreamName STREAM = new StreamName("handover");

  private static final int PAGE = 1000;

  /** What was done last. */
  public enum Step {
    SEALED,
    VERIFIED,
    TAKEN,
    READ_BACK,
    RECORDED,
  }

  /** Is told each step once it is done. */
  @FunctionalInterface
  public interface Watch {
    void done(Step step);
  }

  /** The sum over the bytes of the journal's first events. */
  @FunctionalInterface
  public interface FileSum {
    Sha256 upTo(long position);
  }

  private final Journal file;
  private final FileSum sum;
  private final EventReading reading;
  private final InstantSource clock;
  private final Watch watch;

  /**
   * @param file opened for writing
   */
  public Handover(
      Journal file, FileSum sum, PayloadReader reader, InstantSource clock, Watch watch) {
    this.file = file;
    this.sum = sum;
    this.reading = new EventReading(reader);
    this.clock = clock;
    this.watch = watch;
  }

  /** Where the past was handed over to last, if it was. */
  public static Optional<Event.HandedOver> done(Journal file, PayloadReader reader) {
    return done(file, new EventReading(reader));
  }

  private static Optional<Event.HandedOver> done(Journal file, EventReading reading) {
    return reading.all(file, STREAM, "handed_over", Event.HandedOver.class).stream()
        .reduce((one, later) -> later);
  }

  /**
   * Does it, or what is left of it.
   *
   * @param service the service that is the memory
   * @throws PortException {@code RALF-J002} if the file is damaged or changed since it was sealed,
   *     {@code RALF-J034} if what is read back is something else, {@code RALF-J019} if a newer RALF
   *     wrote of another move, and as {@link Imports#take}
   */
  public Imports.Taken into(Imports memory, ServiceName service) {
    reading.requireKnown(file, STREAM);
    UUID store = memory.store();
    Event.Sealed seal = seal(memory, store);
    watch.done(Step.SEALED);
    Imports.Past past = verified(seal);
    watch.done(Step.VERIFIED);
    Imports.Taken taken = memory.take(past, upTo(seal.events()));
    watch.done(Step.TAKEN);
    Optional<Sha256> there = memory.readBack(taken);
    if (!taken.store().equals(store) || !there.equals(Optional.of(past.heads().root()))) {
      throw another(taken);
    }
    watch.done(Step.READ_BACK);
    record(taken, service);
    watch.done(Step.RECORDED);
    return taken;
  }

  private Event.Sealed seal(Imports memory, UUID store) {
    List<Event.Sealed> seals = reading.all(file, STREAM, "sealed", Event.Sealed.class).reversed();
    Optional<Event.Sealed> own = seals.stream().filter(s -> s.store().equals(store)).findFirst();
    if (own.isPresent()) {
      return own.get();
    }
    Event.Sealed seal =
        memory
            .batch(source())
            .flatMap(there -> restored(there, seals, store))
            .orElseGet(() -> all(store));
    new RunLog(file, STREAM, clock).append(seal);
    return seal;
  }

  /** This journal's id. */
  private UUID source() {
    List<StoredEvent> first = file.readAll(0, 1);
    if (first.isEmpty()) {
      throw new IllegalStateException("a journal without events");
    }
    return first.getFirst().event().id();
  }

  /** A memory restored from a backup has the past of a seal that was made for another store. */
  private static Optional<Event.Sealed> restored(
      Imports.Batch there, List<Event.Sealed> seals, UUID store) {
    return seals.stream()
        .filter(s -> s.source().equals(there.source()))
        .filter(s -> s.events() == there.events() && s.file().equals(there.file()))
        .findFirst()
        .map(s -> new Event.Sealed(s.source(), store, s.events(), s.file()));
  }

  private Event.Sealed all(UUID store) {
    long events = last();
    return new Event.Sealed(source(), store, events, sum.upTo(events));
  }

  private long last() {
    long last = 0;
    for (List<StoredEvent> page = file.readAll(0, PAGE);
        !page.isEmpty();
        page = file.readAll(last, PAGE)) {
      last = page.getLast().position();
    }
    return last;
  }

  private Imports.Past verified(Event.Sealed seal) {
    Optional<Text> damage = file.verify();
    if (damage.isPresent()) {
      throw damaged(damage.get());
    }
    if (!sum.upTo(seal.events()).equals(seal.file())) {
      throw damaged(
          Text.of(
              "its bytes changed since it was sealed", "seine Bytes sind seit dem Siegel andere"));
    }
    return new Imports.Past(seal.source(), seal.file(), anchor(seal.events()));
  }

  private Anchor anchor(long events) {
    Map<StreamName, Anchor.End> heads = new HashMap<>();
    long last = 0;
    while (last < events) {
      List<StoredEvent> page = file.readAll(last, (int) Math.min(PAGE, events - last));
      page.forEach(e -> heads.put(e.stream(), new Anchor.End(e.version(), e.hash())));
      last = page.getLast().position();
    }
    return Anchor.of(events, heads);
  }

  private void record(Imports.Taken taken, ServiceName service) {
    Optional<Event.HandedOver> before = done(file, reading);
    if (before.filter(b -> b.store().equals(taken.store())).isEmpty()) {
      new RunLog(file, STREAM, clock)
          .append(
              new Event.HandedOver(
                  taken.past().source(),
                  taken.store(),
                  service,
                  taken.first(),
                  taken.last(),
                  taken.past().heads().root()));
    }
  }

  private static PortException damaged(Text what) {
    return new PortException(
        Fault.NOT_UNDERSTOOD,
        "RALF-J002",
        Text.of("the journal is damaged: " + what.en(), "das Journal ist beschädigt: " + what.de()),
        Text.of(
            "RALF changes nothing in it. Restore the file from a backup; ralf explain RALF-J002",
            "RALF ändert nichts daran. Die Datei aus einer Sicherung holen; ralf explain RALF-J002"));
  }

  private static PortException another(Imports.Taken taken) {
    String where = taken.first() + " to " + taken.last();
    return new PortException(
        Fault.NOT_UNDERSTOOD,
        "RALF-J034",
        Text.of(
            "what the memory has at positions " + where + " is not what was handed over",
            "was das Gedächtnis an den Positionen "
                + taken.first()
                + " bis "
                + taken.last()
                + " hat, ist nicht das Übergebene"),
        Text.of(
            "the file has everything and is still what counts; ralf explain RALF-J034",
            "die Datei hat alles und gilt weiter; ralf explain RALF-J034"));
  }

  /** What stands behind the seal is no part of the past. */
  private Imports.Pages upTo(long events) {
    return (after, limit) ->
        after >= events ? List.of() : file.readAll(after, (int) Math.min(limit, events - after));
  }
}
