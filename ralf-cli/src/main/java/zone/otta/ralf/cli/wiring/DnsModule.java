package zone.otta.ralf.cli.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import java.util.List;
import zone.otta.ralf.dns.manual.ManualDns;
import zone.otta.ralf.dns.opnsense.OpnsenseDns;
import zone.otta.ralf.dns.pihole.PiholeDns;
import zone.otta.ralf.dns.rfc2136.Rfc2136Dns;
import zone.otta.ralf.port.InternalDns;
import zone.otta.ralf.port.SecretSource;
import zone.otta.ralf.site.DnsEndpoint;
import zone.otta.ralf.site.Site;

/** Internal names: as the site says, and by hand where it says nothing. */
final class DnsModule extends AbstractModule {
  private static final int DNS = 53;
  private static final int HOUR = 3600;

  @Provides
  @Singleton
  InternalDns dns(WorldSettings settings, SecretSource secrets) {
    Site site = settings.site();
    DnsEndpoint endpoint =
        site.dns()
            .orElseGet(
                () ->
                    new DnsEndpoint.Manual(
                        List.of(new DnsEndpoint.Server(site.resolver().toString(), DNS)), HOUR));
    return switch (endpoint) {
      case DnsEndpoint.Rfc2136 signed -> new Rfc2136Dns(signed, site.zone(), secrets, site.lab());
      case DnsEndpoint.Opnsense firewall ->
          new OpnsenseDns(
              firewall, secrets, () -> DnsCertificate.trust(firewall.api(), settings), site.lab());
      case DnsEndpoint.Pihole hole ->
          new PiholeDns(
              hole, secrets, () -> DnsCertificate.trust(hole.api(), settings), site.lab());
      case DnsEndpoint.Manual manual -> new ManualDns(manual, site.lab());
    };
  }
}
