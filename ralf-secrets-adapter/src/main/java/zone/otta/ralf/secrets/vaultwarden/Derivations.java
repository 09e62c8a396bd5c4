package zone.otta.ralf.secrets.vaultwarden;

import java.util.Optional;
import zone.otta.ralf.secrets.vaultwarden.crypto.KeyDerivation;

/** How servers say how a password is made into a key. Bounds are not checked here. */
final class Derivations {
  private static final int PBKDF2 = 0;
  private static final int ARGON2ID = 1;

  private Derivations() {}

  /** {@code kdf}, {@code kdfIterations}, ...: in answers to prelogin and login. */
  static Optional<KeyDerivation> flat(Members answer) {
    return of(
        answer.number("kdf"),
        answer.number("kdfIterations"),
        answer.number("kdfMemory"),
        answer.number("kdfParallelism"));
  }

  /** {@code kdfType}, {@code iterations}, ...: in parts of newer answers. */
  static Optional<KeyDerivation> nested(Members kdf) {
    return of(
        kdf.number("kdfType"),
        kdf.number("iterations"),
        kdf.number("memory"),
        kdf.number("parallelism"));
  }

  private static Optional<KeyDerivation> of(
      Optional<Integer> type,
      Optional<Integer> iterations,
      Optional<Integer> memory,
      Optional<Integer> parallelism) {
    if (type.isEmpty() || iterations.isEmpty()) {
      return Optional.empty();
    }
    return switch (type.get()) {
      case PBKDF2 -> Optional.of(new KeyDerivation.Pbkdf2(iterations.get()));
      case ARGON2ID ->
          memory.flatMap(
              m -> parallelism.map(p -> new KeyDerivation.Argon2id(iterations.get(), m, p)));
      default -> Optional.empty();
    };
  }
}
