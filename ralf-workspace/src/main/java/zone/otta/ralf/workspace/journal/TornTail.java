package zone.otta.ralf.workspace.journal;

import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;

/**
 * The unfinished end of a journal whose writer died while writing: nobody was told that it is
 * stored.
 *
 * @param offset where the last finished append ends, in bytes
 * @param bytes how many follow it
 */
public record TornTail(long offset, long bytes) {
  /** Said after it was cut off. */
  public Finding finding() {
    return Finding.hint(
        "RALF-J003",
        Text.of(
            "the journal's unfinished end was cut off: %d bytes after byte %d"
                .formatted(bytes, offset),
            "das unfertige Ende des Journals wurde abgeschnitten: %d Bytes nach Byte %d"
                .formatted(bytes, offset)));
  }
}
