package zone.otta.ralf.workspace.card;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zone.otta.ralf.card.Exposure;
import zone.otta.ralf.card.Port;
import zone.otta.ralf.card.Port.Protocol;
import zone.otta.ralf.diagnostics.CardPath;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.site.Ipv4Network;

/**
 * The lines under "Ports": {@code 5432/tcp}, the network it is open to, and statements on the WAN.
 */
final class PortLines {
  private static final Pattern PORT =
      Pattern.compile("(?<![\\d.-])(\\d{1,7})\\s?/\\s?(tcp|udp)\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern BARE =
      Pattern.compile("^`?(\\d{1,7}(?:\\s?-\\s?\\d{1,7})?)(?![\\d.])`?");
  private static final Text EXPECTED = Text.same("`5432/tcp`, 1..65535");

  private final Reading reading;
  private final List<Port> ports = new ArrayList<>();
  private Exposure exposure = Exposure.UNSTATED;

  PortLines(Reading reading) {
    this.reading = reading;
  }

  void line(Passage line) {
    Exposure said = Publicity.of(line.text());
    if (said != Exposure.UNSTATED) {
      exposure(said, line);
    }
    boolean found = ports(line);
    if (!found) {
      unknown(line, said);
    }
  }

  private void exposure(Exposure said, Passage line) {
    if (said == Exposure.PUBLIC && exposure != Exposure.PUBLIC) {
      reading.mark(CardPath.EXPOSURE, line.whole());
    }
    exposure = exposure == Exposure.PUBLIC ? exposure : said;
  }

  private boolean ports(Passage line) {
    Matcher matcher = PORT.matcher(line.text());
    boolean found = false;
    while (matcher.find()) {
      if (!found) {
        networks = Networks.find(reading, CardPath.PORTS, line);
      }
      found = true;
      port(line, matcher);
    }
    return found;
  }

  /** The networks of the line at hand. */
  private List<Ipv4Network> networks = List.of();

  private void port(Passage line, Matcher matcher) {
    int number = Integer.parseInt(matcher.group(1));
    Passage.Range range = line.range(matcher.start(), matcher.end());
    if (number < 1 || number > 65535) {
      unreadable(range);
      return;
    }
    Protocol protocol = Protocol.valueOf(matcher.group(2).toUpperCase(Locale.ROOT));
    List<Optional<Ipv4Network>> open =
        networks.isEmpty()
            ? List.of(Optional.empty())
            : networks.stream().map(Optional::of).toList();
    for (Optional<Ipv4Network> from : open) {
      reading.next(CardPath.PORTS, range);
      ports.add(new Port(number, protocol, from, line.prose()));
    }
  }

  private void unknown(Passage line, Exposure said) {
    Matcher bare = BARE.matcher(line.text());
    if (bare.find()) {
      unreadable(line.range(bare.start(), bare.end()));
    } else if (said == Exposure.UNSTATED && !internal(line)) {
      CardPath path = reading.remark(CardPath.PORTS, line.whole());
      reading.add(Remarks.notUnderstood(path, Text.same("Ports")));
    }
  }

  private void unreadable(Passage.Range range) {
    CardPath path = reading.remark(CardPath.PORTS, range);
    reading.add(Remarks.unreadable(path, "Ports", EXPECTED));
  }

  private static boolean internal(Passage line) {
    String folded = Words.fold(line.text());
    return folded.contains("intern") || folded.contains("****");
  }

  List<Port> ports() {
    return ports;
  }

  Exposure exposure() {
    return exposure;
  }
}
