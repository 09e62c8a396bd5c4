package zone.otta.ralf.workspace.site;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import zone.otta.ralf.diagnostics.CardPath;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.workspace.card.Nearest;

/**
 * Takes the known keys out of a mapping; whatever is left over, doubled or unreadable is a finding.
 */
final class YamlKeys {
  private final Yaml.Mapping mapping;
  private final CardPath around;
  private final SiteRemarks remarks;

  YamlKeys(Yaml.Mapping mapping, CardPath around, SiteRemarks remarks, List<String> known) {
    this.mapping = mapping;
    this.around = around;
    this.remarks = remarks;
    var seen = new HashSet<String>();
    for (Yaml.Entry entry : mapping.entries()) {
      check(entry, known, seen.add(entry.key()));
    }
  }

  private void check(Yaml.Entry entry, List<String> known, boolean first) {
    boolean expected = known.contains(entry.key());
    CardPath path =
        expected && first
            ? around.child(entry.key())
            : around.child("line" + entry.place().line() + "column" + entry.place().column());
    if (!expected) {
      remarks.mark(path, entry.place(), entry.key().length());
      remarks.unknown(
          path,
          Nearest.word(entry.key(), known)
              .map(w -> Text.of("did you mean `" + w + "`?", "war `" + w + "` gemeint?"))
              .orElse(
                  Text.of(
                      "known: " + String.join(", ", known),
                      "bekannt: " + String.join(", ", known))));
    } else if (!first) {
      remarks.mark(path, entry.place(), entry.key().length());
      remarks.duplicate(path);
    } else if (entry.value() instanceof Yaml.Mapping) {
      remarks.mark(path, entry.place(), entry.key().length());
    } else {
      remarks.mark(path, entry.value());
    }
  }

  CardPath path(String key) {
    return around.child(key);
  }

  /** Whether keys of their own stand behind it. */
  boolean isPart(String key) {
    return mapping.entry(key).filter(e -> e.value() instanceof Yaml.Mapping).isPresent();
  }

  boolean has(String key) {
    return mapping.entry(key).isPresent();
  }

  /** Empty if the key is not there; a finding if its value cannot be parsed. */
  <T> Optional<T> get(String key, Text expected, Function<String, Optional<T>> parse) {
    return mapping.entry(key).flatMap(e -> parsed(key, e.value(), expected, parse));
  }

  /** As {@link #get}, and a finding if the key is not there. */
  <T> Optional<T> require(String key, Text expected, Function<String, Optional<T>> parse) {
    if (!has(key)) {
      remarks.missing(around, key);
    }
    return get(key, expected, parse);
  }

  private <T> Optional<T> parsed(
      String key, Yaml value, Text expected, Function<String, Optional<T>> parse) {
    Optional<T> parsed =
        value instanceof Yaml.Scalar scalar && !scalar.text().isEmpty()
            ? parse.apply(scalar.text())
            : Optional.empty();
    if (parsed.isEmpty()) {
      remarks.unreadable(path(key), key, expected);
    }
    return parsed;
  }

  /** A mapping of its own behind a key. */
  Optional<Yaml.Mapping> part(String key) {
    Optional<Yaml.Entry> entry = mapping.entry(key);
    if (entry.isPresent() && !(entry.get().value() instanceof Yaml.Mapping)) {
      remarks.unreadable(path(key), key, Text.of("keys and values", "Schlüssel und Werte"));
    }
    return entry
        .map(Yaml.Entry::value)
        .filter(Yaml.Mapping.class::isInstance)
        .map(Yaml.Mapping.class::cast);
  }

  /** A list of words behind a key. */
  <T> Optional<List<T>> list(String key, Text expected, Function<String, Optional<T>> parse) {
    Optional<Yaml.Entry> entry = mapping.entry(key);
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    var parsed = new ArrayList<T>();
    List<Yaml> items =
        entry.get().value() instanceof Yaml.Sequence s ? s.items() : List.of(entry.get().value());
    for (int i = 0; i < items.size(); i++) {
      remarks.mark(path(key).index(i), items.get(i));
      Optional<T> item =
          items.get(i) instanceof Yaml.Scalar scalar
              ? parse.apply(scalar.text())
              : Optional.empty();
      if (item.isEmpty()) {
        remarks.unreadable(path(key).index(i), key, expected);
      }
      item.ifPresent(parsed::add);
    }
    return Optional.of(parsed);
  }
}
