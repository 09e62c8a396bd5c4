package zone.otta.ralf.cli.commands;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zone.otta.ralf.cli.phases.Judging;
import zone.otta.ralf.cli.phases.Ledger;
import zone.otta.ralf.cli.phases.Resuming;
import zone.otta.ralf.cli.phases.StoredPlan;
import zone.otta.ralf.cli.phases.Walk;
import zone.otta.ralf.cli.phases.Workspace;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.GlobalOptions;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.cli.wiring.OpenWorld;
import zone.otta.ralf.gate.Approval;
import zone.otta.ralf.plan.Operation;

/** {@code ralf apply}. */
@CommandLine.Command(
    name = "apply",
    description = {
      "Execute an approved plan, step by step (gate 3), and judge the service (gate 4).",
      "Every step is looked at before and after. Ctrl-C ends after the current step; an interrupted run is resumed, never guessed."
    },
    footer = {"", "Example:", "  ralf apply 7f3a91c2", "  ralf apply --resume 41"})
public final class ApplyCommand implements Command {
  @Mixin GlobalOptions globals = new GlobalOptions();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "PLAN",
      description = "a file, the first digits of the hash, or a service (its latest)")
  Optional<String> plan = Optional.empty();

  @Option(names = "--resume", paramLabel = "RUN", description = "go on with this run instead")
  Optional<Long> resume = Optional.empty();

  @Option(
      names = "--card",
      paramLabel = "CARD",
      description = "the card, if it is not where it was when the plan was made")
  Optional<Path> card = Optional.empty();

  @Mixin AloneOption others = new AloneOption();

  @Override
  public GlobalOptions globals() {
    return globals;
  }

  @Override
  public Exit run(Session session) {
    if (plan.isPresent() == resume.isPresent()) {
      session
          .output()
          .aside(
              session.say(
                  "give either PLAN or --resume RUN", "entweder PLAN oder --resume LAUF angeben"));
      return Exit.USAGE;
    }
    Workspace workspace = Workspace.require(session);
    try (Ledger ledger = Ledger.open(session, workspace, others.alone);
        OpenWorld world = workspace.open(session, ledger.state())) {
      Walk walk = new Walk(session, workspace, ledger, world);
      Optional<Walk.Arrived> arrived =
          resume.isPresent()
              ? new Resuming(session, ledger).walk(walk, resume.get())
              : first(session, workspace, ledger, walk);
      arrived.ifPresent(a -> Arrival.told(session, a));
      return arrived.map(Walk.Arrived::exit).orElse(Exit.OK);
    }
  }

  private Optional<Walk.Arrived> first(
      Session session, Workspace workspace, Ledger ledger, Walk walk) {
    StoredPlan stored = StoredPlan.find(ledger.plans(), plan.orElseThrow());
    Optional<Operation> operation = stored.plan().operation();
    if (operation.isPresent()) {
      walk.stillTrue(stored, operation.get());
    } else {
      Path file = card.map(session::absolute).orElseGet(() -> walk.cardFile(stored));
      walk.stillTrue(stored, new Judging(session, workspace).one(file));
    }
    if (stored.plan().isEmpty()) {
      Arrival.nothing(session, stored);
      return Optional.empty();
    }
    Approval approval = walk.approval(stored.plan());
    return Optional.of(walk.first(stored.plan(), approval, List.of()));
  }
}
