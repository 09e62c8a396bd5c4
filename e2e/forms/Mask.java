import java.util.ArrayList;

/** What differs from run to run. */
final class Mask {
  /** The kernel lists sockets in no order; sorted here, so that a comparison means something. */
  private static String sorted(String text) {
    var lines = new ArrayList<>(text.lines().toList());
    for (int from = 0; from < lines.size(); from++) {
      int to = from;
      while (to < lines.size() && lines.get(to).startsWith(" LISTEN")) {
        to++;
      }
      lines.subList(from, to).sort(null);
      from = Math.max(from, to - 1);
    }
    return text.contains(" LISTEN") ? String.join("\n", lines) + "\n" : text;
  }

  static String of(String text) {
    return sorted(text)
        .replaceAll("SCRAM-SHA-256\\$4096:[^']*'", "SCRAM-SHA-256\\$4096:<verifier>'")
        .replaceAll("(?s)-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", "<certificate>")
        .replaceAll("\\|\\d+\\|\\d{9,12}\\.\\d{9}(?=\\n [0-9a-f]{64}  \\S*server\\.crt)", "|<size>|<time>")
        .replaceAll("\\b\\d{9,12}\\.\\d{9}\\b", "<time>")
        .replaceAll("[0-9a-f]{64}(?=  \\S*server\\.(key|crt))", "<sha256>")
        .replaceAll("(role\\|(?:[^|\\n]*\\|){6}4096\\|)[^|\\n]+\\|[0-9a-f]{64}", "$1<salt>|<sum>")
        .replaceAll("loaded\\|\\d+\\.\\d+", "loaded|<time>")
        .replaceAll("\\b15\\.\\d+-\\d+\\+deb12u\\d+\\b", "<version>")
        .replaceAll("\\b\\d+\\+deb12u\\d+\\b", "<version>")
        .replaceAll("(?m)^[.+*-]{20,}$", "<progress>");
  }
}
