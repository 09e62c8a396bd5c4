package zone.otta.ralf.cli.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import java.util.Map;
import zone.otta.ralf.port.SecretSource;
import zone.otta.ralf.secrets.Redactor;
import zone.otta.ralf.secrets.SecretSources;
import zone.otta.ralf.secrets.env.EnvironmentSecrets;
import zone.otta.ralf.secrets.file.FileSecrets;

/** Secrets by the scheme of their reference. */
final class SecretsModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(Redactor.class).toInstance(new Redactor());
  }

  @Provides
  @Singleton
  SecretSource secrets(WorldSettings settings, Redactor redactor) {
    return new SecretSources(
        settings.site().secrets(),
        Map.of(
            "env", new EnvironmentSecrets(settings.environment()),
            "file", new FileSecrets(settings.workspace())),
        redactor);
  }
}
