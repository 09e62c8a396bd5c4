package zone.otta.ralf.workspace.trust;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.workspace.store.DurableFile;
import zone.otta.ralf.workspace.store.SmallFile;
import zone.otta.ralf.workspace.store.StateDirectory;
import zone.otta.ralf.workspace.store.StoreFault;

/**
 * Fingerprints of certificates that a person has accepted, {@code trust/certificates}: lines {@code
 * NAME SHA256:C7:42:...}.
 */
public final class CertificatePins {
  private static final int MAX_BYTES = 1024 * 1024;
  private static final Pattern LINE =
      Pattern.compile("([A-Za-z0-9.:_-]{1,255}) (SHA256:[0-9A-F]{2}(?::[0-9A-F]{2}){31})");
  private final Path file;

  public CertificatePins(StateDirectory state) {
    this.file = state.certificates();
  }

  /** {@code SHA256:C7:42:...} of the server's certificate, if one was accepted. */
  public Optional<String> of(String name) {
    return Optional.ofNullable(read().get(name));
  }

  /** This certificate and no other from now on. */
  public void pin(String name, String fingerprint) {
    if (!LINE.matcher(name + " " + fingerprint).matches()) {
      throw new IllegalArgumentException("not a certificate's fingerprint");
    }
    Map<String, String> pins = read();
    pins.put(name, fingerprint);
    var text = new StringBuilder();
    pins.forEach((n, f) -> text.append(n).append(' ').append(f).append('\n'));
    DurableFile.write(file, text.toString());
  }

  private Map<String, String> read() {
    var pins = new TreeMap<String, String>();
    if (Files.notExists(file)) {
      return pins;
    }
    int number = 0;
    for (String line : SmallFile.read(file, MAX_BYTES).lines().toList()) {
      number++;
      var matcher = LINE.matcher(line);
      if (!matcher.matches()) {
        throw StoreFault.notUnderstood(file, Text.of("line " + number, "Zeile " + number));
      }
      pins.put(matcher.group(1), matcher.group(2));
    }
    return pins;
  }
}
