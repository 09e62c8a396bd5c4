package zone.otta.ralf.site;

import java.util.Optional;

/** An SSH host outside the site network, from which a refusal is really tried. */
public record OutsideProbe(String host, int port, String user, Optional<String> keyFile) {}
