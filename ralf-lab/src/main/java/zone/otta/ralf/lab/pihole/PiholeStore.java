package zone.otta.ralf.lab.pihole;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The two lists of local records, and what of them the DNS server has read. Thread-safe. */
public final class PiholeStore {
  private final List<String> hosts = new ArrayList<>();
  private final List<String> aliases = new ArrayList<>();
  private List<String> served = List.of();
  private boolean stale;

  /** Somebody else edits the list of hosts. */
  public synchronized void editHosts(Consumer<List<String>> change) {
    change.accept(hosts);
    serve();
  }

  /** Somebody else edits the list of aliases, {@code ALIAS,TARGET[,TTL]}. */
  public synchronized void editAliases(Consumer<List<String>> change) {
    change.accept(aliases);
  }

  public synchronized List<String> hosts() {
    return List.copyOf(hosts);
  }

  public synchronized List<String> aliases() {
    return List.copyOf(aliases);
  }

  /** The hosts that the DNS server answers from. */
  synchronized List<String> served() {
    return served;
  }

  /** From now on the DNS server goes on with what it has, or reads the list again. */
  synchronized void stale(boolean on) {
    stale = on;
    serve();
  }

  private void serve() {
    if (!stale) {
      served = List.copyOf(hosts);
    }
  }

  /** False if it is there already. */
  synchronized boolean add(String line) {
    if (hosts.contains(line)) {
      return false;
    }
    hosts.add(line);
    serve();
    return true;
  }

  /** False if there is none. */
  synchronized boolean remove(String line) {
    boolean removed = hosts.remove(line);
    serve();
    return removed;
  }
}
