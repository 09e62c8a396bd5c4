package zone.otta.ralf.cli.phases;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import zone.otta.ralf.Checkup;
import zone.otta.ralf.cli.render.CheckupLine;
import zone.otta.ralf.cli.render.Found;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.cli.wiring.OpenWorld;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.doctor.Check;
import zone.otta.ralf.doctor.Subject;
import zone.otta.ralf.gate.Verdict;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.site.Site;
import zone.otta.ralf.workspace.store.StateDirectory;

/** A checkup of the workspace and of everything its site names. */
public final class Examining {
  private final Session session;
  private final Workspace workspace;
  private final Consumer<CheckupLine> listener;
  private final List<CheckupLine> lines = new ArrayList<>();
  private int remoteCommands;

  /**
   * @param listener hears each line as soon as it is known
   */
  public Examining(Session session, Workspace workspace, Consumer<CheckupLine> listener) {
    this.session = session;
    this.workspace = workspace;
    this.listener = listener;
  }

  /** All lines. */
  public List<CheckupLine> look() {
    Check site = site();
    add(site);
    Optional<StateDirectory> state = state();
    if (site.verdict() == Verdict.BLOCKER) {
      unasked(Subject.SITE);
    } else if (state.isEmpty()) {
      unasked(Subject.STATE);
    } else {
      outside(state.get());
    }
    return List.copyOf(lines);
  }

  public int remoteCommands() {
    return remoteCommands;
  }

  private void add(Check check) {
    List<Found> found =
        check.findings().stream()
            .map(
                f ->
                    Found.of(f, session.language(), p -> CardFile.place(workspace.read().map(), p)))
            .toList();
    CheckupLine line = CheckupLine.of(check, session.language(), found);
    lines.add(line);
    listener.accept(line);
  }

  private void unasked(Subject because) {
    notAsked(Subject.SECRETS, because);
  }

  /** Of what every site has, from one line on. */
  private void notAsked(Subject first, Subject because) {
    EnumSet.range(first, Subject.UPDATES).stream()
        .filter(subject -> subject != Subject.FIREWALL)
        .forEach(subject -> add(Check.notAsked(subject, because)));
  }

  private Check site() {
    List<Finding> findings = workspace.read().findings();
    Text detail =
        workspace
            .read()
            .site()
            .map(
                s ->
                    Text.of(s.network() + ", zone " + s.zone(), s.network() + ", Zone " + s.zone()))
            .orElse(Text.of("cannot be used", "lässt sich nicht benutzen"));
    return Check.seen(Subject.SITE, detail, findings);
  }

  /** Made if there is none: trusted host keys are kept in it. */
  private Optional<StateDirectory> state() {
    try {
      StateDirectory state = StateDirectory.openOrCreate(workspace.stateRoot());
      Optional<Memory> memory = Memory.read(workspace);
      int services = memory.map(m -> m.services(Optional.empty()).size()).orElse(0);
      String name = workspace.name(state.root());
      Text detail =
          memory.isEmpty()
              ? Text.of(name + ", new", name + ", neu")
              : Text.of(
                  name + ", journal whole, services: " + services,
                  name + ", Journal heil, Dienste: " + services);
      add(Check.seen(Subject.STATE, detail, List.of()));
      return Optional.of(state);
    } catch (PortException e) {
      add(Check.failed(Subject.STATE, e));
      return Optional.empty();
    }
  }

  private void outside(StateDirectory state) {
    Site site = workspace.site();
    try (OpenWorld world = workspace.open(session, state)) {
      new Checkup(site, world.world(), this::add).look();
      remoteCommands = world.remoteCommands();
    } catch (PortException e) {
      // What the adapters are built from is not there: a key file, the node's name.
      add(Check.failed(Subject.NODE, e));
      notAsked(Subject.CLOCK, Subject.NODE);
    }
  }
}
