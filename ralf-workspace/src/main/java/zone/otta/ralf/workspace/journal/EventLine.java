package zone.otta.ralf.workspace.journal;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import zone.otta.ralf.journal.ChainHash;
import zone.otta.ralf.journal.NewEvent;
import zone.otta.ralf.journal.StoredEvent;
import zone.otta.ralf.journal.StreamName;

/**
 * One line of the journal (docs/adr/0007-journal-bytes.md):
 *
 * <pre>
 * crc32c SP {"pos":1,"stream":"run:1","version":1,"id":"...","us":0,"type":"opened","hash":"...","payload":{...}} LF
 * </pre>
 *
 * {@code crc32c} is the sum of the JSON's bytes, 8 lower-case hexadecimal digits. Events appended
 * together carry {@code "more":n} before the payload, the number of events of that append that
 * still follow; the last has none, so a line without {@code more} ends an append.
 *
 * @param more how many lines of the same append follow
 */
record EventLine(StoredEvent stored, int more) {
  private static final int MAX_HEAD = 512;

  /** The longest line without its line feed. */
  static final int MAX_BYTES = MAX_HEAD + NewEvent.MAX_PAYLOAD;

  private static final int CRC = 8;
  private static final Pattern HEAD =
      Pattern.compile(
          "\\{\"pos\":([1-9]\\d{0,18}),\"stream\":\"([^\"]{1,121})\",\"version\":([1-9]\\d{0,18}),"
              + "\"id\":\"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\",\"us\":(0|-?[1-9]\\d{0,18}),"
              + "\"type\":\"([a-z_]{1,40})\",\"hash\":\"([0-9a-f]{64})\",(?:\"more\":([1-9]\\d{0,2}),)?"
              + "\"payload\":");

  /** The line's bytes, with the line feed. */
  byte[] bytes() {
    NewEvent event = stored.event();
    // Put together by hand: a formatter would write numbers in the locale's digits.
    String text =
        "{\"pos\":"
            + stored.position()
            + ",\"stream\":\""
            + stored.stream()
            + "\",\"version\":"
            + stored.version()
            + ",\"id\":\""
            + event.id()
            + "\",\"us\":"
            + event.occurredUs()
            + ",\"type\":\""
            + event.type()
            + "\",\"hash\":\""
            + stored.hash()
            + (more == 0 ? "\"" : "\",\"more\":" + more)
            + ",\"payload\":"
            + event.payload()
            + "}";
    byte[] json = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer line = ByteBuffer.allocate(CRC + 1 + json.length + 1);
    line.put(crc(json, 0).getBytes(StandardCharsets.US_ASCII));
    return line.put((byte) ' ').put(json).put((byte) '\n').array();
  }

  /** Reads a line without its line feed; empty if a single byte of it is not as written. */
  static Optional<EventLine> parse(byte[] line) {
    if (line.length < CRC + 2
        || line[CRC] != ' '
        || !crc(line, CRC + 1).equals(new String(line, 0, CRC, StandardCharsets.US_ASCII))) {
      return Optional.empty();
    }
    int start = CRC + 1;
    // The head is ASCII; one byte is one character here, so that its length is also a length in
    // bytes.
    String head =
        new String(
            line, start, Math.min(MAX_HEAD, line.length - start), StandardCharsets.ISO_8859_1);
    Matcher matcher = HEAD.matcher(head);
    if (!matcher.lookingAt() || line[line.length - 1] != '}') {
      return Optional.empty();
    }
    int payload = start + matcher.end();
    try {
      return Optional.of(of(matcher, utf8(line, payload, line.length - 1 - payload)));
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static EventLine of(Matcher head, String payload) {
    UUID id = UUID.fromString(head.group(4));
    var event = new NewEvent(id, head.group(6), Long.parseLong(head.group(5)), payload);
    String more = head.group(8);
    return new EventLine(
        new StoredEvent(
            Long.parseLong(head.group(1)),
            new StreamName(head.group(2)),
            Long.parseLong(head.group(3)),
            event,
            new ChainHash(head.group(7))),
        more == null ? 0 : Integer.parseInt(more));
  }

  private static String utf8(byte[] bytes, int offset, int length) throws CharacterCodingException {
    return StandardCharsets.UTF_8
        .newDecoder()
        .decode(ByteBuffer.wrap(bytes, offset, length))
        .toString();
  }

  private static String crc(byte[] bytes, int offset) {
    var sum = new CRC32C();
    sum.update(bytes, offset, bytes.length - offset);
    return HexFormat.of().toHexDigits(sum.getValue(), CRC);
  }
}
