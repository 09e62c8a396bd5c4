package zone.otta.ralf.cli.phases;

import java.util.Optional;
import zone.otta.ralf.plan.Operation;
import zone.otta.ralf.plan.Plan;

/** An operation as people type it. */
final class OperationWords {
  private OperationWords() {}

  /** {@code ralf rollback postgresql --to NAME}; empty for the plan of a card. */
  static Optional<String> command(Plan plan) {
    String service = plan.deployment().service().value();
    return plan.operation().map(o -> command(o, service));
  }

  private static String command(Operation operation, String service) {
    return switch (operation) {
      case Operation.Snapshot s -> "ralf snapshot " + service + " --name " + s.name();
      case Operation.RollBack r -> rollBack(service, r.to().value());
      case Operation.Rotate r -> "ralf secrets rotate " + service;
      case Operation.Destroy d -> "ralf destroy " + service;
    };
  }

  static String rollBack(String service, String snapshot) {
    return "ralf rollback " + service + " --to " + snapshot;
  }
}
