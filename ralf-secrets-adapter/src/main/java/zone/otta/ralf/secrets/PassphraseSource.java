package zone.otta.ralf.secrets;

import java.util.function.Function;
import zone.otta.ralf.port.Secret;
import zone.otta.ralf.site.SecretReference;

/**
 * A source that also has passphrases: what a person has chosen to type, of any length and any
 * characters, and which counts to the last blank. Only one line end after it is no part of it.
 */
public interface PassphraseSource {
  /** As {@link zone.otta.ralf.port.SecretSource#use}, without the rules for secrets. */
  <T> T passphrase(SecretReference reference, Function<Secret, T> callback);
}
