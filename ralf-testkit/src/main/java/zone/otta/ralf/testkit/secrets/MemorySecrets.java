package zone.otta.ralf.testkit.secrets;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.port.Secret;
import zone.otta.ralf.port.SecretSource;
import zone.otta.ralf.site.SecretReference;

/** Secrets in memory, for tests. Thread-safe. */
public class MemorySecrets implements SecretSource {
  private final Map<SecretReference, char[]> values = new HashMap<>();
  private final Map<SecretReference, char[]> former = new HashMap<>();
  private final Set<SecretReference> spoiled = new HashSet<>();
  private final AtomicLong created = new AtomicLong();

  /** Puts a value where none is needed to be made; usable or not. */
  public synchronized MemorySecrets with(SecretReference reference, String value) {
    values.put(reference, value.toCharArray());
    return this;
  }

  /** From now on the secret is there and must not be used. */
  public synchronized void spoil(SecretReference reference) {
    spoiled.add(reference);
  }

  @Override
  public synchronized boolean present(SecretReference reference) {
    return values.containsKey(reference) && check(reference, values.get(reference));
  }

  @Override
  public <T> T use(SecretReference reference, Function<Secret, T> callback) {
    try (Secret secret = copy(reference)) {
      return callback.apply(secret);
    }
  }

  private synchronized Secret copy(SecretReference reference) {
    char[] value = values.get(reference);
    if (value == null) {
      throw refused(reference, "RALF-W025", "is not there");
    }
    check(reference, value);
    return new Secret(value);
  }

  @Override
  public synchronized void create(SecretReference reference) {
    if (values.containsKey(reference)) {
      throw new PortException(
          Fault.CONFLICT,
          "RALF-W027",
          Text.same("there is one already: " + reference),
          Optional.empty());
    }
    values.put(reference, next().toCharArray());
  }

  @Override
  public synchronized void requireRenewable(SecretReference reference) {
    try (Secret usable = copy(reference)) {
      assert usable.length() > 0;
    }
  }

  @Override
  public synchronized void renew(SecretReference reference) {
    requireRenewable(reference);
    if (former.containsKey(reference)) {
      throw new PortException(
          Fault.CONFLICT,
          "RALF-W028",
          Text.same("renewed already: " + reference),
          Optional.empty());
    }
    former.put(reference, values.get(reference));
    values.put(reference, next().toCharArray());
  }

  @Override
  public synchronized boolean renewed(SecretReference reference) {
    return former.containsKey(reference);
  }

  @Override
  public <T> T useFormer(SecretReference reference, Function<Secret, T> callback) {
    try (Secret secret = copyFormer(reference)) {
      return callback.apply(secret);
    }
  }

  private synchronized Secret copyFormer(SecretReference reference) {
    char[] value = former.get(reference);
    if (value == null) {
      throw refused(reference, "RALF-W028", "has no former one");
    }
    return new Secret(value);
  }

  @Override
  public synchronized void forget(SecretReference reference) {
    former.remove(reference);
  }

  /** 32 characters, another value each time, the same ones in the same order in each test. */
  protected String next() {
    return "memory%026d".formatted(created.incrementAndGet());
  }

  private boolean check(SecretReference reference, char[] value) {
    boolean printable = new String(value).chars().allMatch(c -> c >= 0x20 && c <= 0x7e);
    if (spoiled.contains(reference) || value.length < 8 || !printable) {
      throw refused(reference, "RALF-W026", "cannot be used");
    }
    return true;
  }

  private static PortException refused(SecretReference reference, String code, String why) {
    return new PortException(
        Fault.REFUSED, code, Text.same("the secret " + reference + " " + why), Optional.empty());
  }

  /** Names only. */
  @Override
  public synchronized String toString() {
    return "MemorySecrets" + values.keySet();
  }
}
