package zone.otta.ralf.testkit.host;

import java.util.Set;

/** Ways to get a container host wrong, and the rules that must notice. */
enum HostMistake {
  READS_LOST_CONNECTION_AS_ABSENT("ch05"),
  READS_CUT_ANSWER_AS_COMPLETE("ch05"),
  TAKES_GIBBERISH_FOR_ABSENT("ch05"),
  REPEATS_AFTER_A_LOST_REQUEST("ch16"),
  TAKES_A_LOST_REPLY_FOR_SUCCESS("ch15"),
  CREATES_OVER_WHAT_IS_THERE("ch09", "ch10"),
  TAKES_EXISTS_FOR_SUCCESS("ch09", "ch10"),
  IGNORES_LOCKS("ch11", "ch12"),
  FORGETS_LOCK_IN_INVENTORY("ch02"),
  LOSES_THE_MARK("ch06", "ch07", "ch15"),
  INVENTS_A_MARK("ch08"),
  CUTS_UMLAUTS("ch07"),
  ANSWERS_OUT_OF_ORDER("ch03", "ch04"),
  BELIEVES_A_FAILED_DOWNLOAD("ch18"),
  FAILS_ON_A_SECOND_START("ch13"),
  STARTS_NOTHING("ch13"),
  HAS_NO_IDENTITY("ch01"),
  KEEPS_ITS_OWN_VIEW("ch20"),
  FAILS_TO_CLOSE_TWICE("ch21"),
  MAKES_WITHOUT_TEMPLATE("ch19"),
  STARTS_WHAT_IS_NOT_THERE("ch14"),
  FORGETS_THE_DOWNLOAD("ch17");

  private final Set<String> rules;

  HostMistake(String... rules) {
    this.rules = Set.of(rules);
  }

  Set<String> rules() {
    return rules;
  }
}
