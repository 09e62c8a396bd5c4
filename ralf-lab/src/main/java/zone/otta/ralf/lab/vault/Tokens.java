package zone.otta.ralf.lab.vault;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import zone.otta.ralf.lab.vault.VaultHttp.Answer;

/** The token endpoint, with Vaultwarden's answers and its limit of logins. Thread-safe. */
final class Tokens {
  private static final int LIFE = 7200;
  private static final List<String> DEVICE =
      List.of("devicetype", "deviceidentifier", "devicename");
  private final VaultAccount account;
  private final VaultStore store;
  private final Set<String> given = ConcurrentHashMap.newKeySet();
  private final Set<String> refreshing = ConcurrentHashMap.newKeySet();
  private final LoginLimit limit = new LoginLimit(System::nanoTime);
  private boolean secondFactor;

  Tokens(VaultStore store) {
    this.account = store.account();
    this.store = store;
  }

  /** From now on logins by password are asked for one. */
  synchronized void askSecondFactor() {
    secondFactor = true;
  }

  /** How many logins are taken at once before 429. */
  void allow(int logins) {
    limit.burst(logins);
  }

  boolean knows(String authorization) {
    return authorization.startsWith("Bearer ") && given.contains(authorization.substring(7));
  }

  /** Every token becomes worthless, as after a change of the password. */
  void deauthorise() {
    given.clear();
    refreshing.clear();
  }

  synchronized Answer answer(Map<String, String> form) {
    String grant = form.getOrDefault("granttype", "");
    if (grant.equals("refresh_token")) {
      return refreshed(form.getOrDefault("refreshtoken", ""));
    }
    if (!limit.take()) {
      return Answer.refusal(429, "Too many login requests");
    }
    for (String name : DEVICE) {
      if (form.getOrDefault(name, "").isEmpty()) {
        return Answer.refusal(400, name + " cannot be blank");
      }
    }
    return switch (grant) {
      case "client_credentials" -> byKey(form);
      case "password" -> byPassword(form);
      default -> Answer.refusal(400, "Invalid type");
    };
  }

  private Answer byKey(Map<String, String> form) {
    if (!"api".equals(form.get("scope"))) {
      return Answer.refusal(400, "Scope not supported");
    }
    String id = form.getOrDefault("clientid", "");
    if (!id.startsWith("user.")) {
      return Answer.refusal(400, "Malformed client_id");
    }
    if (!id.equals(account.clientId())) {
      return Answer.refusal(400, "Invalid client_id");
    }
    return account.clientSecret().equals(form.get("clientsecret"))
        ? granted("api", Optional.empty())
        : Answer.refusal(400, "Incorrect client_secret");
  }

  private Answer byPassword(Map<String, String> form) {
    if (!"api offline_access".equals(form.get("scope"))) {
      return Answer.refusal(400, "Scope not supported");
    }
    if (!account.email().equals(form.get("username"))
        || !account.loginHash().equals(form.get("password"))) {
      return Answer.refusal(400, "Username or password is incorrect. Try again");
    }
    return secondFactor
        ? secondFactorWanted()
        : granted("api offline_access", Optional.of(refreshToken()));
  }

  /** A new pair for an old one; no login, so no limit. */
  private Answer refreshed(String token) {
    if (!refreshing.contains(token)) {
      return Answer.json(400, VaultStore.object().put("error", "invalid_grant"));
    }
    String scope = "api offline_access";
    return Answer.ok(access(scope).put("refresh_token", refreshToken()).put("scope", scope));
  }

  private String refreshToken() {
    String token = part(Seal.random(32));
    refreshing.add(token);
    return token;
  }

  private ObjectNode access(String scope) {
    String token = token(scope);
    given.add(token);
    ObjectNode body = VaultStore.object().put("access_token", token).put("expires_in", LIFE);
    return body.put("token_type", "Bearer");
  }

  private static Answer secondFactorWanted() {
    ObjectNode body = VaultStore.object().put("error", "invalid_grant");
    body.put("error_description", "Two factor required.");
    body.set("TwoFactorProviders", JsonMapper.shared().createArrayNode().add("0"));
    body.set("TwoFactorProviders2", VaultStore.object().putNull("0"));
    return Answer.json(400, body);
  }

  private Answer granted(String scope, Optional<String> refresh) {
    ObjectNode body = access(scope).put("Key", account.key());
    body.put("PrivateKey", account.privateKey());
    Derivation derivation = account.derivation();
    body.put("Kdf", derivation.type()).put("KdfIterations", derivation.iterations());
    optional(body, "KdfMemory", derivation.memory());
    optional(body, "KdfParallelism", derivation.parallelism());
    body.put("ResetMasterPassword", false).put("ForcePasswordReset", false);
    body.set("MasterPasswordPolicy", VaultStore.object().put("Object", "masterPasswordPolicy"));
    body.put("scope", scope);
    body.set("AccountKeys", store.accountKeys());
    body.set("UserDecryptionOptions", unlocking());
    refresh.ifPresent(r -> body.put("refresh_token", r));
    return Answer.ok(body);
  }

  private ObjectNode unlocking() {
    Derivation derivation = account.derivation();
    ObjectNode kdf = VaultStore.object().put("KdfType", derivation.type());
    kdf.put("Iterations", derivation.iterations());
    optional(kdf, "Memory", derivation.memory());
    optional(kdf, "Parallelism", derivation.parallelism());
    ObjectNode unlock = VaultStore.object();
    unlock.set("Kdf", kdf);
    unlock.put("MasterKeyEncryptedUserKey", account.key());
    unlock.put("MasterKeyWrappedUserKey", account.key()).put("Salt", account.email());
    ObjectNode options = VaultStore.object().put("HasMasterPassword", true);
    options.set("MasterPasswordUnlock", unlock);
    return options.put("Object", "userDecryptionOptions");
  }

  static void optional(ObjectNode node, String name, Optional<Integer> value) {
    value.ifPresentOrElse(v -> node.put(name, v), () -> node.putNull(name));
  }

  /** The form of one; nobody checks its signature. */
  private String token(String scope) {
    long now = Instant.now().getEpochSecond();
    ObjectNode claims = VaultStore.object().put("nbf", now).put("exp", now + LIFE);
    claims.put("iss", "lab|login").put("sub", account.id()).put("premium", true);
    claims.put("name", "ralf").put("email", account.email()).put("email_verified", true);
    claims.put("sstamp", "stamp").put("device", "lab").put("client_id", "cli");
    claims.putArray("scope").add(scope);
    claims.putArray("amr").add("Application");
    return part("{\"typ\":\"JWT\",\"alg\":\"RS256\"}".getBytes(StandardCharsets.US_ASCII))
        + "."
        + part(claims.toString().getBytes(StandardCharsets.UTF_8))
        + "."
        + part(Seal.random(32));
  }

  private static String part(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
