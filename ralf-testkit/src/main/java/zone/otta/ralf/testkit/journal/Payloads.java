package zone.otta.ralf.testkit.journal;

import java.util.List;
import zone.otta.ralf.journal.NewEvent;

/** Payloads that a store is tempted to change: blanks, escapes, order, sizes, other scripts. */
final class Payloads {
  static final List<String> ODD =
      List.of(
          "{}",
          "{ \"b\" : 10,\t\"a\":[1 , -0], \"e\":null }",
          "{\"payload\":{\"payload\":{}},\"hash\":\"}\"}",
          "{\"s\":\"\\u0000\\ud800\\/\\\"}\"}",
          "{\"s\":\"Grüße, 你好, \uD83D\uDE00\u2028\u0085\"}",
          "{\"s\":\"\\r\\n\"\r\t }",
          "{\"s\":\"" + "x".repeat(NewEvent.MAX_PAYLOAD - 8) + "\"}");

  private Payloads() {}
}
