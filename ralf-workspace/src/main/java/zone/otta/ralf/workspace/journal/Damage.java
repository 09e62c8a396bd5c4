package zone.otta.ralf.workspace.journal;

import zone.otta.ralf.diagnostics.Text;

/**
 * The first thing that is wrong in a journal.
 *
 * @param line from 1
 * @param offset in bytes from 0, where the line begins
 */
record Damage(long line, long offset, Text reason) {
  Text text() {
    return Text.of(
        "line %d (byte %d): %s".formatted(line, offset, reason.en()),
        "Zeile %d (Byte %d): %s".formatted(line, offset, reason.de()));
  }
}
