package zone.otta.ralf.cli;

import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import zone.otta.ralf.diagnostics.Text;

/** What was wrong with the call, in our words and both languages. */
final class UsageText {
  private UsageText() {}

  static Text of(ParameterException e) {
    return switch (e) {
      case UnmatchedArgumentException unmatched -> {
        String words = String.join(" ", unmatched.getUnmatched());
        yield Text.of("not understood: " + words, "nicht verstanden: " + words);
      }
      case MissingParameterException missing -> {
        String names =
            String.join(", ", missing.getMissing().stream().map(arg -> arg.paramLabel()).toList());
        yield Text.of("missing: " + names, "es fehlt: " + names);
      }
      default -> {
        String name = e.getArgSpec() == null ? "" : " " + name(e.getArgSpec());
        yield Text.of(
            "unusable value" + name + (e.getValue() == null ? "" : ": " + e.getValue()),
            "unbrauchbarer Wert" + name + (e.getValue() == null ? "" : ": " + e.getValue()));
      }
    };
  }

  private static String name(picocli.CommandLine.Model.ArgSpec arg) {
    return arg instanceof picocli.CommandLine.Model.OptionSpec option
        ? option.longestName() + " " + arg.paramLabel()
        : arg.paramLabel();
  }
}
