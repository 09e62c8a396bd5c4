package zone.otta.ralf.testkit.dns;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The records of a name server in memory. Shared by every {@link MemoryDns} over it, so that it
 * outlives a simulated crash. Thread-safe.
 */
public final class MemoryZone {
  /** One record; a text's data is in quotes. */
  record Entry(int ttl, String type, String data) {
    @Override
    public String toString() {
      return ttl + " " + type + " " + data;
    }
  }

  private final Map<String, List<Entry>> names = new TreeMap<>();
  private long writes;
  private DnsStage.Ailment ailment = DnsStage.Ailment.NONE;

  /** {@code a.otta.zone. 300 A 10.10.20.9} */
  public synchronized void put(String record) {
    String[] parts = record.split(" ", 4);
    names
        .computeIfAbsent(parts[0], n -> new ArrayList<>())
        .add(new Entry(Integer.parseInt(parts[1]), parts[2], parts[3]));
  }

  public synchronized void remove(String name, String type) {
    entries(name, type).forEach(e -> remove(name, e));
  }

  synchronized void remove(String name, Entry entry) {
    names.getOrDefault(name, new ArrayList<>()).remove(entry);
    names.values().removeIf(List::isEmpty);
  }

  /** Lifetime, type and data of a name's records, sorted. */
  public synchronized List<String> records(String name) {
    return entries(name).stream()
        .sorted(Comparator.comparing(Entry::type).thenComparing(Entry::data))
        .map(Entry::toString)
        .toList();
  }

  synchronized List<Entry> entries(String name) {
    return List.copyOf(names.getOrDefault(name, List.of()));
  }

  List<Entry> entries(String name, String type) {
    return entries(name).stream().filter(e -> e.type().equals(type)).toList();
  }

  /** Every record, one per line: to compare two ends. */
  public synchronized String dump() {
    StringBuilder dump = new StringBuilder();
    names.keySet().forEach(n -> records(n).forEach(r -> dump.append(n + " " + r + "\n")));
    return dump.toString();
  }

  /** All names that hold a record of the type. */
  synchronized List<String> names(String type) {
    return names.keySet().stream().filter(name -> !entries(name, type).isEmpty()).toList();
  }

  synchronized void written() {
    writes++;
  }

  synchronized long writes() {
    return writes;
  }

  public synchronized void ails(DnsStage.Ailment what) {
    ailment = what;
  }

  synchronized DnsStage.Ailment ailment() {
    return ailment;
  }
}
