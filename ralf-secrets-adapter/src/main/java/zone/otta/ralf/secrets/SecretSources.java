package zone.otta.ralf.secrets;

import java.util.Map;
import java.util.function.Function;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.Secret;
import zone.otta.ralf.port.SecretSource;
import zone.otta.ralf.site.SecretReference;
import zone.otta.ralf.site.SecretRules;

/**
 * All sources of a workspace behind the site's rules: a reference is served if a pattern allows it
 * or the site maps it elsewhere, and by the source of its scheme. Every value handed out is made
 * known to the redactor first.
 */
public final class SecretSources implements SecretSource, PassphraseSource {
  private final SecretRules rules;
  private final Map<String, SecretSource> schemes;
  private final Redactor redactor;

  /**
   * @param schemes scheme ({@code env}, {@code file}) -> its source
   */
  public SecretSources(SecretRules rules, Map<String, SecretSource> schemes, Redactor redactor) {
    this.rules = rules;
    this.schemes = Map.copyOf(schemes);
    this.redactor = redactor;
  }

  @Override
  public boolean present(SecretReference reference) {
    SecretReference real = permitted(reference);
    return source(real).present(real);
  }

  @Override
  public <T> T use(SecretReference reference, Function<Secret, T> callback) {
    SecretReference real = permitted(reference);
    return source(real).use(real, learned(callback));
  }

  /**
   * A passphrase as it was typed. It cannot come from a source that itself has to be opened by one.
   */
  @Override
  public <T> T passphrase(SecretReference reference, Function<Secret, T> callback) {
    SecretReference real = permitted(reference);
    if (source(real) instanceof PassphraseSource passphrases) {
      return passphrases.passphrase(real, learned(callback));
    }
    throw SecretComplaints.notServed(
        reference,
        Text.of("a passphrase cannot lie there", "eine Passphrase kann dort nicht liegen"),
        Text.of("keep it as env: or file:", "als env: oder file: aufbewahren"));
  }

  @Override
  public void create(SecretReference reference) {
    SecretReference real = permitted(reference);
    source(real).create(real);
  }

  @Override
  public void requireRenewable(SecretReference reference) {
    SecretReference real = permitted(reference);
    source(real).requireRenewable(real);
  }

  @Override
  public void renew(SecretReference reference) {
    SecretReference real = permitted(reference);
    source(real).renew(real);
  }

  @Override
  public boolean renewed(SecretReference reference) {
    SecretReference real = permitted(reference);
    return source(real).renewed(real);
  }

  @Override
  public <T> T useFormer(SecretReference reference, Function<Secret, T> callback) {
    SecretReference real = permitted(reference);
    return source(real).useFormer(real, learned(callback));
  }

  @Override
  public void forget(SecretReference reference) {
    SecretReference real = permitted(reference);
    source(real).forget(real);
  }

  private <T> Function<Secret, T> learned(Function<Secret, T> callback) {
    return secret -> {
      redactor.learn(secret);
      return callback.apply(secret);
    };
  }

  private SecretReference permitted(SecretReference reference) {
    if (!rules.from().containsKey(reference) && !rules.allows(reference)) {
      throw SecretComplaints.notServed(
          reference,
          Text.of(
              "no pattern allows it; allowed are " + String.join(", ", rules.allow()),
              "kein Muster erlaubt ihn; erlaubt sind " + String.join(", ", rules.allow())),
          Text.of(
              "use an allowed reference, or add a pattern under secrets.allow in ralf.yaml",
              "Einen erlaubten Verweis benutzen oder in ralf.yaml unter secrets.allow ein Muster"
                  + " ergänzen"));
    }
    return rules.resolve(reference);
  }

  private SecretSource source(SecretReference reference) {
    SecretSource source = schemes.get(reference.scheme());
    if (source == null) {
      throw SecretComplaints.notServed(
          reference,
          Text.of(
              "no " + reference.scheme() + " adapter is configured",
              "kein Adapter für " + reference.scheme() + " ist eingerichtet"),
          Text.of(
              "map it to env: or file: under secrets.from in ralf.yaml, or add the section "
                  + reference.scheme(),
              "In ralf.yaml unter secrets.from auf env: oder file: lenken oder den Abschnitt "
                  + reference.scheme()
                  + " ergänzen"));
    }
    return source;
  }
}
