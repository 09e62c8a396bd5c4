package zone.otta.ralf.testkit.dns;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.MarkedNames;
import zone.otta.ralf.port.NameHolder;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.port.Resolution;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.Ipv4Address;
import zone.otta.ralf.testkit.dns.DnsStage.Ailment;
import zone.otta.ralf.testkit.dns.MemoryZone.Entry;

/** Adapters with one mistake each, as people make them. */
final class WrongNames {
  private WrongNames() {}

  /** Takes a name for used because another lies below it. */
  static final class ConfusesInnerNodes extends MemoryDns {
    ConfusesInnerNodes(MemoryZone zone) {
      super(zone);
    }

    @Override
    protected Observation look(Step.Dns step) {
      boolean below = zone.dump().contains("." + MemoryRecords.name(step));
      return below ? Observation.Present.of(step.desired()) : super.look(step);
    }
  }

  /** Writes the record and forgets whose it is. */
  static final class ForgetsMark extends MemoryDns {
    ForgetsMark(MemoryZone zone) {
      super(zone);
    }

    @Override
    public void apply(Step.Dns step, Mark mark) {
      super.apply(step, mark);
      zone.remove(MemoryRecords.name(step), "TXT");
    }
  }

  /** Registers forwards only. */
  static final class LosesPointer extends MemoryDns {
    LosesPointer(MemoryZone zone) {
      super(zone);
    }

    @Override
    public void apply(Step.Dns step, Mark mark) {
      if (step instanceof Step.RegisterAddress) {
        super.apply(step, mark);
      }
    }
  }

  /** Calls everything well that it never asked. */
  static final class RehearsesNothing extends MemoryDns {
    RehearsesNothing(MemoryZone zone) {
      super(zone);
    }

    @Override
    public void rehearse() {}
  }

  /** Sees no mark on what cannot carry one itself. */
  static final class DisownsPointers extends MemoryDns {
    DisownsPointers(MemoryZone zone) {
      super(zone);
    }

    @Override
    protected Observation look(Step.Dns step) {
      return step instanceof Step.RegisterPointer
              && super.look(step) instanceof Observation.Present p
          ? Observation.Present.of(p.facts())
          : super.look(step);
    }
  }

  /** Sees what it wants to see. */
  static final class SeesTheWish extends MemoryDns {
    SeesTheWish(MemoryZone zone) {
      super(zone);
    }

    @Override
    protected Observation look(Step.Dns step) {
      return super.look(step) instanceof Observation.Present p
          ? new Observation.Present(step.desired(), p.mark())
          : super.look(step);
    }
  }

  /** Asks for the one type and concludes from its lack. */
  static final class AsksForOneType extends MemoryDns {
    AsksForOneType(MemoryZone zone) {
      super(zone);
    }

    @Override
    protected Observation look(Step.Dns step) {
      return zone.entries(MemoryRecords.name(step), MemoryRecords.type(step)).isEmpty()
              && zone.ailment() == Ailment.NONE
          ? new Observation.Absent()
          : super.look(step);
    }
  }

  /** Takes the first of several addresses. */
  static final class TakesTheFirst extends MemoryDns {
    TakesTheFirst(MemoryZone zone) {
      super(zone);
    }

    @Override
    protected Observation look(Step.Dns step) {
      List<Entry> set = zone.entries(MemoryRecords.name(step), MemoryRecords.type(step));
      return set.size() > 1
          ? Observation.Present.of(MemoryRecords.facts(step, set.get(0)))
          : super.look(step);
    }
  }

  /** Turns a timeout into "nothing there". */
  static final class AbsentOnTimeout extends MemoryDns {
    AbsentOnTimeout(MemoryZone zone) {
      super(zone);
    }

    @Override
    protected Observation look(Step.Dns step) {
      try {
        return super.look(step);
      } catch (PortException e) {
        return new Observation.Absent();
      }
    }
  }

  /** Does not look for the AA flag. */
  static final class BelievesHearsay extends MemoryDns {
    BelievesHearsay(MemoryZone zone) {
      super(zone);
    }

    @Override
    protected Observation look(Step.Dns step) {
      return zone.ailment() == Ailment.HEARSAY ? new Observation.Absent() : super.look(step);
    }
  }

  /** Replaces without prerequisite, whatever is there. */
  static class Overwrites extends MemoryDns {
    Overwrites(MemoryZone zone) {
      super(zone);
    }

    @Override
    public void apply(Step.Dns step, Mark mark) {
      if (zone.ailment() == Ailment.NONE) {
        zone.remove(MemoryRecords.name(step), MemoryRecords.type(step));
        MemoryRecords.of(step, mark).forEach(zone::put);
      } else {
        super.apply(step, mark);
      }
    }
  }

  /** Replaces whatever it has seen before, its own or not. */
  static final class AdoptsSilently extends Overwrites {
    private final Map<String, Boolean> seen = new HashMap<>();

    AdoptsSilently(MemoryZone zone) {
      super(zone);
    }

    @Override
    protected Observation look(Step.Dns step) {
      Observation now = super.look(step);
      seen.put(MemoryRecords.name(step), now instanceof Observation.Present);
      return now;
    }

