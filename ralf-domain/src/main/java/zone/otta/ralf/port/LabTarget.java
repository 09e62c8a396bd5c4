package zone.otta.ralf.port;

import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.site.Ipv4Address;

/** A lab's workspace leads nowhere but to this machine. */
public final class LabTarget {
  private LabTarget() {}

  /**
   * @throws PortException RALF-W007 unless the host is a literal loopback address; resolves nothing
   */
  public static void requireLoopback(String host) {
    if (!host.equals("::1") && Ipv4Address.parse(host).filter(Ipv4Address::isLoopback).isEmpty()) {
      throw new PortException(
          Fault.REFUSED,
          "RALF-W007",
          Text.of(
              "this workspace is a lab, and " + host + " is not a loopback address",
              "dieser Arbeitsbereich ist ein Labor, und " + host + " ist keine Loopback-Adresse"),
          Text.of(
              "name a 127.x.y.z address in ralf.yaml, or remove `lab: true`",
              "in ralf.yaml eine Adresse 127.x.y.z nennen oder `lab: true` entfernen"));
    }
  }
}
