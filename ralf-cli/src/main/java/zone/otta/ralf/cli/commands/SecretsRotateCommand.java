package zone.otta.ralf.cli.commands;

import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.GlobalOptions;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.plan.Operation;

/** {@code ralf secrets rotate}. */
@CommandLine.Command(
    name = "rotate",
    description = {
      "Plan another login secret for a service, made where the present one is kept.",
      "Both stay until the service takes the new one and refuses the old."
    },
    footer = {"", "Example:", "  ralf secrets rotate postgresql"})
public final class SecretsRotateCommand implements Command {
  @Mixin GlobalOptions globals = new GlobalOptions();

  @Parameters(index = "0", paramLabel = "SERVICE", description = "a service that was deployed")
  String service = "";

  @Mixin Agreement agreement = new Agreement();

  @Override
  public GlobalOptions globals() {
    return globals;
  }

  @Override
  public Exit run(Session session) {
    Operation operation = new Operation.Rotate();
    return Operated.run(session, service, (last, ledger) -> operation, agreement);
  }
}
