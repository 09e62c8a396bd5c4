package zone.otta.ralf.cli.commands;

import zone.otta.ralf.cli.phases.OneOperation;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.Session;

/** What {@code snapshot}, {@code rollback} and {@code destroy} have in common. */
final class Operated {
  private Operated() {}

  static Exit run(
      Session session, String service, OneOperation.Choice choice, Agreement agreement) {
    if (!agreement.understood(session)) {
      return Exit.USAGE;
    }
    return switch (new OneOperation(session, agreement.others.alone)
        .walk(service, choice, agreement.ifAny(session))) {
      case OneOperation.Result.PlannedOnly planned -> {
        session.output().document(planned.record().json());
        yield Exit.of(planned.record().verdict(), session.strict());
      }
      case OneOperation.Result.Done done -> {
        Arrival.told(session, done.arrived());
        yield done.arrived().exit();
      }
    };
  }

  static Exit notAName(Session session, String option) {
    session
        .output()
        .aside(
            session.say(
                "not a snapshot name: "
                    + option
                    + " (a letter, then letters, digits, _ or -, 2 to 40 in all)",
                "kein Schnappschussname: "
                    + option
                    + " (ein Buchstabe, dann Buchstaben, Ziffern, _ oder -, zusammen 2 bis 40)"));
    return Exit.USAGE;
  }
}
