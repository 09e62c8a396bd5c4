package zone.otta.ralf.cli.phases;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.cli.render.Found;
import zone.otta.ralf.cli.render.Place;
import zone.otta.ralf.cli.render.ScanRecord;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.Refused;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.workspace.card.CardBytes;
import zone.otta.ralf.workspace.scan.FolderScan;
import zone.otta.ralf.workspace.scan.ScanReport;
import zone.otta.ralf.workspace.scan.ScanReport.Sighting;
import zone.otta.ralf.workspace.scan.SecretPlaces;

/** A workspace, or a part of it, searched for plaintext secrets. */
public final class Scanning {
  private final Session session;
  private final Workspace workspace;

  public Scanning(Session session, Workspace workspace) {
    this.session = session;
    this.workspace = workspace;
  }

  /**
   * @param named a folder or file; without one the workspace with its state directory, wherever
   *     that is
   * @throws Refused if there is nothing of that name
   */
  public ScanRecord scan(Optional<Path> named) {
    Path state = session.absolute(workspace.stateRoot());
    Path start = session.absolute(named.orElse(workspace.root()));
    if (Files.notExists(start)) {
      CardBytes none = CardBytes.read(start, named.orElse(start).toString());
      throw new Refused(Exit.BLOCKER, none.finding().stream().toList());
    }
    SecretPlaces places =
        SecretPlaces.of(session.absolute(workspace.root()), state, workspace.read().site());
    ScanReport report = FolderScan.of(start, named.isEmpty() ? List.of(state) : List.of(), places);
    return new ScanRecord(
        named.map(Path::toString).orElse(start.toString()),
        report,
        report.places().stream().map(this::found).toList());
  }

  /** Lines are not shown: what stands beside a secret may be one that was not recognised. */
  private Found found(Sighting sighting) {
    Found found = Found.of(sighting.finding(), session.language());
    return new Found(
        found.severity(),
        found.code(),
        found.summary(),
        sighting
            .position()
            .map(p -> new Place(sighting.file(), p.line(), p.column(), p.endColumn(), "")),
        found.label(),
        found.notes(),
        found.help());
  }
}
