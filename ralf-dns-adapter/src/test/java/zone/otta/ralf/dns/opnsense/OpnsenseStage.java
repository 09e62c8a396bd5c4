package zone.otta.ralf.dns.opnsense;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;
import zone.otta.ralf.dns.server.Between;
import zone.otta.ralf.http.Fingerprint;
import zone.otta.ralf.http.TrustedServer;
import zone.otta.ralf.lab.opnsense.EmulatedOpnsense;
import zone.otta.ralf.lab.opnsense.OpnsenseRelease;
import zone.otta.ralf.lab.opnsense.OpnsenseTrouble;
import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.port.InternalDns;
import zone.otta.ralf.port.SecretSource;
import zone.otta.ralf.site.DnsEndpoint;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.SecretReference;
import zone.otta.ralf.testkit.dns.DnsStage;
import zone.otta.ralf.testkit.secrets.MemorySecrets;

/** A stage over an emulated firewall; the other people work in its web interface. */
final class OpnsenseStage implements DnsStage {
  static final SecretReference KEY = SecretReference.env("RALF_OPNSENSE_KEY");
  static final SecretReference SECRET = SecretReference.env("RALF_OPNSENSE_SECRET");
  private static final Duration LOADING = Duration.ofMillis(300);
  private static final String ZONE = "otta.zone";

  final EmulatedOpnsense firewall;
  private Optional<EmulatedOpnsense> forger = Optional.empty();
  private final Gate gate;
  private final Between unbound;
  private volatile boolean breaking;
  private volatile Optional<Consumer<String>> meanwhile = Optional.empty();

  OpnsenseStage(OpnsenseRelease release) throws IOException {
    this(release, Map.of());
  }

  OpnsenseStage(OpnsenseRelease release, Map<String, String> system) throws IOException {
    this.firewall = firewall(release, system, this::breaks);
    this.gate = new Gate(firewall.port());
    this.unbound = new Between(firewall.dnsPort());
  }

  private static EmulatedOpnsense firewall(
      OpnsenseRelease release, Map<String, String> system, Consumer<String> log)
      throws IOException {
    return new EmulatedOpnsense(InetAddress.getLoopbackAddress(), release, system, log);
  }

  /** Once, while a request that ends so is on its way. */
  void meanwhile(String end, Runnable what) {
    meanwhile =
        Optional.of(
            request -> {
              if (request.contains(end)) {
                meanwhile = Optional.empty();
                what.run();
              }
            });
  }

  /** The way breaks while the firewall applies what it was given. */
  private void breaks(String request) {
    meanwhile.ifPresent(m -> m.accept(request));
    if (breaking && request.endsWith("/reconfigure")) {
      unbound.ails(Ailment.SILENT);
    }
  }

  DnsEndpoint.Opnsense endpoint() {
    return endpoint(unbound.port());
  }

  /** With another Unbound in place of the emulated one. */
  DnsEndpoint.Opnsense endpoint(int dns) {
    var web = new DnsEndpoint.Web("127.0.0.1", gate.port(), Optional.empty(), Optional.empty());
    var server = new DnsEndpoint.Server("127.0.0.1", dns);
    return new DnsEndpoint.Opnsense(web, KEY, SECRET, server, 300, List.of(server));
  }

  @Override
  public InternalDns dns() {
    return dns(firewall.secret());
  }

  @Override
  public InternalDns stranger() {
    return dns("not-the-secret");
  }

  private InternalDns dns(String secret) {
    return new OpnsenseDns(endpoint(), secrets(secret), this::pinned, true, LOADING);
  }

  SecretSource secrets(String secret) {
    return new MemorySecrets().with(KEY, firewall.key()).with(SECRET, secret);
  }

  TrustedServer pinned() {
    return TrustedServer.pinned(Fingerprint.parse(firewall.fingerprint()).orElseThrow());
  }

  @Override
  public void put(String record) {
    String[] parts = record.split(" ", 4);
    DnsName name = new DnsName(parts[0].substring(0, parts[0].length() - 1));
    switch (parts[2]) {
      case "A" -> firewall.store().add(fields(name, parts[1], "A", "server", parts[3]));
      case "CNAME" -> alias(name, parts[3]);
      case "TXT" -> {
        String text = parts[3].replace("\"", "");
        if (Mark.find(text).isPresent()) {
          mark(name, text);
        } else {
          firewall.store().add(fields(name, parts[1], "TXT", "txtdata", text));
        }
      }
      default -> throw new IllegalArgumentException(record);
    }
    firewall.apply();
  }

  static Map<String, String> fields(
      DnsName name, String ttl, String type, String field, String value) {
    return Map.of(
        "hostname",
        name.name().substring(0, name.name().length() - ZONE.length() - 1),
        "domain",
        ZONE,
        "ttl",
        ttl,
        "rr",
        type,
        field,
        value);
  }

