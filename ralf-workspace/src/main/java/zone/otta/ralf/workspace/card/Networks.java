package zone.otta.ralf.workspace.card;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zone.otta.ralf.diagnostics.CardPath;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.site.Ipv4Address;
import zone.otta.ralf.site.Ipv4Network;

/** Networks and addresses in a sentence. */
final class Networks {
  private static final Pattern IPV4 =
      Pattern.compile("(?<![\\d.])\\d{1,3}(?:\\.\\d{1,3}){3}(?:/\\d{1,3})?(?![\\d/])");
  private static final Pattern IPV6 =
      Pattern.compile("(?<![\\w:])[0-9a-fA-F]{0,4}:[0-9a-fA-F:]{1,40}/\\d{1,3}");

  private Networks() {}

  /** A single address counts as a network of one. What is no network of IPv4 becomes a finding. */
  static List<Ipv4Network> find(Reading reading, CardPath around, Passage line) {
    var networks = new ArrayList<Ipv4Network>();
    Matcher matcher = IPV4.matcher(line.text());
    while (matcher.find()) {
      Optional<Ipv4Network> network = parse(matcher.group());
      network.ifPresentOrElse(networks::add, () -> unreadable(reading, around, line, matcher));
    }
    Matcher six = IPV6.matcher(line.text());
    while (six.find()) {
      unreadable(reading, around, line, six);
    }
    return networks;
  }

  private static Optional<Ipv4Network> parse(String text) {
    return text.indexOf('/') < 0
        ? Ipv4Address.parse(text).map(a -> new Ipv4Network(a, 32))
        : Ipv4Network.parse(text);
  }

  private static void unreadable(Reading reading, CardPath around, Passage line, Matcher matcher) {
    CardPath path = reading.remark(around, line.range(matcher.start(), matcher.end()));
    reading.add(
        Finding.blocker(
                "RALF-C014",
                Text.of(
                    matcher.group() + " is not an IPv4 network",
                    matcher.group() + " ist kein IPv4-Netz"))
            .at(path)
            .label(
                Text.of(
                    "expected: octets up to 255 and no bits behind the prefix",
                    "erwartet: Oktette bis 255 und keine Bits hinter dem Präfix")));
  }
}
