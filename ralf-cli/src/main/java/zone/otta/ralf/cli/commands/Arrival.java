package zone.otta.ralf.cli.commands;

import zone.otta.ralf.cli.phases.StoredPlan;
import zone.otta.ralf.cli.phases.Walk;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.gate.Verdict;
import zone.otta.ralf.json.Json;

/** The last lines of a walk. */
final class Arrival {
  private Arrival() {}

  static void told(Session session, Walk.Arrived arrived) {
    session.output().event(arrived.json());
    arrived
        .run()
        .filter(r -> r.verdict() != Verdict.BLOCKER)
        .flatMap(r -> r.connection())
        .ifPresent(
            url -> {
              session.output().line("");
              session.output().line(session.say("running: ", "läuft: ") + url);
              arrived
                  .offered()
                  .ifPresent(
                      next -> session.output().line(session.say("next: ", "weiter: ") + next));
            });
  }

  static void nothing(Session session, StoredPlan stored) {
    session.output().line(session.say("Nothing to change.", "Nichts zu ändern."));
    session
        .output()
        .event(
            Json.object()
                .with("verdict", Verdict.OK.name())
                .with("plan", stored.hash().hex())
                .with("changes", 0L));
  }
}
