package zone.otta.ralf.dns.rfc2136;

import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.TSIGRecord;
import org.xbill.DNS.Update;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.dns.DnsServer;
import zone.otta.ralf.dns.NoAnswer;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.site.DnsEndpoint;

/**
 * What an answer other than a verified NOERROR means. An error is believed unsigned, since a server
 * cannot sign with a key it does not have (RFC 8945 section 5.3.2); success never is.
 */
final class Refusals {
  private final DnsServer server;
  private final Causes causes;

  Refusals(DnsServer server, DnsEndpoint.Rfc2136 endpoint) {
    this.server = server;
    this.causes = new Causes(endpoint);
  }

  PortException rejected(Update update, Message answer) {
    Text what = Updates.describe(update);
    int rcode = answer.getRcode();
    return switch (rcode) {
      case Rcode.YXDOMAIN, Rcode.YXRRSET -> taken(what, rcode);
      case Rcode.NXDOMAIN, Rcode.NXRRSET -> changed(what, rcode);
      case Rcode.REFUSED, Rcode.NOTAUTH, Rcode.NOTZONE, Rcode.NOTIMP -> refused(update, answer);
      default -> strange(update, answer);
    };
  }

  private PortException taken(Text what, int rcode) {
    return new PortException(
        Fault.CONFLICT,
        "RALF-W022",
        Text.of(
            "cannot register " + what.en() + ": the name is in use (" + Rcode.string(rcode) + ")",
            what.de()
                + " lässt sich nicht eintragen: der Name ist belegt ("
                + Rcode.string(rcode)
                + ")"),
        Text.of(
            "somebody registered it since RALF looked; nothing was changed. Look at the record, then"
                + " plan again",
            "Jemand hat ihn eingetragen, seit RALF nachsah; es wurde nichts geändert. Den Eintrag"
                + " ansehen, dann neu planen"));
  }

  private PortException changed(Text what, int rcode) {
    return new PortException(
        Fault.CONFLICT,
        "RALF-W022",
        Text.of(
            "cannot replace by " + what.en() + ": the record changed (" + Rcode.string(rcode) + ")",
            what.de()
                + " kann nichts ersetzen: der Eintrag hat sich geändert ("
                + Rcode.string(rcode)
                + ")"),
        Text.of(
            "it is no longer what RALF saw; nothing was changed. Look at the record, then plan again",
            "Er ist nicht mehr, was RALF gesehen hat; es wurde nichts geändert. Den Eintrag ansehen,"
                + " dann neu planen"));
  }

  private PortException refused(Update update, Message answer) {
    Text what = Updates.describe(update);
    int rcode = answer.getRcode();
    String error = Rcode.string(rcode) + tsigError(answer);
    return new PortException(
        Fault.REFUSED,
        "RALF-W021",
        Text.of(
            "the DNS server " + server.name() + " refused " + what.en() + ": " + error,
            "der DNS-Server " + server.name() + " verweigerte " + what.de() + ": " + error),
        causes.of(answer, Updates.zone(update)));
  }

  private static String tsigError(Message answer) {
    TSIGRecord tsig = answer.getTSIG();
    return tsig == null || tsig.getError() == Rcode.NOERROR
        ? ""
        : ", " + Rcode.TSIGstring(tsig.getError());
  }

  private PortException strange(Update update, Message answer) {
    Text what = Updates.describe(update);
    int rcode = answer.getRcode();
    return new PortException(
        Fault.NOT_UNDERSTOOD,
        "RALF-W023",
        Text.of(
            "the DNS server "
                + server.name()
                + " answered "
                + Rcode.string(rcode)
                + " to "
                + what.en(),
            "der DNS-Server "
                + server.name()
                + " antwortete "
                + Rcode.string(rcode)
                + " auf "
                + what.de()),
        causes.of(answer, Updates.zone(update)));
  }

  PortException unverified(Update update) {
    Text what = Updates.describe(update);
    return new PortException(
        Fault.UNREACHABLE,
        "RALF-W023",
        Text.of(
            "an answer to "
                + what.en()
                + " says it succeeded, but does not carry the server's signature",
            "eine Antwort auf "
                + what.de()
                + " meldet Erfolg, trägt aber nicht die Unterschrift des Servers"),
        Text.of(
            "it may be forged: the outcome is unknown; RALF looks at the record before it acts again",
            "Sie kann gefälscht sein: der Ausgang ist unbekannt; RALF sieht den Eintrag an, bevor es"
                + " wieder handelt"));
  }

  PortException silent(Update update, NoAnswer why) {
    Text what = Updates.describe(update);
    return new PortException(
        Fault.UNREACHABLE,
        "RALF-W020",
        Text.of(
            what.en() + " was sent to " + server.name() + ", but: " + why.why().en(),
            what.de() + " ging an " + server.name() + ", aber: " + why.why().de()),
        why.sent()
            ? Text.of(
                "the outcome is unknown; RALF looks at the record before it acts again",
                "Der Ausgang ist unbekannt; RALF sieht den Eintrag an, bevor es wieder handelt")
            : Text.of(
                "nothing was sent: check that the server runs and its TCP port is reachable",
                "Es wurde nichts gesendet: prüfen, ob der Server läuft und sein TCP-Port erreichbar ist"));
  }

  PortException differs(Update update, String seen) {
    Text what = Updates.describe(update);
    return new PortException(
        Fault.NOT_UNDERSTOOD,
        "RALF-W023",
        Text.of(
            server.name() + " accepted " + what.en() + ", but reading it back shows " + seen,
            server.name() + " nahm " + what.de() + " an, aber beim Zurücklesen zeigt sich " + seen),
        Text.of(
            "somebody else may write to this zone; look at the record, then plan again",
            "Vielleicht schreibt noch jemand in diese Zone; den Eintrag ansehen, dann neu planen"));
  }
}
