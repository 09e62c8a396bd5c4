package zone.otta.ralf.testkit.dns;

import java.util.List;
import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.testkit.dns.DnsStage.Ailment;

/** Adapters with one mistake each in what they take away. */
final class WrongRemovals {
  private WrongRemovals() {}

  /** Takes the address and leaves its mark behind. */
  static final class LeavesMark extends MemoryDns {
    LeavesMark(MemoryZone zone) {
      super(zone);
    }

    @Override
    public void apply(Step.Dns step, Mark mark) {
      super.apply(step, mark);
      if (step instanceof Step.UnregisterAddress) {
        zone.put(MemoryRecords.name(step) + " 300 TXT \"" + mark.line() + "\"");
      }
    }
  }

  /** Thinks of the forward zone only. */
  static final class KeepsPointer extends MemoryDns {
    KeepsPointer(MemoryZone zone) {
      super(zone);
    }

    @Override
    public void apply(Step.Dns step, Mark mark) {
      if (!(step instanceof Step.UnregisterPointer)) {
        super.apply(step, mark);
      }
    }
  }

  /** Deletes by name and type, whosever it is. */
  static final class RemovesAnything extends MemoryDns {
    RemovesAnything(MemoryZone zone) {
      super(zone);
    }

    @Override
    public void apply(Step.Dns step, Mark mark) {
      if (step instanceof Step.Removal && zone.ailment() == Ailment.NONE) {
        zone.remove(MemoryRecords.name(step), MemoryRecords.type(step));
      } else {
        super.apply(step, mark);
      }
    }
  }

  /** Looks again when it removes, and takes what it then finds. */
  static final class RemovesTheUnseen extends MemoryDns {
    RemovesTheUnseen(MemoryZone zone) {
      super(zone);
    }

    @Override
    public void apply(Step.Dns step, Mark mark) {
      if (step instanceof Step.UnregisterAddress && zone.ailment() == Ailment.NONE) {
        observe(List.of(step));
      }
      super.apply(step, mark);
    }
  }

  /** Takes a lost answer to a removal for a yes. */
  static final class AssumesRemoved extends MemoryDns {
    AssumesRemoved(MemoryZone zone) {
      super(zone);
    }

    @Override
    public void apply(Step.Dns step, Mark mark) {
      try {
        super.apply(step, mark);
      } catch (PortException e) {
        if (!(step instanceof Step.Removal) || zone.ailment() != Ailment.ANSWERS_LOST) {
          throw e;
        }
      }
    }
  }
}
