package zone.otta.ralf.secrets.file;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Function;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.port.Secret;
import zone.otta.ralf.port.SecretSource;
import zone.otta.ralf.secrets.PassphraseSource;
import zone.otta.ralf.secrets.RandomSecret;
import zone.otta.ralf.secrets.SecretComplaints;
import zone.otta.ralf.secrets.UsableSecret;
import zone.otta.ralf.site.SecretReference;

/**
 * {@code file:PATH}, relative to the workspace folder and inside it. One line; the file and nobody
 * but its owner may read it, or it is refused as ssh refuses such a key. New ones are made with
 * 0600 from their first moment, in folders with 0700. The secret before a renewal lies beside the
 * file, under its name with {@value #FORMER}.
 */
public final class FileSecrets implements SecretSource, PassphraseSource {
  private static final String FORMER = ".former";
  private final Path workspace;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param workspace the folder that holds {@code ralf.yaml}
   */
  public FileSecrets(Path workspace) {
    this.workspace = workspace;
  }

  @Override
  public boolean present(SecretReference reference) {
    SecretFile file = file(reference);
    return file.exists() && UsableSecret.use(reference, file.read(), secret -> true);
  }

  @Override
  public <T> T use(SecretReference reference, Function<Secret, T> callback) {
    return UsableSecret.use(reference, existing(reference).read(), callback);
  }

  /** In UTF-8. */
  @Override
  public <T> T passphrase(SecretReference reference, Function<Secret, T> callback) {
    try (Secret secret = existing(reference).readText()) {
      return callback.apply(secret);
    }
  }

  private SecretFile existing(SecretReference reference) {
    SecretFile file = file(reference);
    if (!file.exists()) {
      throw missing(reference);
    }
    return file;
  }

  private static PortException missing(SecretReference reference) {
    return SecretComplaints.missing(
        reference,
        Text.of(
            "write it to that file with mode 0600, or let RALF make one",
            "Es mit den Rechten 0600 in diese Datei schreiben oder RALF eines erzeugen lassen"));
  }

  @Override
  public void create(SecretReference reference) {
    putNew(reference, file(reference)::create);
  }

  /** Reads it back. */
  private void putNew(SecretReference reference, Consumer<char[]> place) {
    char[] value = RandomSecret.make(random);
    try {
      place.accept(value);
      boolean same = use(reference, s -> Arrays.equals(s.reveal(), value));
      if (!same) {
        throw SecretComplaints.unreadable(reference);
      }
    } finally {
      Arrays.fill(value, '\0');
    }
  }

  @Override
  public void requireRenewable(SecretReference reference) {
    if (!present(reference)) {
      throw missing(reference);
    }
  }

  /**
   * A former secret that equals the present one is of a renewal that was cut off: it begins anew.
   */
  @Override
  public void renew(SecretReference reference) {
    requireRenewable(reference);
    if (renewed(reference)) {
      throw SecretComplaints.renewedAlready(reference);
    }
    SecretFile former = former(reference);
    if (!former.exists()) {
      char[] present = file(reference).read();
      try {
        former.create(present);
      } finally {
        Arrays.fill(present, '\0');
      }
    }
    putNew(reference, file(reference)::replace);
  }

  @Override
  public boolean renewed(SecretReference reference) {
    return former(reference).exists()
        && use(reference, present -> useFormer(reference, former -> !present.equals(former)));
  }

  @Override
  public <T> T useFormer(SecretReference reference, Function<Secret, T> callback) {
    SecretFile former = former(reference);
    if (!former.exists()) {
      throw SecretComplaints.noFormer(reference);
    }
    return UsableSecret.use(reference, former.read(), callback);
  }

  @Override
  public void forget(SecretReference reference) {
    former(reference).remove();
  }

  private SecretFile former(SecretReference reference) {
    return new SecretFile(workspace, new SecretReference(reference.text() + FORMER));
  }

  private SecretFile file(SecretReference reference) {
    if (!reference.scheme().equals("file")) {
      throw new IllegalStateException("not a file reference: " + reference);
    }
    return new SecretFile(workspace, reference);
  }
}
