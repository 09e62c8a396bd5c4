package zone.otta.ralf.testkit.host;

import java.util.Set;

/** Ways to get a guest shell wrong, and the rules that must notice. */
enum ShellMistake {
  CUTS_INPUT("gs01"),
  DECODES_WITH_THE_WRONG_CHARSET("gs02"),
  SWALLOWS_EXIT_CODES("gs03"),
  ANSWERS_OUT_OF_ORDER("gs04"),
  READS_STOPPED_AS_EXIT_CODE("gs05"),
  READS_MISSING_CONTAINER_AS_EXIT_CODE("gs06"),
  TAKES_A_LOST_REPLY_FOR_FAILURE("gs07"),
  REPEATS_AFTER_A_LOST_REQUEST("gs08"),
  FILLS_IN_A_CUT_ANSWER("gs09"),
  TAKES_GIBBERISH_FOR_AN_ANSWER("gs10"),
  CUTS_OUTPUT_SILENTLY("gs11"),
  TELLS_THE_INPUT("gs12");

  private final Set<String> rules;

  ShellMistake(String... rules) {
    this.rules = Set.of(rules);
  }

  Set<String> rules() {
    return rules;
  }
}
