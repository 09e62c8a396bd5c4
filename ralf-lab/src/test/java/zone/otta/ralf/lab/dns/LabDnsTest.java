package zone.otta.ralf.lab.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.Type;
import org.xbill.DNS.Update;
import zone.otta.ralf.lab.machine.LabNet;

/** The rows of the table measured with BIND 9.18, by number, over both transports. */
final class LabDnsTest {
  private static final byte[] SECRET = new byte[32];
  private static final Name ZONE = Name.fromConstantString("otta.zone.");
  private static final Name REVERSE = Name.fromConstantString("10.10.in-addr.arpa.");
  private static final Name HOST = Name.fromConstantString("postgres.otta.zone.");
  private static final TSIG KEY = key("ralf.", TSIG.HMAC_SHA256, SECRET);
  private LabNet.Claim claim;
  private LabDns dns;

  private static TSIG key(String name, Name algorithm, byte[] secret) {
    return new TSIG(
        algorithm, Name.fromConstantString(name), Base64.getEncoder().encodeToString(secret));
  }

  @BeforeEach
  void start() throws IOException {
    claim = LabNet.claim();
    dns =
        new LabDns(
            claim.net(),
            "10.10.0.1",
            "otta.zone",
            "10.10.in-addr.arpa",
            List.of(new LabDns.Host("ns", "10.10.0.1")),
            SECRET);
  }

  @AfterEach
  void stop() throws IOException {
    dns.close();
    claim.close();
  }

  private SimpleResolver resolver(boolean tcp) throws IOException {
    var resolver = new SimpleResolver(claim.net().toLoopback("10.10.0.1"));
    resolver.setPort(dns.port());
    resolver.setTCP(tcp);
    resolver.setTimeout(Duration.ofSeconds(10));
    return resolver;
  }

  private Message send(Message message, TSIG key, boolean tcp) throws IOException {
    SimpleResolver resolver = resolver(tcp);
    if (key != null) {
      resolver.setTSIGKey(key);
    }
    return resolver.send(message);
  }

  private int update(Update update) throws IOException {
    Message answer = send(update, KEY, true);
    assertThat(answer.isVerified()).isTrue();
    return answer.getRcode();
  }

  private List<String> records(Name name, int type) throws IOException {
    Message answer = send(Message.newQuery(Record.newRecord(name, type, DClass.IN)), null, true);
    assertThat(answer.getHeader().getFlag(Flags.AA)).isTrue();
    return answer.getSection(Section.ANSWER).stream()
        .map(r -> r.getTTL() + " " + r.rdataToString())
        .sorted()
        .toList();
  }

  private long serial() throws IOException {
    Message answer =
        send(Message.newQuery(Record.newRecord(ZONE, Type.SOA, DClass.IN)), null, true);
    return ((SOARecord) answer.getSection(Section.ANSWER).get(0)).getSerial();
  }

  private static Update create(String address) throws IOException {
    var update = new Update(ZONE);
    update.absent(HOST);
    update.add(HOST, Type.A, 300, address);
    update.add(HOST, Type.TXT, 300, "\"owner=ralf\"");
    return update;
  }

  @Test
  void rows_1_2_12_a_name_is_created_once() throws Exception {
    long before = serial();
    assertThat(update(create("10.10.20.10"))).isEqualTo(Rcode.NOERROR);
    assertThat(serial()).isEqualTo(before + 1);
    assertThat(update(create("10.10.20.11"))).isEqualTo(Rcode.YXDOMAIN);
    assertThat(records(HOST, Type.A)).containsExactly("300 10.10.20.10");
    assertThat(records(HOST, Type.TXT)).containsExactly("300 owner=ralf");
  }

  @Test
  void rows_3_to_8_values_and_their_ttl() throws Exception {
    update(create("10.10.20.10"));
    long before = serial();
    var same = new Update(ZONE);
    same.replace(HOST, Type.A, 300, "10.10.20.10");
    assertThat(update(same)).isEqualTo(Rcode.NOERROR);
    var again = new Update(ZONE);
    again.add(HOST, Type.A, 300, "10.10.20.10");
    assertThat(update(again)).isEqualTo(Rcode.NOERROR);
    assertThat(serial()).isEqualTo(before);
    var second = new Update(ZONE);
    second.add(HOST, Type.A, 600, "10.10.20.11");
    assertThat(update(second)).isEqualTo(Rcode.NOERROR);
    assertThat(records(HOST, Type.A)).containsExactly("600 10.10.20.10", "600 10.10.20.11");
    var one = new Update(ZONE);
    one.present(HOST, Type.A, "10.10.20.10");
    one.replace(HOST, Type.A, 300, "10.10.20.12");
    assertThat(update(one)).isEqualTo(Rcode.NXRRSET);
    var both = new Update(ZONE);
    both.present(HOST, Type.A, "10.10.20.10");
    both.present(HOST, Type.A, "10.10.20.11");
    both.replace(HOST, Type.A, 300, "10.10.20.12");
    assertThat(update(both)).isEqualTo(Rcode.NOERROR);
    assertThat(records(HOST, Type.A)).containsExactly("300 10.10.20.12");
  }

