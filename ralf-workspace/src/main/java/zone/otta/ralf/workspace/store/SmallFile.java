package zone.otta.ralf.workspace.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import zone.otta.ralf.diagnostics.Text;

/** Reads a file of RALF's own, of a known greatest size, as UTF-8. */
public final class SmallFile {
  private SmallFile() {}

  public static String read(Path file, int maxBytes) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(maxBytes + 1);
      if (bytes.length > maxBytes) {
        throw StoreFault.notUnderstood(
            file,
            Text.of("larger than " + maxBytes + " bytes", "größer als " + maxBytes + " Bytes"));
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw StoreFault.notUnderstood(file, Text.of("not UTF-8", "kein UTF-8"));
    } catch (IOException e) {
      throw StoreFault.io(file, e);
    }
  }
}
