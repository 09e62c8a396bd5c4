package zone.otta.ralf.dns.server;

import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;
import org.xbill.DNS.Update;
import zone.otta.ralf.dns.rfc2136.Rfc2136Dns;
import zone.otta.ralf.port.InternalDns;
import zone.otta.ralf.site.DnsEndpoint;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.SecretReference;
import zone.otta.ralf.testkit.dns.DnsStage;
import zone.otta.ralf.testkit.secrets.MemorySecrets;

/** A stage over a running name server; the other people write with a key of their own. */
public final class ServerStage implements DnsStage {
  public static final List<String> ORIGINS = List.of("otta.zone.", "10.10.in-addr.arpa.");
  private static final List<Integer> TYPES =
      List.of(Type.A, Type.CNAME, Type.MX, Type.PTR, Type.TXT);
  public static final SecretReference KEY = SecretReference.env("RALF_DNS_KEY");

  private final String host;
  private final NameServer server;
  private final Between between;

  public ServerStage(NameServer server) throws IOException {
    this("127.0.0.1", server);
  }

  /**
   * @param host where the server listens
   */
  public ServerStage(String host, NameServer server) throws IOException {
    this.host = host;
    this.server = server;
    this.between = new Between(server.port());
  }

  @Override
  public InternalDns dns() {
    return dns(Keys.RALF);
  }

  @Override
  public InternalDns stranger() {
    return dns(Keys.STRANGER);
  }

  private InternalDns dns(Keys key) {
    return new Rfc2136Dns(endpoint(), new DnsName("otta.zone"), secrets(key.secret()), true);
  }

  public static MemorySecrets secrets(String value) {
    return new MemorySecrets().with(KEY, value);
  }

  public DnsEndpoint.Rfc2136 endpoint() {
    return endpoint(between.port());
  }

  public static DnsEndpoint.Rfc2136 endpoint(int port) {
    var server = new DnsEndpoint.Server("127.0.0.1", port);
    return new DnsEndpoint.Rfc2136(
        server,
        "ralf.",
        "hmac-sha256",
        KEY,
        Optional.of("10.10.in-addr.arpa"),
        300,
        List.of(server));
  }

  @Override
  public void put(String record) {
    String[] parts = record.split(" ", 4);
    change(parts[0], (u, n) -> u.add(n, Type.value(parts[2]), Long.parseLong(parts[1]), parts[3]));
  }

  @Override
  public void remove(DnsName name, String type) {
    change(name + ".", (u, n) -> u.delete(n, Type.value(type)));
  }

  public void clear(String name) {
    change(name, Update::delete);
  }

  private interface Change {
    void to(Update update, Name name) throws IOException;
  }

  private void change(String name, Change change) {
    try {
      Update update =
          new Update(
              Name.fromString(ORIGINS.stream().filter(name::endsWith).findFirst().orElseThrow()));
      change.to(update, Name.fromString(name));
      SimpleResolver resolver = resolver();
      resolver.setTSIGKey(Keys.OTHER.tsig());
      Message answer = resolver.send(update);
      if (answer.getRcode() != Rcode.NOERROR || !answer.isVerified()) {
        throw new IllegalStateException(answer.toString());
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Type by type: to a question for all types a server may answer with some (RFC 8482). */
  @Override
  public List<String> records(String name) {
    return TYPES.stream().flatMap(type -> records(name, type)).toList();
  }

  private Stream<String> records(String name, int type) {
    try {
      Record question = Record.newRecord(Name.fromString(name), type, DClass.IN);
      return resolver().send(Message.newQuery(question)).getSection(Section.ANSWER).stream()
          .filter(r -> r.getType() == type)
          .sorted(Comparator.comparing(ServerStage::data))
          .map(r -> r.getTTL() + " " + Type.string(type) + " " + data(r));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The library leaves out quotes that are not needed. */
  private static String data(Record record) {
    return record instanceof TXTRecord text
        ? text.getStrings().stream().collect(Collectors.joining("\" \"", "\"", "\""))
        : record.rdataToString();
  }

  private SimpleResolver resolver() throws IOException {
    SimpleResolver resolver = new SimpleResolver(host);
    resolver.setPort(server.port());
    resolver.setTCP(true);
    resolver.setTimeout(Duration.ofSeconds(5));
    return resolver;
  }

  @Override
  public long writes() {
    return between.updates();
  }

  @Override
  public void ails(Ailment ailment) {
    between.ails(ailment);
  }

  @Override
  public void close() {
    between.close();
  }
}
