package zone.otta.ralf.workspace.scan;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The text in a file's bytes: UTF-8, UTF-16 with its mark, else one byte a character. */
final class TextFile {
  /** As git tells binary files from text. */
  private static final int LOOKED_AT = 8000;

  private TextFile() {}

  /** Empty if the bytes are no text. */
  static Optional<String> text(byte[] bytes) {
    if (startsWith(bytes, 0xfe, 0xff) || startsWith(bytes, 0xff, 0xfe)) {
      return Optional.of(new String(bytes, StandardCharsets.UTF_16));
    }
    for (int i = 0; i < bytes.length && i < LOOKED_AT; i++) {
      if (bytes[i] == 0) {
        return Optional.empty();
      }
    }
    return decoded(bytes, StandardCharsets.UTF_8)
        .or(() -> decoded(bytes, StandardCharsets.ISO_8859_1))
        .map(text -> text.startsWith("\ufeff") ? text.substring(1) : text);
  }

  private static Optional<String> decoded(byte[] bytes, Charset charset) {
    try {
      return Optional.of(charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static boolean startsWith(byte[] bytes, int first, int second) {
    return bytes.length >= 2 && (bytes[0] & 0xff) == first && (bytes[1] & 0xff) == second;
  }
}
