package zone.otta.ralf.cli.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import zone.otta.ralf.port.SecretSource;
import zone.otta.ralf.secrets.PassphraseSource;
import zone.otta.ralf.secrets.Redactor;
import zone.otta.ralf.secrets.SecretSources;
import zone.otta.ralf.secrets.env.EnvironmentSecrets;
import zone.otta.ralf.secrets.file.FileSecrets;
import zone.otta.ralf.secrets.vaultwarden.VaultwardenSecrets;

/** Secrets by the scheme of their reference. */
final class SecretsModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(Redactor.class).toInstance(new Redactor());
  }

  @Provides
  @Singleton
  PassphraseSource passphrases(WorldSettings settings, Redactor redactor) {
    return new SecretSources(settings.site().secrets(), here(settings), redactor);
  }

  @Provides
  @Singleton
  Optional<VaultwardenSecrets> vault(WorldSettings settings, Redactor redactor) {
    SecretSources own = new SecretSources(settings.site().secrets(), here(settings), redactor);
    return settings
        .site()
        .vault()
        .map(endpoint -> new VaultwardenSecrets(VaultAccount.of(endpoint, settings, own)));
  }

  @Provides
  @Singleton
  SecretSource secrets(
      WorldSettings settings, Redactor redactor, Optional<VaultwardenSecrets> vault) {
    Map<String, SecretSource> schemes = new HashMap<>(here(settings));
    vault.ifPresent(v -> schemes.put("vaultwarden", v));
    return new SecretSources(settings.site().secrets(), schemes, redactor);
  }

  private static Map<String, SecretSource> here(WorldSettings settings) {
    return Map.of(
        "env", new EnvironmentSecrets(settings.environment()),
        "file", new FileSecrets(settings.workspace()));
  }
}
