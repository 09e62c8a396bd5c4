package zone.otta.ralf.cli.commands;

import java.util.List;
import java.util.Optional;
import zone.otta.ralf.cli.render.SecretRow;
import zone.otta.ralf.cli.render.SecretText;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.Session;

/** How the commands about secrets end. */
final class SecretRows {
  private SecretRows() {}

  /** A finding that several rows share, as a vault that nobody can open, is said once. */
  static Exit print(Session session, List<SecretRow> rows) {
    session
        .output()
        .lines(new SecretText(session.output().style(), session.language()).lines(rows));
    session
        .output()
        .findings(
            rows.stream().map(SecretRow::found).flatMap(Optional::stream).distinct().toList());
    session.output().document(SecretRow.document(rows));
    return SecretRow.exit(rows);
  }
}
