package zone.otta.ralf.lab.opnsense;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The overrides: those that are saved, and those that Unbound loaded. Between them stands {@link
 * #apply}. Thread-safe.
 */
public final class OverrideStore {
  private Map<String, Entry> saved = Map.of();
  private Map<String, Entry> savedAliases = Map.of();
  private List<Entry> loaded = List.of();
  private List<Entry> loadedAliases = List.of();
  private int applications;
  private Consumer<String> loader = configuration -> {};

  /** Somebody makes an entry in the web interface, and does not apply it yet. */
  public String add(Map<String, String> fields) {
    String id = UUID.randomUUID().toString();
    put(id, fields);
    return id;
  }

  /** Makes or changes an entry; fields that are not given stay. */
  public synchronized void put(String id, Map<String, String> fields) {
    Entry entry = saved.getOrDefault(id, fresh(id)).with(fields);
    change(entries -> with(entries, entry));
  }

  /** Gives a further name to an entry. */
  public synchronized void addAlias(String host, String hostname, String domain) {
    String id = UUID.randomUUID().toString();
    var fields = Map.of("enabled", "1", "host", host, "hostname", hostname, "domain", domain);
    savedAliases = with(savedAliases, new Entry(id, fields));
  }

  /** Deletes an entry and its aliases; false if there is none. */
  public synchronized boolean remove(String id) {
    if (!saved.containsKey(id)) {
      return false;
    }
    change(
        entries -> {
          entries.remove(id);
          return entries;
        });
    var aliases = new LinkedHashMap<>(savedAliases);
    aliases.values().removeIf(a -> a.get("host").equals(id));
    savedAliases = aliases;
    return true;
  }

  private void change(UnaryOperator<Map<String, Entry>> change) {
    saved = change.apply(new LinkedHashMap<>(saved));
  }

  private static Map<String, Entry> with(Map<String, Entry> entries, Entry entry) {
    var all = new LinkedHashMap<>(entries);
    all.put(entry.id(), entry);
    return all;
  }

  /** A new entry as the model makes it. */
  static Entry fresh(String id) {
    return new Entry(id, Map.of("enabled", "1", "rr", "A"));
  }

  /**
   * Unbound loads what is saved.
   *
   * @param works whether it does: with a file that it cannot load it goes on with the old data
   */
  synchronized void apply(boolean works) {
    applications++;
    LocalRecords next = LocalRecords.of(saved(), savedAliases());
    if (works && next.loads()) {
      loaded = List.copyOf(saved.values());
      loadedAliases = List.copyOf(savedAliases.values());
      loader.accept(next.configuration());
    }
  }

  /** The whole configuration, as a request reads it before it changes something. */
  synchronized Map<String, Entry> configuration() {
    return saved;
  }

  /** Writes a whole configuration, whatever has been written since it was read. */
  synchronized void write(Map<String, Entry> read, Entry changed) {
    saved = with(read, changed);
  }

  synchronized Optional<Entry> find(String id) {
    return Optional.ofNullable(saved.get(id));
  }

  synchronized List<Entry> saved() {
    return new ArrayList<>(saved.values());
  }

  synchronized List<Entry> savedAliases() {
    return new ArrayList<>(savedAliases.values());
  }

  /**
   * Another Unbound, a real one, is given the same from now on.
   *
   * @param other takes a part of unbound.conf
   */
  public synchronized void loadedBy(Consumer<String> other) {
    loader = other;
    other.accept(answered().configuration());
  }

  synchronized LocalRecords answered() {
    return LocalRecords.of(loaded, loadedAliases);
  }

  /** How often Unbound was told to load it. */
  public synchronized int applications() {
    return applications;
  }

  /** The fields of every entry that is saved, its {@code uuid} among them. */
  public synchronized List<Map<String, String>> entries() {
    return saved.values().stream().map(OverrideStore::fields).toList();
  }

  /** The same of the aliases; {@code host} is the uuid of their entry. */
  public synchronized List<Map<String, String>> aliases() {
    return savedAliases.values().stream().map(OverrideStore::fields).toList();
  }

  /** What Unbound answers of it, one record a line, sorted; the marks beside. */
  public synchronized List<String> lines() {
    Stream<String> marks =
        saved.values().stream()
            .filter(e -> !e.get("description").isEmpty())
            .map(e -> e.name() + " " + e.get("description"));
    return Stream.concat(answered().records().stream(), marks).sorted().toList();
  }

  private static Map<String, String> fields(Entry entry) {
    return entry.with(Map.of("uuid", entry.id())).fields();
  }
}
