package zone.otta.ralf.testkit.secrets;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.port.Secret;
import zone.otta.ralf.site.SecretReference;

/** Sources with one mistake each, as people make them. */
final class WrongSecrets {
  private WrongSecrets() {}

  /** Makes a secret where one is asked for. */
  static final class MakesOnUse extends MemorySecrets {
    @Override
    public <T> T use(SecretReference reference, Function<Secret, T> callback) {
      try {
        create(reference);
      } catch (PortException e) {
        return super.use(reference, callback);
      }
      return super.use(reference, callback);
    }
  }

  /** Cuts a value at its first blank. */
  static final class CutsAtBlank extends MemorySecrets {
    @Override
    public synchronized MemorySecrets with(SecretReference reference, String value) {
      return super.with(reference, value.replace(" ", ""));
    }
  }

  /** Hands out a secret that nobody overwrites. */
  static final class LeavesItAround extends MemorySecrets {
    @Override
    public <T> T use(SecretReference reference, Function<Secret, T> callback) {
      char[] value = super.use(reference, Secret::reveal);
      return callback.apply(new Secret(value));
    }
  }

  /** Hands out whatever is there. */
  static final class TakesAnything extends Plain {
    @Override
    public boolean present(SecretReference reference) {
      return values.containsKey(reference) || super.present(reference);
    }

    @Override
    public <T> T use(SecretReference reference, Function<Secret, T> callback) {
      return values.containsKey(reference)
          ? callback.apply(new Secret(values.get(reference).toCharArray()))
          : super.use(reference, callback);
    }
  }

  /** Shows the value it complains about. */
  static final class QuotesTheValue extends Plain {
    @Override
    public <T> T use(SecretReference reference, Function<Secret, T> callback) {
      try {
        return super.use(reference, callback);
      } catch (PortException e) {
        throw new PortException(
            e.fault(),
            "RALF-W026",
            Text.same(reference + " is not usable: " + values.get(reference)),
            Optional.empty());
      }
    }
  }

  /** Takes what it may not use for absent. */
  static final class AbsentIfSpoiled extends MemorySecrets {
    @Override
    public synchronized boolean present(SecretReference reference) {
      try {
        return super.present(reference);
      } catch (PortException e) {
        return false;
      }
    }
  }

  /** Makes values that a shell or YAML reads as something else. */
  static final class MakesUnsafe extends MemorySecrets {
    @Override
    protected String next() {
      return super.next().substring(0, 31) + "$";
    }
  }

  /** Makes the same value again. */
  static final class MakesTheSame extends MemorySecrets {
    @Override
    protected String next() {
      return "m" + "0".repeat(31);
    }
  }

  /** Replaces what is there. */
  static final class Replaces extends MemorySecrets {
    @Override
    public synchronized void create(SecretReference reference) {
      with(reference, next());
    }
  }

  /** Looks whether there is one, and then makes one. */
  static final class LooksThenMakes extends MemorySecrets {
    @Override
    public void create(SecretReference reference) {
      boolean there = there(reference);
      Thread.yield();
      if (there) {
        super.create(reference);
      }
      pause();
      with(reference, next());
    }

    private boolean there(SecretReference reference) {
      try {
        return present(reference);
      } catch (PortException e) {
        return true;
      }
    }

    /** Long enough for the others to look, too. */
    private static void pause() {
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Cannot keep a secret and pretends to. */
  static final class PretendsToKeep extends MemorySecrets {
    @Override
    public void create(SecretReference reference) {}
  }

  /** Cannot keep a secret and says so. */
  static final class CannotKeep extends MemorySecrets {
    @Override
    public void create(SecretReference reference) {
      throw new PortException(
          Fault.REFUSED, "RALF-W027", Text.same(reference + " cannot be made"), Optional.empty());
    }
  }

  /** Gives up the one before as soon as there is a new one. */
  static final class LosesTheFormer extends MemorySecrets {
    @Override
    public synchronized void renew(SecretReference reference) {
      super.renew(reference);
      forget(reference);
    }
  }

  /** Renews what was renewed. */
  static final class RenewsOverAndOver extends MemorySecrets {
    @Override
    public synchronized void renew(SecretReference reference) {
      forget(reference);
      super.renew(reference);
    }
  }

  /** Makes one where there is none to renew. */
  static final class MakesInsteadOfRenewing extends MemorySecrets {
    @Override
    public synchronized void renew(SecretReference reference) {
      if (!present(reference)) {
        create(reference);
      }
      super.renew(reference);
    }
  }

  /** Remembers what was put. */
  private abstract static class Plain extends MemorySecrets {
    final Map<SecretReference, String> values = new HashMap<>();

    @Override
    public synchronized MemorySecrets with(SecretReference reference, String value) {
      values.put(reference, value);
      return super.with(reference, value);
    }
  }
}
