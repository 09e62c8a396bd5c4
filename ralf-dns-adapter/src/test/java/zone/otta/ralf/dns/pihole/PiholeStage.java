package zone.otta.ralf.dns.pihole;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.dns.server.Between;
import zone.otta.ralf.http.Fingerprint;
import zone.otta.ralf.http.TrustedServer;
import zone.otta.ralf.lab.pihole.EmulatedPihole;
import zone.otta.ralf.lab.pihole.PiholeTrouble;
import zone.otta.ralf.port.InternalDns;
import zone.otta.ralf.site.DnsEndpoint;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.SecretReference;
import zone.otta.ralf.testkit.dns.DnsStage;
import zone.otta.ralf.testkit.secrets.MemorySecrets;

/** An emulated Pi-hole; the other people edit its lists in the web interface. */
final class PiholeStage implements DnsStage {
  static final SecretReference PASSWORD = SecretReference.env("RALF_PIHOLE_PASSWORD");
  private static final String HOSTS = "/api/config/dns/hosts/";
  private static final Patience LITTLE =
      new Patience(Duration.ofMillis(700), Duration.ofMillis(300));

  private final EmulatedPihole hole;
  private final EmulatedPihole forger;
  private final Relay relay;
  private final Between between;
  private volatile Runnable meanwhile = () -> {};

  PiholeStage() throws IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    hole = new EmulatedPihole(here, this::seen);
    forger = new EmulatedPihole(here, line -> {});
    forger.trouble(new PiholeTrouble.Open(true));
    relay = new Relay(hole.port());
    between = new Between(hole.dnsPort());
  }

  EmulatedPihole hole() {
    return hole;
  }

  /** Somebody acts between RALF's request for a change and its being carried out. */
  void beforeTheNextChange(Runnable act) {
    meanwhile = act;
  }

  private void seen(String line) {
    if (line.contains(" " + HOSTS)) {
      Runnable act = meanwhile;
      meanwhile = () -> {};
      act.run();
    }
  }

  @Override
  public InternalDns dns() {
    return dns(hole.password());
  }

  PiholeDns dns(String password) {
    return dns(password, hole.fingerprint());
  }

  PiholeDns dns(String password, String fingerprint) {
    return new PiholeDns(
        endpoint("127.0.0.1", "127.0.0.1"),
        new MemorySecrets().with(PASSWORD, password),
        () -> TrustedServer.pinned(Fingerprint.parse(fingerprint).orElseThrow()),
        true,
        LITTLE);
  }

  DnsEndpoint.Pihole endpoint(String api, String dns) {
    var server = new DnsEndpoint.Server(dns, between.port());
    return new DnsEndpoint.Pihole(
        new DnsEndpoint.Web(api, relay.port(), Optional.empty(), Optional.empty()),
        PASSWORD,
        server,
        300,
        List.of(server));
  }

  @Override
  public InternalDns stranger() {
    return dns("not-the-password");
  }

  @Override
  public void put(String record) {
    String[] words = record.split(" ", 4);
    switch (words[2]) {
      case "A" -> hole.store().editHosts(lines -> lines.add(words[3] + " " + bare(words[0])));
      case "CNAME" ->
          hole.store().editAliases(lines -> lines.add(bare(words[0]) + "," + bare(words[3])));
      default -> throw new IllegalArgumentException("no such record here: " + record);
    }
  }

  private static String bare(String name) {
    return name.replaceFirst("\\.$", "");
  }

  @Override
  public void remove(DnsName name, String type) {
    hole.store().editHosts(lines -> lines.removeIf(line -> line.endsWith(" " + name)));
  }

  @Override
  public List<String> records(String name) {
    return hole.records(name);
  }

  @Override
  public long writes() {
    return hole.requests().stream().filter(line -> line.contains(" " + HOSTS)).count();
  }

  @Override
  public void ails(Ailment ailment) {
    between.ails(ailment);
    hole.heal();
    hole.trouble(
        new PiholeTrouble.Proxy(
            switch (ailment) {
              case HEARSAY -> 200;
              case FAILING -> 502;
              case NONE, SILENT, ANSWERS_LOST, FORGED -> 0;
            }));
    relay.to(
        switch (ailment) {
          case SILENT -> 0;
          case FORGED -> forger.port();
          case NONE, ANSWERS_LOST, HEARSAY, FAILING -> hole.port();
        });
    if (ailment == Ailment.ANSWERS_LOST) {
      between.ails(Ailment.NONE);
      hole.trouble(new PiholeTrouble.DropsAfter("PUT hosts"));
      hole.trouble(new PiholeTrouble.DropsAfter("DELETE hosts"));
    }
  }

  @Override
  public void close() {
    relay.close();
    between.close();
    try {
      hole.close();
      forger.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
