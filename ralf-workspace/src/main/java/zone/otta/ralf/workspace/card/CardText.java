package zone.otta.ralf.workspace.card;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The text of a file, decoded strictly.
 *
 * @param text without byte order mark
 * @param lines without their ends; CRLF, LF and CR end a line as in CommonMark
 * @param malformed whether bytes that are not UTF-8 follow the text
 */
record CardText(String text, List<String> lines, boolean malformed) {
  static CardText decode(byte[] bytes) {
    var decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    var chars = CharBuffer.allocate(bytes.length + 1);
    CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), chars, true);
    String text = chars.flip().toString();
    return of(text.startsWith("\uFEFF") ? text.substring(1) : text, result.isError());
  }

  private static CardText of(String text, boolean malformed) {
    return new CardText(text, split(text), malformed);
  }

  static List<String> split(String text) {
    var lines = new ArrayList<String>();
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || c == '\r') {
        lines.add(text.substring(start, i));
        if (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
          i++;
        }
        start = i + 1;
      }
    }
    lines.add(text.substring(start));
    return lines;
  }
}
