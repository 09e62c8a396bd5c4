package zone.otta.ralf.cli.commands;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zone.otta.ralf.cli.phases.Approving;
import zone.otta.ralf.cli.phases.Ledger;
import zone.otta.ralf.cli.phases.StoredPlan;
import zone.otta.ralf.cli.phases.Workspace;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.GlobalOptions;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.diagnostics.Code;
import zone.otta.ralf.gate.Approval;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.json.Records;

/** {@code ralf approve}. */
@CommandLine.Command(
    name = "approve",
    description = {
      "Say yes to exactly this plan (gates 1 and 2).",
      "The approval is for one run, its resumption included, until it expires."
    },
    footer = {"", "Example:", "  ralf approve 7f3a91c2 --accept RALF-N004 --expires 24h"})
public final class ApproveCommand implements Command {
  @Mixin GlobalOptions globals = new GlobalOptions();

  @Parameters(
      index = "0",
      paramLabel = "PLAN",
      description = "a file, the first digits of the hash, or a service (its latest)")
  String plan = "";

  @Option(names = "--accept", paramLabel = "CODE", description = "a warning that is accepted")
  List<String> accept = List.of();

  @Option(
      names = "--expires",
      paramLabel = "TIME",
      description = "how long it holds: 30m, 24h, 7d (default: 24h)")
  String expires = "24h";

  @Option(names = "--actor", paramLabel = "NAME", description = "who says so")
  Optional<String> actor = Optional.empty();

  @Override
  public GlobalOptions globals() {
    return globals;
  }

  @Override
  public Exit run(Session session) {
    Optional<Duration> lasts = Approving.duration(expires);
    Optional<List<Code>> codes = Codes.parse(accept);
    if (lasts.isEmpty() || codes.isEmpty()) {
      session
          .output()
          .aside(
              session.say(
                  "not understood: --expires or --accept",
                  "nicht verstanden: --expires oder --accept"));
      return Exit.USAGE;
    }
    Workspace workspace = Workspace.require(session);
    try (Ledger ledger = Ledger.open(session, workspace)) {
      StoredPlan stored = StoredPlan.find(ledger.plans(), plan);
      if (stored.plan().isEmpty()) {
        return needless(session, stored);
      }
      Approval approval =
          new Approving(session, ledger).grant(stored.plan(), codes.get(), actor, lasts.get());
      told(session, approval);
      return Exit.OK;
    }
  }

  private static Exit needless(Session session, StoredPlan stored) {
    session
        .output()
        .line(
            session.say(
                "Nothing to change: no approval needed.",
                "Nichts zu ändern: keine Freigabe nötig."));
    session
        .output()
        .document(Json.object().with("plan", stored.hash().hex()).with("approval", "needless"));
    return Exit.OK;
  }

  private static void told(Session session, Approval approval) {
    String until =
        Instant.EPOCH.plus(approval.expiresUs(), ChronoUnit.MICROS).truncatedTo(ChronoUnit.SECONDS)
            + "";
    String name = approval.plan().shortForm();
    session
        .output()
        .line(
            session.say(
                "Plan " + name + " approved by " + approval.actor() + " until " + until,
                "Plan " + name + " freigegeben von " + approval.actor() + " bis " + until));
    session.output().line(session.say("Next: ", "Weiter: ") + "ralf apply " + name);
    session.output().document((Json.Obj) Records.toJson(approval));
  }
}
