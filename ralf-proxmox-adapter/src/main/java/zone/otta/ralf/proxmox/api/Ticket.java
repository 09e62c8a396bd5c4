package zone.otta.ralf.proxmox.api;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.Request;
import tools.jackson.databind.JsonNode;
import zone.otta.ralf.port.Secret;

/**
 * What a log-in gives (proxmox.md, section 5). The server takes it for two hours.
 *
 * @param value {@code PVE:USER@REALM:TIME::SIGNATURE}
 * @param csrf proves on every change that it was not a browser's own idea
 * @param madeNanos of {@link System#nanoTime}
 */
record Ticket(Secret value, Secret csrf, long madeNanos) {
  private static final Pattern FORM = Pattern.compile("PVE:[!-~&&[^;,\"\\\\!]]{8,1024}");
  private static final Pattern CSRF = Pattern.compile("[!-~&&[^;,\"\\\\]]{8,1024}");

  /** From the {@code data} of the answer; empty if it has another form. */
  static Optional<Ticket> read(JsonNode data) {
    String ticket = data.path("ticket").asString("");
    String csrf = data.path("CSRFPreventionToken").asString("");
    return FORM.matcher(ticket).matches() && CSRF.matcher(csrf).matches()
        ? Optional.of(
            new Ticket(
                new Secret(ticket.toCharArray()),
                new Secret(csrf.toCharArray()),
                System.nanoTime()))
        : Optional.empty();
  }

  boolean olderThan(Duration age) {
    return System.nanoTime() - madeNanos >= age.toNanos();
  }

  void sign(Request.Builder call, boolean changes) {
    header(call, "Cookie", "PVEAuthCookie=", value);
    if (changes) {
      header(call, "CSRFPreventionToken", "", csrf);
    }
  }

  private static void header(Request.Builder call, String name, String prefix, Secret secret) {
    char[] revealed = secret.reveal();
    try {
      call.header(name, prefix + new String(revealed));
    } finally {
      Arrays.fill(revealed, '\0');
    }
  }

  void close() {
    value.close();
    csrf.close();
  }
}
