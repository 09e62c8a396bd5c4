package zone.otta.ralf.dns.rfc2136;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TSIGRecord;
import org.xbill.DNS.Type;
import org.xbill.DNS.Update;
import zone.otta.ralf.dns.DnsServer;
import zone.otta.ralf.dns.server.Keys;
import zone.otta.ralf.dns.server.ServerStage;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.site.DnsEndpoint;
import zone.otta.ralf.testkit.golden.Golden;

/** The words for each answer that is no success. */
class RefusalsTest {
  private static final DnsEndpoint.Rfc2136 ENDPOINT = ServerStage.endpoint(53);
  private static final Refusals REFUSALS =
      new Refusals(new DnsServer(ENDPOINT.primary(), true), ENDPOINT);

  /** An answer's code, the error in its signature, and whether it is signed with our key. */
  record Said(int rcode, int error, boolean signed) {
    @Override
    public String toString() {
      return Rcode.string(rcode)
          + (error == 0 ? "" : " " + Rcode.TSIGstring(error))
          + (signed ? " signed" : " unsigned");
    }
  }

  private static final List<Said> ALL =
      List.of(
          new Said(Rcode.YXDOMAIN, 0, true),
          new Said(Rcode.YXRRSET, 0, true),
          new Said(Rcode.NXDOMAIN, 0, true),
          new Said(Rcode.NXRRSET, 0, true),
          new Said(Rcode.REFUSED, 0, true),
          new Said(Rcode.REFUSED, 0, false),
          new Said(Rcode.NOTAUTH, Rcode.BADKEY, false),
          new Said(Rcode.NOTAUTH, Rcode.BADSIG, false),
          new Said(Rcode.NOTAUTH, Rcode.BADTIME, false),
          new Said(Rcode.NOTAUTH, 0, true),
          new Said(Rcode.NOTAUTH, 0, false),
          new Said(Rcode.NOTZONE, 0, true),
          new Said(Rcode.NOTIMP, 0, false),
          new Said(Rcode.SERVFAIL, 0, true),
          new Said(Rcode.FORMERR, 0, false));

  @Test
  void every_answer_has_its_words() {
    String text = ALL.stream().map(RefusalsTest::shown).collect(Collectors.joining("\n"));
    Golden.assertEquals(Path.of("src/test/resources/golden/refusals.txt"), text);
  }

  @Test
  void what_is_in_the_way_is_a_conflict_and_what_is_forbidden_a_refusal() {
    assertThat(Stream.of(Rcode.YXDOMAIN, Rcode.NXRRSET).map(r -> of(new Said(r, 0, true)).fault()))
        .containsOnly(Fault.CONFLICT);
    assertThat(of(new Said(Rcode.NOTAUTH, 0, false)).fault()).isEqualTo(Fault.REFUSED);
    assertThat(of(new Said(Rcode.SERVFAIL, 0, true)).fault()).isEqualTo(Fault.NOT_UNDERSTOOD);
  }

  @Test
  void a_signed_refusal_does_not_send_anybody_to_look_for_a_wrong_key() {
    String signed = of(new Said(Rcode.REFUSED, 0, true)).help().orElseThrow().en();
    String unsigned = of(new Said(Rcode.REFUSED, 0, false)).help().orElseThrow().en();
    assertThat(signed).startsWith("key and clock are right").contains("alias");
    assertThat(unsigned).contains("no key", "secret", "clocks", "allow-dnsupdate-from");
  }

  private static String shown(Said said) {
    PortException e = of(said);
    String help = "  %s\n  %s\n".formatted(e.help().orElseThrow().en(), e.help().get().de());
    return "%s: %s %s\n  %s\n  %s\n"
            .formatted(said, e.fault(), e.code().id(), e.what().en(), e.what().de())
        + help;
  }

  private static PortException of(Said said) {
    try {
      Update update = new Update(Name.fromConstantString("otta.zone."));
      Name name = Name.fromConstantString("db.otta.zone.");
      update.absent(name);
      update.add(name, Type.A, 300, "10.10.20.10");
      return REFUSALS.rejected(update, answer(said, update));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Message answer(Said said, Update update) throws IOException {
    TSIG key = Keys.RALF.tsig();
    key.apply(update, null);
    Message answer = new Message(update.getHeader().getID());
    answer.getHeader().setOpcode(Opcode.UPDATE);
    answer.getHeader().setRcode(said.rcode());
    if (said.signed()) {
      answer.setTSIG(key, said.error(), update.getTSIG());
    } else if (said.error() != Rcode.NOERROR) {
      answer.addRecord(unsigned(said.error(), update.getTSIG()), Section.ADDITIONAL);
    }
    byte[] wire = answer.toWire(0xffff);
    Message received = new Message(wire);
    key.verify(received, wire, update.getTSIG());
    assertThat(received.isVerified()).isEqualTo(said.signed());
    return received;
  }

  /** As a server answers that has no key to sign with. */
  private static TSIGRecord unsigned(int error, TSIGRecord asked) {
    byte[] none = new byte[0];
    return new TSIGRecord(
        asked.getName(),
        DClass.ANY,
        0,
        asked.getAlgorithm(),
        asked.getTimeSigned(),
        asked.getFudge(),
        none,
        asked.getOriginalID(),
        error,
        none);
  }
}
