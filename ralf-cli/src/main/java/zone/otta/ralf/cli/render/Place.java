package zone.otta.ralf.cli.render;

import zone.otta.ralf.json.Json;

/**
 * A stretch of a file's line, counted from 1 in code points.
 *
 * @param endColumn the column after the last one
 * @param text the line, secrets blotted out
 */
public record Place(String file, int line, int column, int endColumn, String text) {
  Json.Obj json() {
    return Json.object()
        .with("file", file)
        .with("line", line)
        .with("column", column)
        .with("endColumn", endColumn)
        .with("text", text);
  }
}
