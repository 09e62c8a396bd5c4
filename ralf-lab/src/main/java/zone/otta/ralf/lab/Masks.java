package zone.otta.ralf.lab;

/** What differs from run to run by nature, masked in a dump. */
final class Masks {
  private Masks() {}

  static String apply(String text) {
    return text.replaceAll("run=\\d+ mac=[0-9a-f]{32}", "run=* mac=*")
        .replaceAll("BC:24:11(:[0-9A-F]{2}){3}", "BC:24:11:*");
  }
}
