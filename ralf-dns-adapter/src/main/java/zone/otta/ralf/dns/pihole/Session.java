package zone.otta.ralf.dns.pihole;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;
import zone.otta.ralf.dns.Deadline;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.port.Secret;
import zone.otta.ralf.port.SecretSource;
import zone.otta.ralf.site.SecretReference;

/**
 * The one session of an adapter: begun when it is first needed, ended by us, since a Pi-hole has
 * only 16 and each stays for half an hour. A session that the server has ended is begun anew, once
 * for a request: with 401 it did nothing.
 */
final class Session {
  /** For saying goodbye: nothing depends on it. */
  private static final Duration GOODBYE = Duration.ofSeconds(1);

  /** Base64 of 20 octets and more; what else is sent is no number that belongs into a header. */
  private static final Pattern NUMBER = Pattern.compile("[A-Za-z0-9+/=_-]{1,128}");

  private final ApiConnection connection;
  private final ApiFailures failures;
  private final SecretReference password;
  private final SecretSource secrets;
  private Optional<Granted> granted = Optional.empty();

  /**
   * What a login gave.
   *
   * @param number empty: a Pi-hole without a password lets everybody in
   */
  private record Granted(Optional<String> number) {
    @Override
    public String toString() {
      return "a session";
    }
  }

  Session(
      ApiConnection connection,
      ApiFailures failures,
      SecretReference password,
      SecretSource secrets) {
    this.connection = connection;
    this.failures = failures;
    this.password = password;
    this.secrets = secrets;
  }

  /**
   * Sends a request within the session.
   *
   * @throws PortException if it was not let in, or no answer came
   */
  ApiReply send(ApiCall what, Deadline deadline) {
    boolean fresh = granted.isEmpty();
    ApiReply reply = connection.send(what, number(deadline), Optional.empty(), deadline);
    if (reply.status() == ApiReply.UNAUTHORIZED && !fresh) {
      granted = Optional.empty();
      reply = connection.send(what, number(deadline), Optional.empty(), deadline);
    }
    if (reply.status() == ApiReply.UNAUTHORIZED) {
      throw failures.sessionNotKept(what);
    }
    return reply;
  }

  private Optional<String> number(Deadline deadline) {
    if (granted.isEmpty()) {
      granted = Optional.of(secrets.use(password, secret -> logIn(secret, deadline)));
    }
    return granted.flatMap(Granted::number);
  }

  private Granted logIn(Secret secret, Deadline deadline) {
    byte[] body = body(secret);
    try {
      return granted(
          connection.send(ApiCall.logIn(), Optional.empty(), Optional.of(body), deadline));
    } finally {
      Arrays.fill(body, (byte) 0);
    }
  }

  private static byte[] body(Secret secret) {
    char[] value = secret.reveal();
    try {
      return JsonMapper.shared()
          .createObjectNode()
          .put("password", new String(value))
          .toString()
          .getBytes(StandardCharsets.UTF_8);
    } finally {
      Arrays.fill(value, '\0');
    }
  }

  private Granted granted(ApiReply reply) {
    if (reply.status() != ApiReply.OK) {
      throw failures.notLetIn(reply, password);
    }
    if (!reply.yes("session", "valid")) {
      throw failures.notUnderstood(ApiCall.logIn());
    }
    Optional<String> number = reply.text("session", "sid");
    if (number.isPresent() && !NUMBER.matcher(number.get()).matches()) {
      throw failures.notUnderstood(ApiCall.logIn());
    }
    return new Granted(number);
  }

  /** Ends it, if there is one; a server that does not hear it ends it after half an hour. */
  void end() {
    Optional<String> number = granted.flatMap(Granted::number);
    granted = Optional.empty();
    if (number.isPresent()) {
      try {
        connection.send(ApiCall.logOut(), number, Optional.empty(), Deadline.after(GOODBYE));
      } catch (PortException e) {
        return;
      }
    }
  }
}
