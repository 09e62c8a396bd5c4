package zone.otta.ralf.secrets.vaultwarden;

import java.util.Optional;

/**
 * What the server answered.
 *
 * @param body empty if it was no JSON object
 */
record VaultReply(int status, Optional<Members> body) {
  private static final int OK = 200;
  private static final int MULTIPLE = 300;

  boolean ok() {
    return status >= OK && status < MULTIPLE;
  }

  /**
   * The server's own words, wherever this kind of server puts them: for being recognised, never for
   * being shown.
   */
  String message() {
    return body.flatMap(
            b ->
                b.part("errorModel")
                    .text("message")
                    .or(() -> b.text("message"))
                    .filter(m -> !m.isEmpty())
                    .or(() -> b.text("error_description"))
                    .filter(m -> !m.isEmpty())
                    .or(() -> b.text("error")))
        .orElse("");
  }
}
