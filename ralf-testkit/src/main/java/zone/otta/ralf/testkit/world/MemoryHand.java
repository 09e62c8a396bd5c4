package zone.otta.ralf.testkit.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import zone.otta.ralf.guest.FileOwner;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.site.Ipv4Address;
import zone.otta.ralf.testkit.dns.DnsStage;
import zone.otta.ralf.testkit.dns.MemoryZone;

/** What somebody does by hand to a world in memory, past RALF. */
public final class MemoryHand {
  private static final String CLUSTER = "/etc/postgresql/16/main/";
  private final MemoryState state;

  public MemoryHand(MemoryState state) {
    this.state = state;
  }

  /** {@code ALTER SYSTEM SET}, and a reload. */
  public void alterSystem(String name, String value) {
    state.bySystem.put(name, value);
    load();
  }

  private void load() {
    state.loaded.clear();
    state.loaded.putAll(MemoryConfiguration.settings(state));
    state.loadedAt = MemoryState.seconds(state.tick());
  }

  /** Edits a file below the cluster's configuration folder, and reloads. */
  public void edit(String name, UnaryOperator<String> change) {
    MemoryState.GuestFile old = state.files.get(CLUSTER + name);
    String text = change.apply(old == null ? "" : old.text());
    FileOwner owner = old == null ? FileOwner.ROOT_0644 : old.owner();
    state.files.put(
        CLUSTER + name,
        new MemoryState.GuestFile(owner, Sha256.of(text), MemoryState.seconds(state.tick()), text));
    load();
  }

  /** {@code chmod} of a file below the cluster's configuration folder. */
  public void mode(String name, String mode) {
    state.files.computeIfPresent(
        CLUSTER + name,
        (path, f) ->
            new MemoryState.GuestFile(
                new FileOwner(f.owner().user(), f.owner().group(), mode),
                f.content(),
                f.modified(),
                f.text()));
  }

  public void removeFile(String path) {
    state.files.remove(path);
  }

  public void stopService() {
    state.serviceActive = false;
  }

  /** {@code systemctl disable} or {@code mask}. */
  public void startup(String word) {
    state.serviceStartup = word;
  }

  public void removePackage() {
    state.packages.clear();
    state.serviceActive = false;
  }

  /** {@code ALTER ROLE ... SUPERUSER} and its like. */
  public void attribute(String role, String attribute) {
    state.roles.computeIfPresent(
        role,
        (name, r) ->
            new MemoryState.Role(
                new Facts.Role(
                    name,
                    r.facts().login(),
                    r.facts().inherit(),
                    List.of(attribute),
                    r.facts().memberOf(),
                    r.facts().verifier(),
                    r.facts().logsInWith()),
                r.verifier()));
  }

  /** Another password, in the form the server stores. */
  public void verifier(String role, String verifier) {
    state.roles.computeIfPresent(role, (name, r) -> new MemoryState.Role(r.facts(), verifier));
  }

  public void dropRole(String role) {
    state.roles.remove(role);
  }

  /** Makes a role that RALF knows nothing of. */
  public void stranger(String name, boolean superuser) {
    state.foreignRoles.put(
        name,
        new Facts.Role(
            name,
            true,
            true,
            superuser ? List.of("superuser") : List.of(),
            List.of(),
            "none",
            Optional.empty()));
  }

  /** {@code GRANT CONNECT ... TO PUBLIC}. */
  public void openDatabase(String name) {
    state.databases.computeIfPresent(
        name, (n, d) -> new Facts.Database(n, d.owner(), d.encoding(), d.locale(), false));
  }

  /** The records themselves. */
  public MemoryZone zone() {
    return state.zone;
  }

  /** The schema as an older version of RALF left it, with its first migrations only. */
  public void olderSchema(String database, int version) {
    state.schemas.computeIfPresent(
        database, (name, rows) -> new ArrayList<>(rows.subList(0, version)));
  }

  /** Another address in the A record, its text left alone. */
  public void moveName(String name, Ipv4Address address) {
    state.zone.remove(name + ".", "A");
    state.zone.put(name + ". 300 A " + address);
  }

  public void removePointer(String reverseName) {
    state.zone.remove(reverseName + ".", "PTR");
  }

  /** The name server answers nobody any more. */
  public void silenceNames() {
    state.zone.ails(DnsStage.Ailment.SILENT);
  }

  /** {@code pct set} or {@code pct resize}. */
  public void container(UnaryOperator<Facts.Container> change) {
    state.container = state.container.map(change);
  }

  public void stopContainer() {
    state.running = false;
  }
}
