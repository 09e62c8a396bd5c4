package zone.otta.ralf.smoke;

import java.util.ArrayList;
import java.util.List;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.gate.Verdict;
import zone.otta.ralf.port.Resolution;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.Ipv4Address;

/**
 * Judges what the site's resolvers say of a name. What one only remembers passes by itself: that is
 * told with its time instead of being waited for.
 */
public final class ResolvedName {
  private final DnsName name;
  private final Ipv4Address address;
  private Verdict verdict = Verdict.OK;
  private final List<String> right = new ArrayList<>();
  private final List<Text> wrong = new ArrayList<>();

  private ResolvedName(DnsName name, Ipv4Address address) {
    this.name = name;
    this.address = address;
  }

  /**
   * BLOCKER: a client gets nowhere. WARNUNG: it will, once a memory has ended; or only the service
   * itself cannot find its name.
   *
   * @param inside what the container's own nameserver says: {@code ADDRESS STREAM NAME} and more
   * @param remarks what the name server's adapter has to say of its changes
   */
  public static SmokeResult judge(
      DnsName name,
      Ipv4Address address,
      List<Resolution> resolutions,
      List<String> inside,
      List<Finding> remarks) {
    var judged = new ResolvedName(name, address);
    resolutions.forEach(judged::look);
    judged.fromInside(inside);
    remarks.forEach(judged::remark);
    return new SmokeResult(SmokeCheck.NAME, judged.verdict, judged.detail(resolutions.size()));
  }

  private void fromInside(List<String> lines) {
    List<String> addresses = lines.stream().map(l -> l.split(" ", 2)[0]).distinct().toList();
    if (!addresses.equals(List.of(address.toString()))) {
      verdict = verdict.and(Verdict.WARNUNG);
      String seen = addresses.isEmpty() ? "-" : String.join(", ", addresses);
      wrong.add(
          Text.of(
              "inside the container: " + seen + "; see its /etc/resolv.conf",
              "im Container: " + seen + "; siehe dessen /etc/resolv.conf"));
    }
  }

  private void remark(Finding remark) {
    verdict = verdict.and(Verdict.of(List.of(remark)));
    wrong.add(remark.summary());
  }

  private void look(Resolution resolution) {
    switch (resolution) {
      case Resolution.Answered a -> {
        if (a.addresses().equals(List.of(address))) {
          right.add(a.resolver());
        } else {
          wrong(a);
        }
      }
      case Resolution.NoSuchName n -> missing(n);
      case Resolution.Silent s -> {
        verdict = Verdict.BLOCKER;
        wrong.add(s.why().summary());
      }
    }
  }

  private void wrong(Resolution.Answered a) {
    boolean passes = !a.authoritative() && a.seconds() > 0;
    verdict = verdict.and(passes ? Verdict.WARNUNG : Verdict.BLOCKER);
    String what = a.resolver() + ": " + name + " -> " + a.addresses();
    wrong.add(
        passes
            ? Text.of(
                what + ", remembered for " + a.seconds() + " s more",
                what + ", noch " + a.seconds() + " s aus dem Gedächtnis")
            : Text.same(what));
  }

  private void missing(Resolution.NoSuchName n) {
    boolean elsewhere = n.zone().filter(z -> z.contains(".")).isEmpty();
    boolean passes = !n.authoritative() && !elsewhere && n.seconds() > 0;
    verdict = verdict.and(passes ? Verdict.WARNUNG : Verdict.BLOCKER);
    String en = n.resolver() + ": " + name + " does not exist";
    String de = n.resolver() + ": " + name + " gibt es nicht";
    if (passes) {
      wrong.add(
          Text.of(
              en + "; it remembers that for " + n.seconds() + " s more, then it asks again",
              de + "; das merkt er sich noch " + n.seconds() + " s, dann fragt er wieder"));
    } else if (!n.authoritative() && elsewhere) {
      wrong.add(
          Text.of(
              en + "; it asks the public DNS: let it forward this zone to the zone's own server",
              de
                  + "; er fragt das öffentliche DNS: diese Zone an ihren eigenen Server weiterleiten"
                  + " lassen"));
    } else {
      wrong.add(Text.of(en, de));
    }
  }

  private Text detail(int asked) {
    String found = name + " -> [" + address + "]";
    String at = asked == 1 ? "" : " @ " + String.join(", ", right);
    if (wrong.isEmpty()) {
      return Text.same(found + at);
    }
    String sofar = right.isEmpty() ? "" : found + at + "; ";
    return Text.of(
        sofar + String.join("; ", wrong.stream().map(Text::en).toList()),
        sofar + String.join("; ", wrong.stream().map(Text::de).toList()));
  }
}
