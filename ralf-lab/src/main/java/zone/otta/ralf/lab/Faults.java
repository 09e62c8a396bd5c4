package zone.otta.ralf.lab;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The faults that wait for their command; each happens once. */
final class Faults {
  private final List<Fault.OnCommand> waiting = new ArrayList<>();
  private final List<Fault.OnTask> tasks = new ArrayList<>();

  synchronized void add(Fault.OnTask fault) {
    tasks.add(fault);
  }

  /** The first fault for a task of this type; it is used up. */
  synchronized Optional<Fault.OnTask> takeTask(String type) {
    Optional<Fault.OnTask> first = tasks.stream().filter(f -> f.type().equals(type)).findFirst();
    first.ifPresent(tasks::remove);
    return first;
  }

  synchronized void add(Fault.OnCommand fault) {
    waiting.add(fault);
  }

  /** The first fault that matches; it is used up. */
  Optional<Fault.OnCommand> take(String line) {
    return take(line::contains);
  }

  /** The first whose match is the method and the end of the path of a request, or empty. */
  Optional<Fault.OnCommand> take(String method, String path) {
    return take(
        match -> {
          int blank = match.indexOf(' ');
          return match.isEmpty()
              || blank > 0
                  && match.substring(0, blank).equals(method)
                  && path.endsWith("/" + match.substring(blank + 1).replaceFirst("^/", ""));
        });
  }

  private synchronized Optional<Fault.OnCommand> take(Predicate<String> matches) {
    for (Iterator<Fault.OnCommand> each = waiting.iterator(); each.hasNext(); ) {
      Fault.OnCommand fault = each.next();
      if (matches.test(fault.match())) {
        each.remove();
        return Optional.of(fault);
      }
    }
    return Optional.empty();
  }
}
