package zone.otta.ralf.lab.rest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zone.otta.ralf.json.Json;

/**
 * Log-ins of the one user a lab has, the owner of its token, and the tickets he holds (proxmox.md,
 * section 5). A ticket ends when somebody says so, instead of after two hours; the rights are the
 * token's. Tasks bear the token's name also if they were started with a ticket. Thread-safe.
 */
public final class Tickets {
  static final String PATH = "/access/ticket";
  private static final Set<String> KNOWN =
      Set.of(
          "username", "password", "realm", "otp", "new-format", "path", "privs", "tfa-challenge");
  private static final Pattern COOKIE = Pattern.compile("(?:^|;\\s*)PVEAuthCookie=([^;]*)");
  private static final SecureRandom RANDOM = new SecureRandom();
  private String password = signature(18);
  private final Map<String, String> csrfTokens = new HashMap<>();
  private boolean secondFactor;

  private static String signature(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return Base64.getEncoder().encodeToString(random);
  }

  /** Who may log in, {@code user@realm}. */
  public static String user() {
    return ApiToken.USER;
  }

  /** His password, as it belongs into its file. */
  public synchronized byte[] passwordFile() {
    return (password + "\n").getBytes(StandardCharsets.US_ASCII);
  }

  /** Gives the user another password. */
  public synchronized void password(String other) {
    password = other;
  }

  /** No ticket handed out so far is good any more, as if two hours had passed. */
  public synchronized void expire() {
    csrfTokens.clear();
  }

  /** From now on the user needs a second factor. */
  public synchronized void askSecondFactor() {
    secondFactor = true;
  }

  /**
   * @throws Refusal 401 if user or password is wrong, which is late by design
   */
  synchronized Answer logIn(SortedMap<String, String> parameters) throws Refusal {
    var errors = new HashMap<String, String>();
    for (String name : Set.of("username", "password")) {
      if (!parameters.containsKey(name)) {
        errors.put(name, "property is missing and it is not optional");
      }
    }
    parameters.keySet().stream()
        .filter(name -> !KNOWN.contains(name))
        .forEach(
            name ->
                errors.put(
                    name,
                    "property is not defined in schema and the schema does not allow additional properties"));
    if (!errors.isEmpty()) {
      throw Refusal.parameters(errors);
    }
    String given = parameters.getOrDefault("password", "");
    boolean right = same(password, given) || csrfTokens.containsKey(given);
    if (!parameters.getOrDefault("username", "").equals(user()) || !right) {
      throw Refusal.of(401, "authentication failure\n");
    }
    return Answer.of(secondFactor ? challenge() : ticket());
  }

  private Json ticket() {
    String time = String.format("%08X", Instant.now().getEpochSecond());
    String ticket = "PVE:" + user() + ":" + time + "::" + signature(256);
    String csrf = time + ":" + signature(32);
    csrfTokens.put(ticket, csrf);
    return Json.object()
        .with("username", user())
        .with("ticket", ticket)
        .with("CSRFPreventionToken", csrf)
        .with("cap", Json.object());
  }

  private static Json challenge() {
    return Json.object()
        .with("username", user())
        .with("NeedTFA", 1)
        .with("ticket", "PVE:!tfa!%7B%22totp%22%3Atrue%7D:00000000::" + signature(256));
  }

  /** Whether the request comes with a ticket, good or not. */
  static boolean in(Request request) {
    return cookie(request).isPresent();
  }

  private static Optional<String> cookie(Request request) {
    Matcher cookie = COOKIE.matcher(request.header("cookie").orElse(""));
    return cookie.find() ? Optional.of(cookie.group(1)) : Optional.empty();
  }

  /**
   * @throws Refusal with 401, which is late by design
   */
  synchronized void check(Request request) throws Refusal {
    String csrf = csrfTokens.get(cookie(request).orElse(""));
    if (csrf == null) {
      throw Refusal.bare(401, "Authentication failed!");
    }
    if (!request.method().equals("GET")
        && !same(csrf, request.header("csrfpreventiontoken").orElse(""))) {
      throw Refusal.bare(401, "Permission denied - invalid csrf token");
    }
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
