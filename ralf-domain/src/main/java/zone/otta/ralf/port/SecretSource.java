package zone.otta.ralf.port;

import java.util.function.Function;
import zone.otta.ralf.diagnostics.Text;
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

  /**
   * Whether {@link #renew} can be used for it.
   *
   * @throws PortException {@code REFUSED} if it is absent or unusable, or this source keeps none
   */
  default void requireRenewable(SecretReference reference) {
    throw notRenewable(reference);
  }

  /**
   * Puts a random secret of 32 characters in the place of the present one, which is kept beside it
   * until {@link #forget}: both at once or neither. Reads it back.
   *
   * @throws PortException as {@link #requireRenewable}; {@code CONFLICT} if one is kept already or
   *     somebody else changed it meanwhile; {@code UNREACHABLE} if the outcome is unknown
   */
  default void renew(SecretReference reference) {
    throw notRenewable(reference);
  }

  /** Whether it was renewed, and the one before is still kept. */
  default boolean renewed(SecretReference reference) {
    return false;
  }

  /**
   * Hands out the one before, as {@link #use} does.
   *
   * @throws PortException {@code REFUSED} if none is kept
   */
  default <T> T useFormer(SecretReference reference, Function<Secret, T> callback) {
    throw notRenewable(reference);
  }

  /** Gives up the one before; none is no error. */
  default void forget(SecretReference reference) {
    throw notRenewable(reference);
  }

  private static PortException notRenewable(SecretReference reference) {
    return new PortException(
        Fault.REFUSED,
        "RALF-W028",
        Text.of(
            "the secret " + reference + " cannot be renewed where it is read from",
            "das Geheimnis "
                + reference
                + " lässt sich dort nicht erneuern, woraus es gelesen wird"),
        Text.of(
            "map it to file: or vaultwarden: under secrets.from in ralf.yaml",
            "es in ralf.yaml unter secrets.from auf file: oder vaultwarden: lenken"));
  }
}
