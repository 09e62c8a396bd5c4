package zone.otta.ralf.lab.vault;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * How a master key is made of a master password: what an account's settings say.
 *
 * @param type 0 is PBKDF2 with HMAC-SHA-256, 1 is Argon2id 1.3
 * @param memory in MiB, of Argon2id
 * @param parallelism lanes, of Argon2id
 */
public record Derivation(
    int type, int iterations, Optional<Integer> memory, Optional<Integer> parallelism) {
  private static final int ARGON2ID = 1;

  /** The least that Vaultwarden lets its users choose; the real default is six times as much. */
  public static final Derivation PBKDF2 = pbkdf2(100_000);

  /** What clients propose to whoever chooses Argon2id: 3 iterations over 64 MiB in 4 lanes. */
  public static final Derivation ARGON2 =
      new Derivation(ARGON2ID, 3, Optional.of(64), Optional.of(4));

  public static Derivation pbkdf2(int iterations) {
    return new Derivation(0, iterations, Optional.empty(), Optional.empty());
  }

  /** By its name on the command line; empty if it is none. */
  public static Optional<Derivation> named(String name) {
    return switch (name) {
      case "pbkdf2" -> Optional.of(PBKDF2);
      case "argon2id" -> Optional.of(ARGON2);
      default -> Optional.empty();
    };
  }

  /** 32 bytes. */
  byte[] masterKey(String password, String email) {
    byte[] salt = email.getBytes(StandardCharsets.UTF_8);
    return type == ARGON2ID
        ? Seal.argon2id(password, salt, iterations, memory.orElseThrow(), parallelism.orElseThrow())
        : Seal.pbkdf2(password, salt, iterations);
  }
}
