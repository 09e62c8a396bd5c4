package zone.otta.ralf.workspace.trust;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.workspace.store.SmallFile;
import zone.otta.ralf.workspace.store.StoreFault;

/**
 * A line of a known_hosts file as it stands.
 *
 * @param key empty for a comment or a blank line
 */
record KnownHostsLine(String text, Optional<HostKey> key) {
  private static final int MAX_BYTES = 1024 * 1024;

  static KnownHostsLine of(HostKey key) {
    return new KnownHostsLine(key.line(), Optional.of(key));
  }

  static List<KnownHostsLine> read(Path file) {
    List<KnownHostsLine> lines = new ArrayList<>();
    for (String text : SmallFile.read(file, MAX_BYTES).lines().toList()) {
      int number = lines.size() + 1;
      lines.add(
          parse(text)
              .orElseThrow(
                  () ->
                      StoreFault.notUnderstood(
                          file, Text.of("line " + number, "Zeile " + number))));
    }
    return lines;
  }

  private static Optional<KnownHostsLine> parse(String text) {
    if (text.isBlank() || text.startsWith("#")) {
      return Optional.of(new KnownHostsLine(text, Optional.empty()));
    }
    String[] words = text.strip().split("[ \t]+", 4);
    try {
      return words.length < 3
          ? Optional.empty()
          : Optional.of(
              new KnownHostsLine(text, Optional.of(new HostKey(words[0], words[1], words[2]))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
