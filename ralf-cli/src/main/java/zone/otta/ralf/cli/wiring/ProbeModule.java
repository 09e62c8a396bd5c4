package zone.otta.ralf.cli.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import java.time.Clock;
import zone.otta.ralf.port.SmokeProbe;
import zone.otta.ralf.postgresql.JdbcProbe;

/** Logging in as a client would. */
final class ProbeModule extends AbstractModule {
  @Provides
  @Singleton
  SmokeProbe probe() {
    return new JdbcProbe(Clock.systemUTC());
  }
}