    @Override
    public void apply(Step.Dns step, Mark mark) {
      if (seen.getOrDefault(MemoryRecords.name(step), false)
          || zone.entries(MemoryRecords.name(step)).isEmpty()) {
        super.apply(step, mark);
      } else {
        throw new PortException(Fault.CONFLICT, "RALF-W022", Text.same("in use"), Optional.empty());
      }
    }
  }

  /** Deletes the whole name before it writes. */
  static final class WipesNeighbours extends MemoryDns {
    WipesNeighbours(MemoryZone zone) {
      super(zone);
    }

    @Override
    public void apply(Step.Dns step, Mark mark) {
      super.apply(step, mark);
      String name = MemoryRecords.name(step);
      zone.entries(name, "TXT").stream()
          .filter(e -> Mark.find(e.data()).isEmpty())
          .forEach(e -> zone.remove(name, e));
    }
  }

  /** Looks again when it applies, and replaces what it then finds under its own mark. */
  static final class ReplacesTheUnseen extends MemoryDns {
    ReplacesTheUnseen(MemoryZone zone) {
      super(zone);
    }

    @Override
    public void apply(Step.Dns step, Mark mark) {
      if (zone.ailment() == Ailment.NONE && !MemoryRecords.name(step).contains("arpa")) {
        observe(List.of(step));
      }
      super.apply(step, mark);
    }
  }

  /** Looks at the code of an answer only, not at its signature. */
  static final class BelievesUnsigned extends MemoryDns {
    BelievesUnsigned(MemoryZone zone) {
      super(zone);
    }

    @Override
    public void apply(Step.Dns step, Mark mark) {
      if (zone.ailment() != Ailment.FORGED) {
        super.apply(step, mark);
      }
    }
  }

  /** Sends again when no answer came. */
  static final class SendsTwice extends MemoryDns {
    SendsTwice(MemoryZone zone) {
      super(zone);
    }

    @Override
    public void apply(Step.Dns step, Mark mark) {
      try {
        super.apply(step, mark);
      } catch (PortException e) {
        if (e.fault() == Fault.UNREACHABLE && zone.ailment() == Ailment.ANSWERS_LOST) {
          super.apply(step, mark);
        }
        throw e;
      }
    }
  }

  /** Remembers that a name was unknown. */
  static final class CachesNothing extends MemoryDns {
    private final Map<DnsName, List<Resolution>> answers = new HashMap<>();

    CachesNothing(MemoryZone zone) {
      super(zone);
    }

    @Override
    public List<Resolution> resolve(DnsName name) {
      return answers.computeIfAbsent(name, super::resolve);
    }
  }

  /** Takes silence for an empty answer. */
  static final class EmptyOnSilence extends MemoryDns {
    EmptyOnSilence(MemoryZone zone) {
      super(zone);
    }

    @Override
    public List<Resolution> resolve(DnsName name) {
      return zone.ailment() == Ailment.SILENT
          ? List.of(new Resolution.NoSuchName("memory", 0, Optional.empty(), true))
          : super.resolve(name);
    }
  }

  /** Goes on behind the first change that failed. */
  static final class GoesOn extends MemoryDns {
    GoesOn(MemoryZone zone) {
      super(zone);
    }

    @Override
    public void apply(List<Change> changes) {
      Optional<PortException> failed = Optional.empty();
      for (Change change : changes) {
        try {
          apply(change.step(), change.mark());
        } catch (PortException e) {
          failed = failed.or(() -> Optional.of(e));
        }
      }
      if (failed.isPresent()) {
        throw failed.get();
      }
    }
  }

  /** Knows who uses an address only if it is free. */
  static final class KnowsNobody extends MemoryDns {
    KnowsNobody(MemoryZone zone) {
      super(zone);
    }

    @Override
    public List<NameHolder> holders(Ipv4Address address) {
      return List.of();
    }
  }

  /** Lists what carries no mark, too. */
  static final class ListsEverybody extends MemoryDns {
    ListsEverybody(MemoryZone zone) {
      super(zone);
    }

    @Override
    public MarkedNames marked() {
      Mark mark = ((MarkedNames.Listed) super.marked()).names().get(0).mark();
      return new MarkedNames.Listed(
          zone.names("A").stream()
              .map(n -> new DnsName(n.substring(0, n.length() - 1)))
              .map(n -> new Facts.Address(n, Ipv4Address.of("10.10.20.10"), 300))
              .map(a -> new MarkedNames.Marked(a, mark))
              .toList());
    }
  }

  /** Adopts whatever stands there by now. */
  static final class AdoptsAnything extends MemoryDns {
    AdoptsAnything(MemoryZone zone) {
      super(zone);
    }

    @Override
    public void apply(Step.Dns step, Mark mark) {
      if (step instanceof Step.RegisterAddress a && a.adopted().isPresent()) {
        zone.remove(MemoryRecords.name(step), "A");
        MemoryRecords.of(step, mark).forEach(zone::put);
      } else {
        super.apply(step, mark);
      }
    }
  }

  /** Writes what is there already. */
  static final class WritesAgain extends MemoryDns {
    WritesAgain(MemoryZone zone) {
      super(zone);
    }

    @Override
    public void apply(Step.Dns step, Mark mark) {
      if (zone.ailment() == Ailment.NONE) {
        zone.written();
      }
      super.apply(step, mark);
    }
  }
}
