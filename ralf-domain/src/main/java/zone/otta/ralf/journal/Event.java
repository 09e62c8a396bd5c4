package zone.otta.ralf.journal;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.diagnostics.Code;
import zone.otta.ralf.drift.Difference;
import zone.otta.ralf.gate.Actor;
import zone.otta.ralf.gate.Approval;
import zone.otta.ralf.gate.Verdict;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.json.Records;

/**
 * What happened. The names of events and of their parts are a file format. No secret ever stands in
 * one. {@code by} is who had it done; events of the first versions of RALF do not have it.
 */
public sealed interface Event {
  /** A plan was made and stored. */
  record Planned(ServiceName service, Sha256 plan, Verdict verdict, Optional<Actor> by)
      implements Event {}

  /** A person approved a plan. */
  record Approved(ServiceName service, Approval approval, Optional<Actor> by) implements Event {}

  /** A run began: it uses up the approval. */
  record Opened(long run, ServiceName service, Sha256 plan, UUID approval, Optional<Actor> by)
      implements Event {}

  /** A stopped run goes on with a later approval, which is used up by that. */
  record Renewed(long run, UUID approval, Optional<Actor> by) implements Event {}

  /**
   * A step is about to be applied: from here on its outcome is unknown until Verified.
   *
   * @param fence of the right to work on the service; empty if nobody could be asked for one
   */
  record Started(int step, String name, Optional<Long> fence) implements Event {}

  /** A step's effect was observed. */
  record Verified(int step, String name, boolean changed) implements Event {}

  /** The run stopped midway; resumable. */
  record Stopped(int step, String name, Code code, String what, boolean outcomeKnown)
      implements Event {}

  /** One smoke check's result. */
  record Smoked(String check, Verdict result, String detail) implements Event {}

  /** A phase ended with this status object. */
  record Judged(ServiceName service, int phase, Verdict result, Json status, Optional<Actor> by)
      implements Event {}

  /**
   * A service was compared with what was recorded of it.
   *
   * @param run the completed run whose record it was
   * @param unseen objects of which nothing could be known
   */
  record Drifted(
      ServiceName service,
      long run,
      List<Difference> differences,
      List<String> unseen,
      Optional<Actor> by)
      implements Event {
    public Drifted {
      differences = List.copyOf(differences);
      unseen = List.copyOf(unseen);
    }
  }

  /** A run ended. */
  record Closed(long run, Verdict deploy, Optional<Verdict> smoke) implements Event {}

  /**
   * The events before this one are about to move into another store: exactly these, whatever
   * interrupts the move.
   *
   * @param source which journal this is: the id of its first event
   * @param store where they go
   * @param events how many they are
   * @param file sum over their bytes in the file
   */
  record Sealed(UUID source, UUID store, long events, Sha256 file) implements Event {}

  /**
   * They are there, and read back.
   *
   * @param service the service that is the memory
   * @param heads the root of the anchor over them
   */
  record HandedOver(
      UUID source, UUID store, ServiceName service, long first, long last, Sha256 heads)
      implements Event {
    @Override
    public String type() {
      return "handed_over";
    }
  }

  /** The word in the journal. */
  default String type() {
    return getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  default NewEvent stored(UUID id, long occurredUs) {
    return new NewEvent(id, type(), occurredUs, Records.toJson((Record) this).compact());
  }

  /** The types this version of RALF writes. */
  List<String> TYPES =
      List.of(
          "planned",
          "approved",
          "opened",
          "renewed",
          "started",
          "verified",
          "stopped",
          "smoked",
          "judged",
          "drifted",
          "closed",
          "sealed",
          "handed_over");
}
