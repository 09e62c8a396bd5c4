package zone.otta.ralf.workspace.trust;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import zone.otta.ralf.workspace.store.DurableFile;
import zone.otta.ralf.workspace.store.SmallFile;
import zone.otta.ralf.workspace.store.StateDirectory;

/**
 * Names of servers that RALF made itself and has not met yet, {@code trust/awaited}. Kept in a file
 * because RALF may be killed between making a server and meeting it.
 */
public final class AwaitedHosts {
  private static final int MAX_BYTES = 1024 * 1024;
  private final Path file;

  public AwaitedHosts(StateDirectory state) {
    this.file = state.awaited();
  }

  public boolean contains(String alias) {
    return read().contains(alias);
  }

  public void add(String alias) {
    Set<String> names = read();
    if (names.add(alias)) {
      write(names);
    }
  }

  public void remove(String alias) {
    Set<String> names = read();
    if (names.remove(alias)) {
      write(names);
    }
  }

  private Set<String> read() {
    var names = new TreeSet<String>();
    if (Files.exists(file)) {
      SmallFile.read(file, MAX_BYTES).lines().filter(l -> !l.isBlank()).forEach(names::add);
    }
    return names;
  }

  private void write(Set<String> names) {
    var text = new StringBuilder();
    names.forEach(name -> text.append(name).append('\n'));
    DurableFile.write(file, text.toString());
  }
}
