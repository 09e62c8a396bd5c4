package zone.otta.ralf.workspace.trust;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import zone.otta.ralf.workspace.store.DurableFile;
import zone.otta.ralf.workspace.store.StateDirectory;

/**
 * The host keys that a person has accepted, {@code trust/known_hosts} in OpenSSH's format. Comments
 * are kept. Hashed names, patterns and markers are refused ({@code RALF-J009}): a revoked key that
 * is overlooked would be worse than a file that is not read.
 */
public final class TrustStore {
  private final Path file;

  public TrustStore(StateDirectory state) {
    this.file = state.knownHosts();
  }

  /** The known_hosts file; may not exist yet. */
  public Path file() {
    return file;
  }

  public List<HostKey> list() {
    return lines().stream().flatMap(line -> line.key().stream()).toList();
  }

  public List<HostKey> list(String alias) {
    return list().stream().filter(key -> key.alias().equals(alias)).toList();
  }

  public Judgement judge(HostKey presented) {
    List<HostKey> known = list(presented.alias());
    if (known.isEmpty()) {
      return new Judgement.Unknown();
    }
    return known.contains(presented) ? new Judgement.Trusted() : new Judgement.Changed(known);
  }

  /**
   * Learns one more key.
   *
   * @throws IllegalArgumentException if the name is known with another key of this type: that is
   *     {@link #replace}
   */
  public void add(HostKey key) {
    List<HostKey> known = list(key.alias());
    if (known.contains(key)) {
      return;
    }
    if (known.stream().anyMatch(other -> other.type().equals(key.type()))) {
      throw new IllegalArgumentException("known with another key: " + key.alias());
    }
    List<KnownHostsLine> lines = new ArrayList<>(lines());
    lines.add(KnownHostsLine.of(key));
    write(lines);
  }

  /** Forgets every key of the name and learns this one. */
  public void replace(HostKey key) {
    List<KnownHostsLine> lines = new ArrayList<>(lines());
    lines.removeIf(line -> line.key().filter(k -> k.alias().equals(key.alias())).isPresent());
    lines.add(KnownHostsLine.of(key));
    write(lines);
  }

  /** Forgets every key of the name. */
  public void remove(String alias) {
    List<KnownHostsLine> lines = new ArrayList<>(lines());
    if (lines.removeIf(line -> line.key().filter(k -> k.alias().equals(alias)).isPresent())) {
      write(lines);
    }
  }

  /** Every key as a line {@code ALIAS TYPE BASE64}. */
  public String text() {
    var text = new StringBuilder();
    list().forEach(key -> text.append(key.line()).append('\n'));
    return text.toString();
  }

  private List<KnownHostsLine> lines() {
    return Files.exists(file) ? KnownHostsLine.read(file) : List.of();
  }

  private void write(List<KnownHostsLine> lines) {
    var text = new StringBuilder();
    lines.forEach(line -> text.append(line.text()).append('\n'));
    DurableFile.write(file, text.toString());
  }
}
