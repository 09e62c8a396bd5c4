package zone.otta.ralf.testkit.world;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import zone.otta.ralf.apply.World;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.plan.Plan;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.Secret;
import zone.otta.ralf.port.SecretSource;
import zone.otta.ralf.port.SmokeProbe;
import zone.otta.ralf.port.Tunnel;
import zone.otta.ralf.site.Ipv4Address;
import zone.otta.ralf.site.SecretReference;

/**
 * Ports over a {@link MemoryState}: one per process; the state is shared by all that come after.
 */
public final class MemoryWorld {
  private MemoryWorld() {}

  /** For planning: nothing may be changed through it but what the closed vocabulary allows. */
  public static World of(MemoryState state) {
    return of(state, Map.of(), CallFaults.none());
  }

  /** For the execution of a plan. */
  public static World of(MemoryState state, Plan plan, CallFaults faults) {
    return of(state, MemoryState.scripts(plan), faults);
  }

  private static World of(MemoryState state, Map<String, Step> scripts, CallFaults faults) {
    return new World(
        new MemoryHost(state, faults),
        new MemoryShell(state, faults, scripts),
        new CountedNames(state.zone, faults),
        new OneSecret(state),
        new NoTunnel(),
        Optional.empty(),
        (login, through) -> new SmokeProbe.Outcome.NoAnswer(Text.same("no network in memory")),
        state::tick,
        duration -> state.now = state.now.plus(duration));
  }

  private record OneSecret(MemoryState state) implements SecretSource {
    @Override
    public boolean present(SecretReference reference) {
      return true;
    }

    @Override
    public <T> T use(SecretReference reference, Function<Secret, T> callback) {
      try (Secret secret = new Secret(state.secret.toCharArray())) {
        return callback.apply(secret);
      }
    }

    @Override
    public void requireRenewable(SecretReference reference) {}

    @Override
    public void renew(SecretReference reference) {
      state.formerSecret = Optional.of(state.secret);
      state.secret = state.secret + "-renewed";
    }

    @Override
    public boolean renewed(SecretReference reference) {
      return state.formerSecret.isPresent();
    }

    @Override
    public <T> T useFormer(SecretReference reference, Function<Secret, T> callback) {
      try (Secret secret = new Secret(state.formerSecret.orElseThrow().toCharArray())) {
        return callback.apply(secret);
      }
    }

    @Override
    public void forget(SecretReference reference) {
      state.formerSecret = Optional.empty();
    }

    @Override
    public void create(SecretReference reference) {}
  }

  private static final class NoTunnel implements Tunnel {
    @Override
    public Socket connect(Ipv4Address address, int port, Duration limit) throws IOException {
      throw new IOException("no network in memory");
    }

    @Override
    public void close() {}
  }
}
