package zone.otta.ralf.cli.phases;

import java.nio.file.Path;
import java.util.Optional;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.Refused;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.site.Site;
import zone.otta.ralf.workspace.site.ReadSite;
import zone.otta.ralf.workspace.site.SiteReader;

/** {@code ralf.yaml} as a site; one that cannot be used ends the command. */
final class Sites {
  private Sites() {}

  /** What the file says and what is to be said about it. */
  static ReadSite read(Optional<Path> file, Session session) {
    return file.map(f -> SiteReader.read(f, name(f, session))).orElseGet(SiteReader::defaults);
  }

  private static String name(Path file, Session session) {
    Path here = session.here().directory();
    return file.startsWith(here) ? here.relativize(file).toString() : file.toString();
  }

  static Site usable(ReadSite read) {
    return read.site().orElseThrow(() -> new Refused(Exit.BLOCKER, read.findings()));
  }
}
