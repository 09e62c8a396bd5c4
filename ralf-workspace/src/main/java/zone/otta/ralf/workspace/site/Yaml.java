package zone.otta.ralf.workspace.site;

import java.util.List;
import java.util.Optional;

/** A YAML value with its place. */
sealed interface Yaml {
  /** Line and column from 1, in UTF-16 units as the parser counts. */
  record Place(int line, int column) {}

  Place place();

  /** A key and what stands behind it. */
  record Entry(String key, Place place, Yaml value) {}

  /** A mapping; keys may be given twice here, the reader objects. */
  record Mapping(Place place, List<Entry> entries) implements Yaml {
    public Mapping {
      entries = List.copyOf(entries);
    }

    Optional<Entry> entry(String key) {
      return entries.stream().filter(e -> e.key().equals(key)).findFirst();
    }
  }

  /** A list. */
  record Sequence(Place place, List<Yaml> items) implements Yaml {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /** A word; numbers and truth values as they are written. Empty for null. */
  record Scalar(Place place, String text) implements Yaml {}
}
