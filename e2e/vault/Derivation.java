import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;
import zone.otta.ralf.port.Secret;
import zone.otta.ralf.secrets.vaultwarden.crypto.KeyDerivation;
import zone.otta.ralf.secrets.vaultwarden.crypto.MasterKey;
import zone.otta.ralf.secrets.vaultwarden.crypto.Unopened;

/** Prints the seconds that RALF's first derivation by Argon2id takes, and its processor time: 64 MiB, 3 iterations, 4 lanes. */
final class Derivation {
  public static void main(String[] args) throws Unopened {
    try (var password = new Secret("correct horse battery staple".toCharArray())) {
      ThreadMXBean threads = ManagementFactory.getThreadMXBean();
      long before = threads.getCurrentThreadCpuTime();
      long begin = System.nanoTime();
      MasterKey.derive(password, "ralf@lab.test", new KeyDerivation.Argon2id(3, 64, 4)).close();
      long wall = System.nanoTime() - begin;
      long processor = threads.getCurrentThreadCpuTime() - before;
      System.out.printf(Locale.ROOT, "%.3f %.3f%n", wall / 1e9, processor / 1e9);
    }
  }
}
