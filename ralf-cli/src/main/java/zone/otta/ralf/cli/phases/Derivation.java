package zone.otta.ralf.cli.phases;

import java.util.Locale;

/** How the account of a lab's emulated Vaultwarden makes a key of its master password. */
public enum Derivation {
  /** PBKDF2 with HMAC-SHA-256. */
  PBKDF2,
  /** Argon2id. */
  ARGON2ID;

  /** The lab's name for it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
