package zone.otta.ralf.port;

import java.util.List;
import java.util.Objects;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Mark;

/** The records of a zone that carry marks, whoever's they are. */
public sealed interface MarkedNames {
  /** All of them. */
  record Listed(List<Marked> names) implements MarkedNames {
    public Listed {
      names = List.copyOf(names);
    }
  }

  /** The server does not show its whole zone, or records carry no marks there; and why. */
  record NotListed(Finding why) implements MarkedNames {
    public NotListed {
      Objects.requireNonNull(why);
    }
  }

  /** One address record and the mark beside it, which is yet to be verified. */
  record Marked(Facts.Address address, Mark mark) {
    public Marked {
      Objects.requireNonNull(address);
      Objects.requireNonNull(mark);
    }
  }
}
