package zone.otta.ralf.secrets.env;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.Secret;
import zone.otta.ralf.port.SecretSource;
import zone.otta.ralf.secrets.PassphraseSource;
import zone.otta.ralf.secrets.SecretComplaints;
import zone.otta.ralf.secrets.UsableSecret;
import zone.otta.ralf.site.SecretReference;

/**
 * {@code env:NAME}. An empty variable counts as none. The JVM keeps its own copies; nothing here
 * can wipe those.
 */
public final class EnvironmentSecrets implements SecretSource, PassphraseSource {
  private static final char UNREADABLE = '\uFFFD';

  private final Map<String, String> environment;

  /**
   * @param environment as the process has it; the command line hands in {@code System.getenv()}
   */
  public EnvironmentSecrets(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public boolean present(SecretReference reference) {
    return value(reference)
        .map(v -> UsableSecret.use(reference, v.toCharArray(), secret -> true))
        .orElse(false);
  }

  @Override
  public <T> T use(SecretReference reference, Function<Secret, T> callback) {
    String value = value(reference).orElseThrow(() -> SecretComplaints.missing(reference, HELP));
    return UsableSecret.use(reference, value.toCharArray(), callback);
  }

  /** Refused if the JVM could not read all its characters, which depends on the locale. */
  @Override
  public <T> T passphrase(SecretReference reference, Function<Secret, T> callback) {
    String value = value(reference).orElseThrow(() -> SecretComplaints.missing(reference, HELP));
    if (value.indexOf(UNREADABLE) >= 0) {
      throw SecretComplaints.notUtf8(reference);
    }
    try (Secret secret = new Secret(value.toCharArray())) {
      return callback.apply(secret);
    }
  }

  @Override
  public void create(SecretReference reference) {
    throw SecretComplaints.notServed(
        reference,
        Text.of(
            "RALF cannot keep a new secret in the environment",
            "RALF kann in der Umgebung kein neues Geheimnis aufbewahren"),
        HELP);
  }

  private Optional<String> value(SecretReference reference) {
    if (!reference.scheme().equals("env")) {
      throw new IllegalStateException("not an env reference: " + reference);
    }
    return Optional.ofNullable(environment.get(reference.locator())).filter(v -> !v.isEmpty());
  }

  private static final Text HELP =
      Text.of(
          "set the variable, or map the reference to a file: under secrets.from in ralf.yaml",
          "Die Variable setzen oder den Verweis in ralf.yaml unter secrets.from auf file: lenken");
}
