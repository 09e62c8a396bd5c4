package zone.otta.ralf.dns.rfc2136;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.TSIGRecord;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.site.DnsEndpoint;

/**
 * What may lie behind an answer that is no success. Servers say it more or less exactly: BIND names
 * what is wrong with a key; Knot calls a key unknown, too, that no acl lets do this; PowerDNS
 * refuses all of it. A verified refusal proves that key and clock are right.
 */
final class Causes {
  private final DnsEndpoint.Rfc2136 endpoint;

  Causes(DnsEndpoint.Rfc2136 endpoint) {
    this.endpoint = endpoint;
  }

  /**
   * @param zone that the update spoke of
   */
  Text of(Message answer, Name zone) {
    TSIGRecord tsig = answer.getTSIG();
    return switch (tsig == null ? Rcode.NOERROR : tsig.getError()) {
      case Rcode.BADKEY -> unknownKey();
      case Rcode.BADSIG -> otherSecret();
      case Rcode.BADTIME -> clocks(answer);
      default -> byCode(answer, zone);
    };
  }

  private Text unknownKey() {
    String key = endpoint.keyName() + " with " + endpoint.algorithm();
    String schluessel = endpoint.keyName() + " mit " + endpoint.algorithm();
    return Text.of(
        "the server has no key "
            + key
            + ": compare name and algorithm; Knot says the same if no acl lets this key change this"
            + " name from this machine",
        "Der Server hat keinen Schlüssel "
            + schluessel
            + ": Namen und Verfahren vergleichen; Knot sagt dasselbe, wenn keine acl diesen Schlüssel"
            + " von dieser Maschine aus diesen Namen ändern lässt");
  }

  private Text otherSecret() {
    return Text.of(
        "the secret "
            + endpoint.secret()
            + " is not that of the server's key "
            + endpoint.keyName(),
        "Das Geheimnis "
            + endpoint.secret()
            + " ist nicht das des Schlüssels "
            + endpoint.keyName()
            + " auf dem Server");
  }

  private static Text clocks(Message answer) {
    Optional<Instant> theirs = answer.isVerified() ? serverTime(answer) : Optional.empty();
    return Text.of(
        "the clocks differ by more than 300 s"
            + theirs.map(t -> " (the server's shows " + t + ")").orElse("")
            + ": set this machine's and the server's clock",
        "Die Uhren gehen um mehr als 300 s auseinander"
            + theirs.map(t -> " (die des Servers zeigt " + t + ")").orElse("")
            + ": die Uhr dieser Maschine und des Servers stellen");
  }

  /** Six octets, seconds since 1970 (RFC 8945 section 5.2.3). */
  private static Optional<Instant> serverTime(Message answer) {
    TSIGRecord tsig = answer.getTSIG();
    byte[] time = tsig == null ? new byte[0] : tsig.getOther();
    return time != null && time.length == 6
        ? Optional.of(Instant.ofEpochSecond(new BigInteger(1, time).longValueExact()))
        : Optional.empty();
  }

  private Text byCode(Message answer, Name zone) {
    return switch (answer.getRcode()) {
      case Rcode.NOTZONE ->
          Text.of(
              "the name lies outside the zone "
                  + zone
                  + ": correct zone or reverse zone in ralf.yaml",
              "Der Name liegt außerhalb der Zone "
                  + zone
                  + ": Zone oder Rückwärtszone in ralf.yaml berichtigen");
      case Rcode.NOTIMP ->
          Text.of("this server takes no updates", "Dieser Server nimmt keine Änderungen an");
      case Rcode.NOTAUTH ->
          Text.of(
              "this server is not the primary of that zone, "
                  + zone
                  + ": correct zone or server in ralf.yaml",
              "Dieser Server ist nicht der Primary dieser Zone, "
                  + zone
                  + ": Zone oder Server in ralf.yaml berichtigen");
      case Rcode.REFUSED -> answer.isVerified() ? rights() : keyOrClock();
      case Rcode.SERVFAIL ->
          Text.of(
              "see the server's log; BIND needs the right to write beside the zone file, PowerDNS"
                  + " answers so for a zone that it only copies",
              "Im Protokoll des Servers nachsehen; BIND muss neben der Zonendatei schreiben dürfen,"
                  + " PowerDNS antwortet so bei einer Zone, die es nur kopiert");
      default ->
          Text.of(
              "see the server's log; whether it was carried out must be looked up",
              "Im Protokoll des Servers nachsehen; ob es ausgeführt wurde, muss nachgesehen werden");
    };
  }

  private Text rights() {
    String key = endpoint.keyName();
    return Text.of(
        "key and clock are right. BIND: no update-policy lets "
            + key
            + " change this name, or the zone is only a copy there; PowerDNS: dnsupdate is off,"
            + " allow-dnsupdate-from leaves this machine out, TSIG-ALLOW-DNSUPDATE of the zone does not"
            + " name the key, or the name is an alias; Technitium: the zone's update policies",
        "Schlüssel und Uhr stimmen. BIND: keine update-policy lässt "
            + key
            + " diesen Namen ändern, oder die Zone ist dort nur eine Kopie; PowerDNS: dnsupdate ist aus,"
            + " allow-dnsupdate-from lässt diese Maschine aus, TSIG-ALLOW-DNSUPDATE der Zone nennt den"
            + " Schlüssel nicht, oder der Name ist ein Alias; Technitium: die Update-Regeln der Zone");
  }

  private Text keyOrClock() {
    String key = endpoint.keyName();
    return Text.of(
        "PowerDNS does not say which: it has no key "
            + key
            + " with "
            + endpoint.algorithm()
            + ", the secret "
            + endpoint.secret()
            + " is another, the clocks differ by more than 300 s, or allow-dnsupdate-from leaves this"
            + " machine out",
        "PowerDNS sagt nicht, was davon: es hat keinen Schlüssel "
            + key
            + " mit "
            + endpoint.algorithm()
            + ", das Geheimnis "
            + endpoint.secret()
            + " ist ein anderes, die Uhren gehen um mehr als 300 s auseinander, oder"
            + " allow-dnsupdate-from lässt diese Maschine aus");
  }
}
