package zone.otta.ralf.lab;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The faults that wait for their command; each happens once. */
final class Faults {
  private final List<Fault.OnCommand> waiting = new ArrayList<>();

  synchronized void add(Fault.OnCommand fault) {
    waiting.add(fault);
  }

  /** The first fault that matches; it is used up. */
  synchronized Optional<Fault.OnCommand> take(String line) {
    for (Iterator<Fault.OnCommand> each = waiting.iterator(); each.hasNext(); ) {
      Fault.OnCommand fault = each.next();
      if (line.contains(fault.match())) {
        each.remove();
        return Optional.of(fault);
      }
    }
    return Optional.empty();
  }
}
