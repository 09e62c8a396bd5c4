package zone.otta.ralf.testkit.journal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import zone.otta.ralf.port.Metadata;

/** Metadata in memory, for tests. Thread-safe. */
public class MemoryMetadata implements Metadata {
  private final Map<Scope, TreeMap<String, Entry>> scopes = new HashMap<>();

  @Override
  public synchronized Optional<Entry> get(Scope scope, String key) {
    return Optional.ofNullable(scopes.getOrDefault(scope, new TreeMap<>()).get(key));
  }

  @Override
  public synchronized List<Entry> list(Scope scope) {
    return new ArrayList<>(scopes.getOrDefault(scope, new TreeMap<>()).values());
  }

  @Override
  public synchronized Put put(Scope scope, String key, long expected, String json) {
    Metadata.check(key, json);
    long actual = get(scope, key).map(Entry::revision).orElse(0L);
    if (actual != expected) {
      return new Put.Conflict(actual);
    }
    scopes.computeIfAbsent(scope, s -> new TreeMap<>()).put(key, new Entry(key, actual + 1, json));
    return new Put.Stored(actual + 1);
  }
}
