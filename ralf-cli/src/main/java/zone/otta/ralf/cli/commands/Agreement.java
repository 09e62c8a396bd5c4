package zone.otta.ralf.cli.commands;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import zone.otta.ralf.cli.phases.Consent;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.Refused;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.diagnostics.Code;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.plan.Plan;

/** The options of commands that plan and execute in one walk: whose yes it is, and to what. */
final class Agreement {
  private static final int DIGITS = 8;

  @Option(
      names = "--approve",
      paramLabel = "HASH",
      description = "the plan's hash, at least its first 8 characters")
  Optional<String> approve = Optional.empty();

  @Option(names = "--accept", paramLabel = "CODE", description = "a warning that is accepted")
  List<String> accept = List.of();

  @Option(names = "--actor", paramLabel = "NAME", description = "who says so")
  Optional<String> actor = Optional.empty();

  @Mixin AloneOption others = new AloneOption();

  /** Whether the codes are codes; says so if not. */
  boolean understood(Session session) {
    if (Codes.parse(accept).isPresent()) {
      return true;
    }
    session.output().aside(session.say("not a code: --accept", "kein Code: --accept"));
    return false;
  }

  /** Empty if nobody said yes and nobody can be asked. */
  Optional<Consent> ifAny(Session session) {
    return approve.isPresent() || session.here().interactive()
        ? Optional.of(plan -> consent(plan, session))
        : Optional.empty();
  }

  /** The yes to a plan that was just shown: from the command line, or from the terminal. */
  Consent.Yes consent(Plan plan, Session session) {
    if (approve.isPresent()) {
      return matching(plan, approve.get(), Codes.parse(accept).orElse(List.of()));
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