  @Test
  void rows_9_to_11_an_alias_conflict_is_ignored_without_a_word() throws Exception {
    update(create("10.10.20.10"));
    var alias = new Update(ZONE);
    alias.add(HOST, Type.CNAME, 300, "ns.otta.zone.");
    assertThat(update(alias)).isEqualTo(Rcode.NOERROR);
    assertThat(records(HOST, Type.A)).containsExactly("300 10.10.20.10");
    Name other = Name.fromConstantString("alias.otta.zone.");
    var fresh = new Update(ZONE);
    fresh.add(other, Type.CNAME, 300, "ns.otta.zone.");
    assertThat(update(fresh)).isEqualTo(Rcode.NOERROR);
    var address = new Update(ZONE);
    address.add(other, Type.A, 300, "10.10.20.10");
    assertThat(update(address)).isEqualTo(Rcode.NOERROR);
    assertThat(records(other, Type.CNAME)).containsExactly("300 ns.otta.zone.");
    var guarded = new Update(ZONE);
    guarded.absent(other, Type.CNAME);
    guarded.add(other, Type.A, 300, "10.10.20.10");
    assertThat(update(guarded)).isEqualTo(Rcode.YXRRSET);
  }

  @Test
  void rows_13_to_15_only_the_owner_deletes() throws Exception {
    update(create("10.10.20.10"));
    var foreign = new Update(ZONE);
    foreign.present(HOST, Type.TXT, "\"owner=other\"");
    foreign.delete(HOST, Type.A);
    assertThat(update(foreign)).isEqualTo(Rcode.NXRRSET);
    assertThat(records(HOST, Type.A)).hasSize(1);
    var own = new Update(ZONE);
    own.present(HOST, Type.TXT, "\"owner=ralf\"");
    own.delete(HOST, Type.A);
    assertThat(update(own)).isEqualTo(Rcode.NOERROR);
    assertThat(records(HOST, Type.A)).isEmpty();
    var again = new Update(ZONE);
    again.delete(HOST, Type.A);
    assertThat(update(again)).isEqualTo(Rcode.NOERROR);
  }

  @Test
  void rows_16_to_19_the_zone_must_fit() throws Exception {
    Name pointer = Name.fromConstantString("10.20.10.10.in-addr.arpa.");
    var reverse = new Update(REVERSE);
    reverse.add(pointer, Type.PTR, 300, "postgres.otta.zone.");
    assertThat(update(reverse)).isEqualTo(Rcode.NOERROR);
    assertThat(records(pointer, Type.PTR)).containsExactly("300 postgres.otta.zone.");
    var wrong = new Update(ZONE);
    wrong.add(pointer, Type.PTR, 300, "postgres.otta.zone.");
    assertThat(update(wrong)).isEqualTo(Rcode.NOTZONE);
    assertThat(update(new Update(Name.fromConstantString("example.org."))))
        .isEqualTo(Rcode.NOTAUTH);
    assertThat(update(new Update(Name.fromConstantString("sub.otta.zone."))))
        .isEqualTo(Rcode.NOTAUTH);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void rows_20_to_24_who_may_not(boolean tcp) throws Exception {
    assertThat(send(create("10.10.20.10"), null, tcp).getRcode()).isEqualTo(Rcode.REFUSED);
    assertThat(refused(key("ralf.", TSIG.HMAC_SHA256, new byte[] {1, 2, 3}), tcp))
        .isEqualTo(Rcode.BADSIG);
    assertThat(refused(key("other.", TSIG.HMAC_SHA256, SECRET), tcp)).isEqualTo(Rcode.BADKEY);
    assertThat(refused(key("ralf.", TSIG.HMAC_SHA512, SECRET), tcp)).isEqualTo(Rcode.BADKEY);
    var late =
        new TSIG(
            TSIG.HMAC_SHA256,
            Name.fromConstantString("ralf."),
            new javax.crypto.spec.SecretKeySpec(SECRET, "HmacSHA256"),
            Clock.offset(Clock.systemUTC(), Duration.ofHours(-1)));
    assertThat(refused(late, tcp)).isEqualTo(Rcode.BADTIME);
    assertThat(records(HOST, Type.A)).isEmpty();
  }

  private int refused(TSIG key, boolean tcp) throws IOException {
    Message answer = send(create("10.10.20.10"), key, tcp);
    assertThat(answer.getRcode()).isEqualTo(Rcode.NOTAUTH);
    int error = answer.getTSIG().getError();
    assertThat(answer.isVerified())
        .isEqualTo(error == Rcode.BADTIME); // only that one can be signed
    return error;
  }

  @Test
  void a_long_answer_is_cut_over_udp_and_whole_over_tcp() throws Exception {
    var many = new Update(ZONE);
    for (int i = 1; i <= 100; i++) {
      many.add(HOST, Type.A, 300, "10.10.21." + i);
    }
    assertThat(update(many)).isEqualTo(Rcode.NOERROR);
    SimpleResolver udp = resolver(false);
    udp.setIgnoreTruncation(true);
    Message cut = udp.send(Message.newQuery(Record.newRecord(HOST, Type.A, DClass.IN)));
    assertThat(cut.getHeader().getFlag(Flags.TC)).isTrue();
    assertThat(records(HOST, Type.A)).hasSize(100);
  }

  @Test
  void junk_is_left_without_an_answer_and_hurts_nobody() throws Exception {
    try (var socket = new DatagramSocket(0, claim.net().bindAddress("10.10.0.9"))) {
      for (byte[] junk :
          List.of(new byte[0], new byte[5], new byte[600], "GET / HTTP/1.1\r\n".getBytes())) {
        socket.send(
            new DatagramPacket(
                junk, junk.length, claim.net().bindAddress("10.10.0.1"), dns.port()));
      }
    }
    var left = new ArrayList<Socket>();
    for (int i = 0; i < 20; i++) {
      var socket = new Socket(claim.net().bindAddress("10.10.0.1"), dns.port());
      socket.getOutputStream().write(new byte[] {0, 9, 1, 2, 3});
      left.add(socket);
    }
    assertThat(update(create("10.10.20.10"))).isEqualTo(Rcode.NOERROR);
    for (Socket socket : left) {
      socket.close();
    }
  }
}
