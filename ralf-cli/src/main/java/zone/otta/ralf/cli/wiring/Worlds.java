package zone.otta.ralf.cli.wiring;

import com.google.inject.Guice;
import com.google.inject.Module;
import com.google.inject.ProvisionException;
import com.google.inject.Stage;
import com.google.inject.util.Modules;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.site.Ctid;
import zone.otta.ralf.site.Site;

/** Builds the world a site describes. The injector is made here, when a command needs one. */
public final class Worlds {
  private final UnaryOperator<Module> change;
  private final Function<Site, List<ScannedHost>> hosts;

  /** With the adapters the site chooses. */
  public Worlds() {
    this(module -> module, ScannedHost::all);
  }

  private Worlds(UnaryOperator<Module> change, Function<Site, List<ScannedHost>> hosts) {
    this.change = change;
    this.hosts = hosts;
  }

  /** With other parts in place of some adapters. */
  public static Worlds with(Module parts) {
    return new Worlds(module -> Modules.override(module).with(parts), ScannedHost::all);
  }

  /** With servers that show these host keys. */
  public static Worlds showing(List<ScannedHost> hosts) {
    return new Worlds(module -> module, site -> hosts);
  }

  /** The host keys that the site's servers show now. Logs in nowhere. */
  public List<ScannedHost> hostKeys(Site site) {
    return hosts.apply(site);
  }

  /** The host key that a container's own SSH server shows now. Logs in nowhere. */
  public List<ScannedHost> containerKeys(Site site, Ctid ctid) {
    return ScannedHost.container(site, ctid);
  }

  /**
   * Contacts nobody yet.
   *
   * @throws PortException if what an adapter is built from is not there: the node's name, a key
   */
  public OpenWorld open(WorldSettings settings) {
    try {
      return new OpenWorld(
          Guice.createInjector(Stage.DEVELOPMENT, change.apply(new WorldModule(settings))));
    } catch (ProvisionException e) {
      throw e.getCause() instanceof PortException missing ? missing : e;
    }
  }
}
