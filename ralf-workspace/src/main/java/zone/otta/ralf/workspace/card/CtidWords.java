package zone.otta.ralf.workspace.card;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import zone.otta.ralf.site.CtidRule;

/**
 * What a card says about the container's id: a number, a rule, or a number with its calculation
 * ({@code 40 * 100 + 10 = 4010}).
 */
record CtidWords(Optional<Long> number, Optional<CtidRule> rule) {
  private static final Pattern CALCULATION =
      Pattern.compile("(\\d{1,9})\\*(\\d{1,9})\\+(\\d{1,9})=(\\d{1,9})");

  /** Empty if it is none of these, or if the calculation is wrong. */
  static Optional<CtidWords> parse(String text) {
    String bare =
        text.replaceAll("\\s", "").toLowerCase(Locale.ROOT).replace('·', '*').replace('×', '*');
    if (bare.matches("\\d{1,12}")) {
      return Optional.of(new CtidWords(Optional.of(Long.parseLong(bare)), Optional.empty()));
    }
    var calculation = CALCULATION.matcher(bare);
    if (calculation.matches()) {
      long value =
          Long.parseLong(calculation.group(1)) * Long.parseLong(calculation.group(2))
              + Long.parseLong(calculation.group(3));
      return Optional.of(Long.parseLong(calculation.group(4)))
          .filter(n -> n == value)
          .map(n -> new CtidWords(Optional.of(n), Optional.empty()));
    }
    return CtidRule.parse(bare.replaceFirst("^(ctid|vmid)=", ""))
        .map(r -> new CtidWords(Optional.empty(), Optional.of(r)));
  }
}
