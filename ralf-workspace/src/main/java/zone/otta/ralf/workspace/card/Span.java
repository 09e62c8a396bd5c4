package zone.otta.ralf.workspace.card;

/**
 * A stretch of one line, counted as an editor counts: from 1, in Unicode code points, a tab is one.
 *
 * @param file as the caller named it
 * @param endColumn the column after the last one, at least {@code column}
 */
public record Span(String file, int line, int column, int endColumn) {}
