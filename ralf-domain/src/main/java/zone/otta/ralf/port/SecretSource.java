package zone.otta.ralf.port;

import java.util.function.Function;
import zone.otta.ralf.site.SecretReference;

/**
 * Where secrets come from. Rules: docs/contracts/secret-source.md. Messages name the reference,
 * never the value. Thread-safe.
 */
public interface SecretSource {
  /**
   * Whether a usable secret (one line, at least 8 characters, printable ASCII) is there; false only
   * if nothing is.
   *
   * @throws PortException if the source cannot be asked, or the secret is there but must not be
   *     used (a file others can read, a value against these rules)
   */
  boolean present(SecretReference reference);

  /**
   * Hands the secret to the callback and overwrites it afterwards.
   *
   * @throws PortException {@code REFUSED} if it is absent or unusable
   */
  <T> T use(SecretReference reference, Function<Secret, T> callback);

  /**
   * Makes a random secret of 32 characters where nothing is yet, and reads it back.
   *
   * @throws PortException {@code REFUSED} where this source cannot keep one, {@code CONFLICT} if
   *     there is one
   */
  void create(SecretReference reference);
}