  private void alias(DnsName name, String target) {
    DnsName host = new DnsName(target.substring(0, target.length() - 1));
    String id = firewall.store().add(fields(host, "300", "A", "server", "10.10.0.77"));
    firewall.store().addAlias(id, name.firstLabel(), ZONE);
  }

  /** As RALF keeps an address that carries this mark. */
  private void mark(DnsName name, String text) {
    Map<String, String> entry = new HashMap<>(entries(name.name(), "A").findFirst().orElseThrow());
    firewall.store().remove(entry.getOrDefault("uuid", ""));
    entry.remove("uuid");
    entry.put("description", text);
    firewall.store().put(EntryId.of(name), entry);
  }

  private Stream<Map<String, String>> entries(String name, String type) {
    return firewall.store().entries().stream()
        .filter(e -> name(e).equals(name))
        .filter(e -> e.getOrDefault("rr", "").equals(type));
  }

  private static String name(Map<String, String> entry) {
    return entry.get("hostname") + "." + entry.get("domain");
  }

  @Override
  public void remove(DnsName name, String type) {
    entries(name.name(), type)
        .toList()
        .forEach(e -> firewall.store().remove(e.getOrDefault("uuid", "")));
    firewall.apply();
  }

  @Override
  public List<String> records(String name) {
    String bare = name.substring(0, name.length() - 1);
    if (bare.endsWith(".in-addr.arpa")) {
      return pointers(name);
    }
    Stream<String> aliases =
        firewall.store().aliases().stream()
            .filter(a -> name(a).equals(bare))
            .map(a -> "300 CNAME " + host(a.getOrDefault("host", "")) + ".");
    Stream<String> addresses =
        entries(bare, "A")
            .flatMap(
                e ->
                    Stream.concat(
                        Stream.of(ttl(e) + " A " + e.get("server")),
                        Mark.find(e.getOrDefault("description", "")).stream()
                            .map(m -> ttl(e) + " TXT \"" + m.line() + "\"")));
    Stream<String> texts =
        entries(bare, "TXT").map(e -> ttl(e) + " TXT \"" + e.get("txtdata") + "\"");
    return Stream.of(aliases, addresses, texts).flatMap(s -> s).sorted().toList();
  }

  private static String ttl(Map<String, String> entry) {
    String ttl = entry.getOrDefault("ttl", "");
    return ttl.isEmpty() ? "3600" : ttl;
  }

  private String host(String id) {
    return firewall.store().entries().stream()
        .filter(e -> e.getOrDefault("uuid", "").equals(id))
        .map(OpnsenseStage::name)
        .findFirst()
        .orElseThrow();
  }

  private List<String> pointers(String name) {
    try {
      SimpleResolver resolver = new SimpleResolver("127.0.0.1");
      resolver.setPort(firewall.dnsPort());
      Record question = Record.newRecord(Name.fromString(name), Type.PTR, DClass.IN);
      return resolver.send(Message.newQuery(question)).getSection(Section.ANSWER).stream()
          .map(r -> r.getTTL() + " PTR " + r.rdataToString())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public long writes() {
    return firewall.requests().stream()
        .filter(r -> r.matches(".*/(set_?[hH]ost|del_?[hH]ost|reconfigure).*"))
        .count();
  }

  @Override
  public void ails(Ailment ailment) {
    breaking = ailment == Ailment.ANSWERS_LOST;
    unbound.ails(breaking || ailment == Ailment.FORGED ? Ailment.NONE : ailment);
    switch (ailment) {
      case NONE -> {
        firewall.trouble(new OpnsenseTrouble.AlwaysAnswers(0, ""));
        gate.leadTo(firewall.port());
      }
      case SILENT -> gate.leadNowhere();
      case ANSWERS_LOST -> firewall.trouble(new OpnsenseTrouble.DropsAfter("reconfigure"));
      case FORGED -> gate.leadTo(forger().port());
      case HEARSAY ->
          firewall.trouble(new OpnsenseTrouble.AlwaysAnswers(200, "<html>Welcome</html>"));
      case FAILING ->
          firewall.trouble(new OpnsenseTrouble.AlwaysAnswers(500, "{\"errorMessage\":\"x\"}"));
    }
  }

  /** Another firewall, with another certificate. */
  private EmulatedOpnsense forger() {
    try {
      EmulatedOpnsense other = firewall(firewall.release(), Map.of(), line -> {});
      forger = Optional.of(other);
      return other;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      gate.close();
      unbound.close();
      firewall.close();
      if (forger.isPresent()) {
        forger.get().close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
