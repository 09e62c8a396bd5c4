package zone.otta.ralf.proxmox.api;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import okhttp3.Request;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.port.Secret;

/**
 * With user and password: a log-in gives a ticket, which is exchanged for a new one before it ends.
 * Only the log-in's body ever holds the password.
 */
final class TicketCaller implements Caller {
  /** All said by the HTTP layer before the call reaches its handler (proxmox.md, section 4). */
  private static final Pattern NOT_REACHED =
      Pattern.compile(
          "(?i)no ticket|authentication failed!|permission denied - invalid (csrf token|pve ticket)|invalid pve ticket");

  private final Credentials.Password password;
  private final Duration renewal;
  private final ApiFailures failures;
  private final BiFunction<ApiRequest, Text, ApiReply> send;
  private Optional<Ticket> ticket = Optional.empty();

  /**
   * @param renewal age at which a ticket is exchanged
   * @param send sends a call without any proof
   */
  TicketCaller(
      Credentials.Password password,
      Duration renewal,
      ApiFailures failures,
      BiFunction<ApiRequest, Text, ApiReply> send) {
    this.password = password;
    this.renewal = renewal;
    this.failures = failures;
    this.send = send;
  }

  @Override
  public String name() {
    return password.user();
  }

  @Override
  public void sign(Request.Builder call, boolean changes) {
    current().sign(call, changes);
  }

  private Ticket current() {
    Optional<Ticket> old = ticket;
    if (old.isPresent() && !old.get().olderThan(renewal)) {
      return old.get();
    }
    // The present ticket serves as password, as long as the server takes it.
    Ticket fresh = old.flatMap(t -> exchanged(ask(t.value()))).orElseGet(this::loggedIn);
    keep(fresh);
    return fresh;
  }

  private void keep(Ticket fresh) {
    ticket.ifPresent(Ticket::close);
    ticket = Optional.of(fresh);
  }

  private Optional<Ticket> exchanged(ApiReply reply) {
    return reply.ok() ? Ticket.read(reply.data()) : Optional.empty();
  }

  private Ticket loggedIn() {
    ApiReply reply;
    try (Secret secret = password.value().get()) {
      reply = ask(secret);
    }
    if (reply.unauthorized()) {
      throw failures.notLoggedIn(password.user());
    }
    if (!reply.ok()) {
      throw reply.meaning().exceptionFor(title());
    }
    if (reply.data().has("NeedTFA")) {
      throw failures.secondFactor(password.user());
    }
    return Ticket.read(reply.data()).orElseThrow(() -> failures.garbled(title()));
  }

  private ApiReply ask(Secret secret) {
    char[] value = secret.reveal();
    try {
      return send.apply(ApiRequests.ticket(password.user(), new String(value)), title());
    } finally {
      Arrays.fill(value, '\0');
    }
  }

  private Text title() {
    return Text.of("log in as " + password.user(), "als " + password.user() + " anmelden");
  }

  @Override
  public boolean renewed(boolean changes, String reason) {
    if (changes && !NOT_REACHED.matcher(reason).matches()) {
      return false;
    }
    keep(loggedIn());
    return true;
  }

  @Override
  public PortException refused(String reason) {
    return failures.ticketRefused(password.user(), reason);
  }

  @Override
  public void close() {
    ticket.ifPresent(Ticket::close);
    ticket = Optional.empty();
  }
}
