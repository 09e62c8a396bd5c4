package zone.otta.ralf.testkit.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import zone.otta.ralf.port.SmokeProbe;
import zone.otta.ralf.port.Tunnel;

/** Remembers what was asked and answers what it was told to. Contacts nobody. Thread-safe. */
public final class RecordingProbe implements SmokeProbe {
  private final Function<Login, Outcome> script;
  private final List<Login> logins = new ArrayList<>();

  public RecordingProbe(Function<Login, Outcome> script) {
    this.script = script;
  }

  @Override
  public Outcome login(Login login, Tunnel through) {
    synchronized (logins) {
      logins.add(login);
    }
    return script.apply(login);
  }

  /** In the order of the calls; their secrets are overwritten by now. */
  public List<Login> logins() {
    synchronized (logins) {
      return List.copyOf(logins);
    }
  }
}
