package zone.otta.ralf.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import zone.otta.ralf.diagnostics.Text;

/** What was wrong with the call, in our words and both languages. */
final class UsageText {
  private static final String HIDDEN = "...";

  private UsageText() {}

  static Text of(ParameterException e) {
    return switch (e) {
      case UnmatchedArgumentException unmatched -> {
        String words = shown(unmatched.getUnmatched());
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

  /**
   * The words without what follows an option that there is none of: whoever writes {@code
   * --password} means a secret by it.
   */
  static String shown(List<String> words) {
    var shown = new ArrayList<String>();
    boolean value = false;
    for (String word : words) {
      boolean option = word.startsWith("-");
      int equals = word.indexOf('=');
      if (option && equals > 0) {
        shown.add(word.substring(0, equals + 1) + HIDDEN);
      } else {
        shown.add(!option && value ? HIDDEN : word);
      }
      value = option && equals < 0;
    }
    return String.join(" ", shown);
  }

  private static String name(picocli.CommandLine.Model.ArgSpec arg) {
    return arg instanceof picocli.CommandLine.Model.OptionSpec option
        ? option.longestName() + " " + arg.paramLabel()
        : arg.paramLabel();
  }
}
