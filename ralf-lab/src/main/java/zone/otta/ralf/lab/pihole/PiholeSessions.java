package zone.otta.ralf.lab.pihole;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;
import zone.otta.ralf.lab.pihole.PiholeHttp.Answer;

/**
 * Logins and sessions (FTL's api/auth.c): at most so many at a time; an application password needs
 * no second factor and gives a session of its own kind.
 */
final class PiholeSessions {
  private static final int VALID_SECONDS = 1800;
  private static final int BYTES = 24;
  private final SecureRandom random = new SecureRandom();
  private final String password = fresh();
  private final String appPassword = fresh();

  /** Whether each is an application's. */
  private final Map<String, Boolean> open = new HashMap<>();

  private int most = 16;
  private boolean secondFactor;
  private boolean appSudo;
  private boolean everybody;

  private String fresh() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  String password() {
    return password;
  }

  String appPassword() {
    return appPassword;
  }

  synchronized int open() {
    return open.size();
  }

  synchronized void most(int sessions) {
    most = sessions;
  }

  synchronized void secondFactor(boolean on) {
    secondFactor = on;
  }

  synchronized void appSudo(boolean on) {
    appSudo = on;
  }

  synchronized void everybody(boolean on) {
    everybody = on;
  }

  synchronized void expire() {
    open.clear();
  }

  synchronized boolean knows(String session) {
    return everybody || open.containsKey(session);
  }

  /** Whether the session may change settings. */
  synchronized boolean mayWrite(String session) {
    return everybody || appSudo || !open.getOrDefault(session, true);
  }

  synchronized Answer logIn(PiholeHttp request) {
    if (everybody) {
      return answer(200, session(true).putNull("sid").put("validity", -1));
    }
    String given = request.text("password").orElse("");
    boolean app = given.equals(appPassword);
    if (!app && !given.equals(password)) {
      return none();
    }
    if (secondFactor && !app) {
      return Answer.error(400, "bad_request", "No 2FA token found in JSON payload", "");
    }
    if (open.size() >= most) {
      return Answer.error(
          429, "api_seats_exceeded", "API seats exceeded", "increase webserver.api.max_sessions");
    }
    String sid = fresh();
    open.put(sid, app);
    return answer(
        200, session(true).put("sid", sid).put("csrf", fresh()).put("validity", VALID_SECONDS));
  }

  synchronized Answer logOut(String session) {
    return open.remove(session) == null ? none() : Answer.empty(204);
  }

  private Answer none() {
    return answer(401, session(false).putNull("sid").put("validity", -1));
  }

  private static Answer answer(int status, ObjectNode session) {
    return Answer.json(status, PiholeHttp.object().set("session", session));
  }

  private ObjectNode session(boolean valid) {
    return PiholeHttp.object().put("valid", valid).put("totp", secondFactor);
  }
}
