package zone.otta.ralf.guest;

import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.Ipv4Address;

/** A self-signed server certificate to be made inside the container: names, files, life in days. */
public record CertificateRequest(
    DnsName dns, Ipv4Address address, GuestPath key, GuestPath certificate, int days) {}
