package zone.otta.ralf.lab.opnsense;

import java.util.Arrays;
import java.util.Optional;

/** Releases whose API differs in what concerns host overrides. */
public enum OpnsenseRelease {
  /** The old router: camel case only. */
  V24_1("24.1"),
  /** Both spellings reach the code; privileges know camel case only. */
  V25_1("25.1"),
  /** Privileges in snake case; lifetimes; types of records by their code. */
  V25_7("25.7"),
  /** Texts. */
  V26_1("26.1"),
  /** Aliases in the list of hosts; pointers can be left out. */
  V26_7("26.7");

  private final String number;

  OpnsenseRelease(String number) {
    this.number = number;
  }

  public static Optional<OpnsenseRelease> named(String number) {
    return Arrays.stream(values()).filter(r -> r.number.equals(number)).findFirst();
  }

  private boolean since(OpnsenseRelease other) {
    return compareTo(other) >= 0;
  }

  boolean routesSnakeCase() {
    return since(V25_1);
  }

  boolean privilegesInSnakeCase() {
    return since(V25_7);
  }

  boolean knowsLifetimes() {
    return since(V25_7);
  }

  boolean listsCodes() {
    return since(V25_7);
  }

  boolean knowsTexts() {
    return since(V26_1);
  }

  boolean listsAliases() {
    return since(V26_7);
  }

  @Override
  public String toString() {
    return number;
  }
}
