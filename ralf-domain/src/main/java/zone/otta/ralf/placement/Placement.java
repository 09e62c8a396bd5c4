package zone.otta.ralf.placement;

import zone.otta.ralf.site.Ctid;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.HostName;
import zone.otta.ralf.site.Ipv4Interface;

/** Where a service is: complete, every part known. */
public record Placement(HostName hostname, Ipv4Interface address, DnsName dns, Ctid ctid) {
  /** The prefix of status objects: the first label of the DNS name. */
  public String prefix() {
    return dns.firstLabel();
  }
}
