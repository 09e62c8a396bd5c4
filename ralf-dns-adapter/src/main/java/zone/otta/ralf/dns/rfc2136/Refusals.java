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
  private final DnsEndpoint.Rfc2136 endpoint;

  Refusals(DnsServer server, DnsEndpoint.Rfc2136 endpoint) {
    this.server = server;
    this.endpoint = endpoint;
  }

  PortException rejected(Update update, Message answer) {
    String what = Updates.describe(update);
    int rcode = answer.getRcode();
    return switch (rcode) {
      case Rcode.YXDOMAIN, Rcode.YXRRSET -> taken(what, rcode);
      case Rcode.NXDOMAIN, Rcode.NXRRSET -> changed(what, rcode);
      case Rcode.REFUSED, Rcode.NOTAUTH, Rcode.NOTZONE, Rcode.NOTIMP ->
          refused(what, rcode, answer);
      default -> strange(what, rcode);
    };
  }

  private PortException taken(String what, int rcode) {
    return new PortException(
        Fault.CONFLICT,
        "RALF-W022",
        Text.of(
            "cannot register " + what + ": the name is in use (" + Rcode.string(rcode) + ")",
            what
                + " lässt sich nicht eintragen: der Name ist belegt ("
                + Rcode.string(rcode)
                + ")"),
        Text.of(
            "somebody registered it since RALF looked; nothing was changed. Look at the record, then"
                + " plan again",
            "Jemand hat ihn eingetragen, seit RALF nachsah; es wurde nichts geändert. Den Eintrag"
                + " ansehen, dann neu planen"));
  }

  private PortException changed(String what, int rcode) {
    return new PortException(
        Fault.CONFLICT,
        "RALF-W022",
        Text.of(
            "cannot replace by " + what + ": the record changed (" + Rcode.string(rcode) + ")",
            what
                + " kann nichts ersetzen: der Eintrag hat sich geändert ("
                + Rcode.string(rcode)
                + ")"),
        Text.of(
            "it is no longer what RALF saw; nothing was changed. Look at the record, then plan again",
            "Er ist nicht mehr, was RALF gesehen hat; es wurde nichts geändert. Den Eintrag ansehen,"
                + " dann neu planen"));
  }

  private PortException refused(String what, int rcode, Message answer) {
    String error = Rcode.string(rcode) + tsigError(answer);
    return new PortException(
        Fault.REFUSED,
        "RALF-W021",
        Text.of(
            "the DNS server " + server.name() + " refused " + what + ": " + error,
            "der DNS-Server " + server.name() + " verweigerte " + what + ": " + error),
        cure(rcode, answer));
  }

  private static String tsigError(Message answer) {
    TSIGRecord tsig = answer.getTSIG();
    return tsig == null || tsig.getError() == Rcode.NOERROR
        ? ""
        : ", " + Rcode.TSIGstring(tsig.getError());
  }

  private Text cure(int rcode, Message answer) {
    TSIGRecord tsig = answer.getTSIG();
    int error = tsig == null ? Rcode.NOERROR : tsig.getError();
    String key = endpoint.keyName();
    return switch (error) {
      case Rcode.BADKEY ->
          Text.of(
              "the server has no key "
                  + key
                  + " with "
                  + endpoint.algorithm()
                  + ": compare name and algorithm",
              "Der Server hat keinen Schlüssel "
                  + key
                  + " mit "
                  + endpoint.algorithm()
                  + ": Namen und Verfahren vergleichen");
      case Rcode.BADSIG ->
          Text.of(
              "the secret " + endpoint.secret() + " is not that of the server's key " + key,
              "Das Geheimnis "
                  + endpoint.secret()
                  + " ist nicht das des Schlüssels "
                  + key
                  + " auf dem Server");
      case Rcode.BADTIME ->
          Text.of(
              "the clocks differ by more than 300 s: set this machine's and the server's clock",
              "Die Uhren gehen um mehr als 300 s auseinander: die Uhr dieser Maschine und des Servers stellen");
      default -> policy(rcode, key);
    };
  }

  private static Text policy(int rcode, String key) {
    return switch (rcode) {
      case Rcode.NOTZONE ->
          Text.of(
              "the name lies outside the zone: correct zone or reverse zone in ralf.yaml",
              "Der Name liegt außerhalb der Zone: Zone oder Rückwärtszone in ralf.yaml berichtigen");
      case Rcode.NOTIMP ->
          Text.of("this server takes no updates", "Dieser Server nimmt keine Änderungen an");
      case Rcode.NOTAUTH ->
          Text.of(
              "this server is not the primary of that zone: correct zone or server in ralf.yaml",
              "Dieser Server ist nicht der Primary dieser Zone: Zone oder Server in ralf.yaml berichtigen");
      default ->
          Text.of(
              "three causes are common: key "
                  + key
                  + " may not change this name (update-policy),"
                  + " key name or secret differ, the clocks differ; PowerDNS also refuses a name that"
                  + " is an alias",
              "Drei Ursachen sind üblich: Schlüssel "
                  + key
                  + " darf diesen Namen nicht ändern"
                  + " (update-policy), Schlüsselname oder Geheimnis weichen ab, die Uhren weichen ab;"
                  + " PowerDNS lehnt auch einen Namen ab, der ein Alias ist");
    };
  }

  private PortException strange(String what, int rcode) {
    return new PortException(
        Fault.NOT_UNDERSTOOD,
        "RALF-W023",
        Text.of(
            "the DNS server " + server.name() + " answered " + Rcode.string(rcode) + " to " + what,
            "der DNS-Server "
                + server.name()
                + " antwortete "
                + Rcode.string(rcode)
                + " auf "
                + what),
        Text.of(
            "see the server's log; whether it was carried out must be looked up",
            "Im Protokoll des Servers nachsehen; ob es ausgeführt wurde, muss nachgesehen werden"));
  }

  PortException unverified(Update update) {
    String what = Updates.describe(update);
    return new PortException(
        Fault.UNREACHABLE,
        "RALF-W023",
        Text.of(
            "an answer to "
                + what
                + " says it succeeded, but does not carry the server's signature",
            "eine Antwort auf "
                + what
                + " meldet Erfolg, trägt aber nicht die Unterschrift des Servers"),
        Text.of(
            "it may be forged: the outcome is unknown; RALF looks at the record before it acts again",
            "Sie kann gefälscht sein: der Ausgang ist unbekannt; RALF sieht den Eintrag an, bevor es"
                + " wieder handelt"));
  }

  PortException silent(Update update, NoAnswer why) {
    String what = Updates.describe(update);
    return new PortException(
        Fault.UNREACHABLE,
        "RALF-W020",
        Text.of(
            what + " was sent to " + server.name() + ", but: " + why.why().en(),
            what + " ging an " + server.name() + ", aber: " + why.why().de()),
        why.sent()
            ? Text.of(
                "the outcome is unknown; RALF looks at the record before it acts again",
                "Der Ausgang ist unbekannt; RALF sieht den Eintrag an, bevor es wieder handelt")
            : Text.of(
                "nothing was sent: check that the server runs and its TCP port is reachable",
                "Es wurde nichts gesendet: prüfen, ob der Server läuft und sein TCP-Port erreichbar ist"));
  }

  PortException differs(Update update, String seen) {
    String what = Updates.describe(update);
    return new PortException(
        Fault.NOT_UNDERSTOOD,
        "RALF-W023",
        Text.of(
            server.name() + " accepted " + what + ", but reading it back shows " + seen,
            server.name() + " nahm " + what + " an, aber beim Zurücklesen zeigt sich " + seen),
        Text.of(
            "somebody else may write to this zone; look at the record, then plan again",
            "Vielleicht schreibt noch jemand in diese Zone; den Eintrag ansehen, dann neu planen"));
  }
}
