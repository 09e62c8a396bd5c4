package zone.otta.ralf.cli.commands;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zone.otta.ralf.cli.phases.Consent;
import zone.otta.ralf.cli.phases.Walk;
import zone.otta.ralf.cli.phases.WholeWay;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.GlobalOptions;
import zone.otta.ralf.cli.session.Refused;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.diagnostics.Code;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.plan.Plan;

/** {@code ralf up}. */
@CommandLine.Command(
    name = "up",
    description = {
      "Walk the whole way: plan, approve, apply, smoke test.",
      "On a terminal it asks for the first 8 characters of the plan's hash;",
      "elsewhere it needs --approve HASH."
    },
    footer = {
      "",
      "Example:",
      "  ralf up services/postgresql/service_card.md",
      "  ralf up services/postgresql/service_card.md --approve 7f3a91c2 --accept RALF-N004"
    })
public final class UpCommand implements Command {
  private static final int DIGITS = 8;
  @Mixin GlobalOptions globals = new GlobalOptions();

  @Parameters(index = "0", paramLabel = "CARD", description = "the service card")
  Path card = Path.of("");

  @Option(
      names = "--approve",
      paramLabel = "HASH",
      description = "the plan's hash, at least its first 8 characters")
  Optional<String> approve = Optional.empty();

  @Option(names = "--accept", paramLabel = "CODE", description = "a warning that is accepted")
  List<String> accept = List.of();

  @Option(names = "--actor", paramLabel = "NAME", description = "who says so")
  Optional<String> actor = Optional.empty();

  @Override
  public GlobalOptions globals() {
    return globals;
  }

  @Override
  public Exit run(Session session) {
    Optional<List<Code>> codes = Codes.parse(accept);
    if (codes.isEmpty()) {
      session.output().aside(session.say("not a code: --accept", "kein Code: --accept"));
      return Exit.USAGE;
    }
    Walk.Arrived arrived =
        new WholeWay(session).walk(card, plan -> consent(plan, codes.get(), session));
    Arrival.told(session, arrived);
    return arrived.exit();
  }

  private Consent.Yes consent(Plan plan, List<Code> accepted, Session session) {
    if (approve.isPresent()) {
      return matching(plan, approve.get(), accepted);
    }
    if (!session.here().interactive()) {
      throw new Refused(Exit.APPROVAL, unasked(plan));
    }
    String warnings = String.join(", ", plan.warnings().stream().map(Code::id).toList());
    String question =
        session.say(
            "Approve? Type the first 8 characters of " + plan.hash().shortForm(),
            "Freigeben? Die ersten 8 Zeichen von " + plan.hash().shortForm() + " eingeben");
    String also =
        warnings.isEmpty() ? "" : session.say(" (accepts ", " (nimmt an: ") + warnings + ")";
    return matching(plan, session.ask(question + also + ":"), plan.warnings());
  }

  private Consent.Yes matching(Plan plan, String hash, List<Code> accepted) {
    String digits = hash.toLowerCase(Locale.ROOT);
    if (digits.length() < DIGITS || !plan.hash().hex().startsWith(digits)) {
      throw new Refused(Exit.APPROVAL, other(plan));
    }
    return new Consent.Yes(accepted, actor);
  }

  private static Finding other(Plan plan) {
    return Finding.blocker(
            "RALF-G007",
            Text.of(
                "that is not the hash of plan " + plan.hash().shortForm(),
                "das ist nicht die Prüfsumme von Plan " + plan.hash().shortForm()))
        .help(
            Text.of(
                "read the plan above; if it is what you want, give its first 8 characters",
                "den Plan oben lesen; wenn er richtig ist, seine ersten 8 Zeichen angeben"));
  }

  private static Finding unasked(Plan plan) {
    return Finding.blocker(
            "RALF-G001",
            Text.of(
                "plan "
                    + plan.hash().shortForm()
                    + " is not approved, and nobody can be asked here",
                "Plan "
                    + plan.hash().shortForm()
                    + " ist nicht freigegeben, und hier kann niemand gefragt werden"))
        .help(Text.same(again(plan)));
  }

  private static String again(Plan plan) {
    var line = new StringBuilder("--approve " + plan.hash().hex().substring(0, DIGITS));
    plan.warnings().forEach(code -> line.append(" --accept ").append(code));
    return line.toString();
  }
}
