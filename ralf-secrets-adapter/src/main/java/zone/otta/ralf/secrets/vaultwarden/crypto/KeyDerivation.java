package zone.otta.ralf.secrets.vaultwarden.crypto;

import zone.otta.ralf.secrets.vaultwarden.crypto.Unopened.Why;

/**
 * How much work it takes to make a key of a password, as the server says. Taken only within bounds:
 * below them a hostile server would be given something cheap to guess with, above them it could
 * keep this machine busy for hours. The floors are those of the official client.
 */
public sealed interface KeyDerivation {
  /** PBKDF2 with HMAC-SHA-256. */
  record Pbkdf2(int iterations) implements KeyDerivation {
    private static final int LEAST = 5_000;
    private static final int MOST = 10_000_000;

    @Override
    public void requireBounds() throws Unopened {
      within(iterations, LEAST, MOST);
    }
  }

  /**
   * Argon2id, version 1.3.
   *
   * @param memory in MiB
   * @param parallelism lanes
   */
  record Argon2id(int iterations, int memory, int parallelism) implements KeyDerivation {
    @Override
    public void requireBounds() throws Unopened {
      within(iterations, 2, 100);
      within(memory, 16, 1024);
      within(parallelism, 1, 16);
    }
  }

  /**
   * @throws Unopened WEAK or EXCESSIVE
   */
  void requireBounds() throws Unopened;

  private static void within(int value, int least, int most) throws Unopened {
    if (value < least) {
      throw new Unopened(Why.WEAK);
    }
    if (value > most) {
      throw new Unopened(Why.EXCESSIVE);
    }
  }
}
