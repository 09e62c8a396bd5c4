package zone.otta.ralf.workspace.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.workspace.json.JsonReading.Malformed;
import zone.otta.ralf.workspace.json.JsonReading.Parsed;

/**
 * Reads JSON as RALF writes it: exactly one value, UTF-8 without byte order mark, members in their
 * order and unique, names of well-formed Unicode, whole numbers within the range of {@code long},
 * at most {@value #MAX_DEPTH} levels deep. Immutable and thread-safe.
 */
public final class JsonReader {
  public static final int MAX_DEPTH = 64;
  private static final int DEFAULT_MAX_BYTES = 16 * 1024 * 1024;
  private final int maxBytes;
  private final JsonFactory factory;

  /** A reader for files of RALF's own, up to 16 MiB. */
  public JsonReader() {
    this(DEFAULT_MAX_BYTES);
  }

  public JsonReader(int maxBytes) {
    this.maxBytes = maxBytes;
    this.factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(maxBytes)
                    .maxNameLength(maxBytes)
                    .maxNumberLength(100)
                    .build())
            .build();
  }

  /** Reads the bytes as UTF-8; other encodings are refused, never guessed. */
  public JsonReading read(byte[] utf8) {
    if (utf8.length > maxBytes) {
      return tooLarge();
    }
    try {
      return parse(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString());
    } catch (CharacterCodingException e) {
      return new Malformed(1, 1, Text.of("not UTF-8", "kein UTF-8"));
    }
  }

  public JsonReading read(String text) {
    return text.length() > maxBytes ? tooLarge() : parse(text);
  }

  private JsonReading parse(String text) {
    try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), text)) {
      return new Parsed(new JsonTree(parser).document());
    } catch (JsonTree.Refused e) {
      return new Malformed(e.line(), e.column(), e.reason());
    } catch (StreamConstraintsException e) {
      return at(e, Text.of("nested too deep or too long", "zu tief geschachtelt oder zu lang"));
    } catch (JacksonException e) {
      return at(e, Text.of("not valid JSON", "kein gültiges JSON"));
    }
  }

  /** Only the place is taken: the library's messages repeat what they read. */
  private static Malformed at(JacksonException e, Text reason) {
    var place = e.getLocation();
    return place == null
        ? new Malformed(1, 1, reason)
        : new Malformed(Math.max(1, place.getLineNr()), Math.max(1, place.getColumnNr()), reason);
  }

  private Malformed tooLarge() {
    return new Malformed(
        1, 1, Text.of("larger than " + maxBytes + " bytes", "größer als " + maxBytes + " Bytes"));
  }
}
