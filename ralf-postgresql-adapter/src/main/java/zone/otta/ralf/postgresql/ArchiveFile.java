package zone.otta.ralf.postgresql;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.UUID;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.guest.Sha256;

/** Archives as files: lines with a sum in the last one. */
final class ArchiveFile {
  private static final int LONGEST_HEADER = 1000;

  private ArchiveFile() {}

  /** Takes lines. */
  @FunctionalInterface
  interface Lines {
    void add(ArchiveLine line) throws IOException;
  }

  /** Gives all lines but the last. */
  @FunctionalInterface
  interface Source {
    void into(Lines lines) throws IOException, SQLException;
  }

  /** Looks at lines. */
  @FunctionalInterface
  interface Look {
    void at(long number, ArchiveLine line) throws SQLException;
  }

  /** Before anything is asked; what counts is {@link #write}. */
  static void requireNew(Path file) {
    if (Files.exists(file)) {
      throw ArchiveFault.file(file, new FileAlreadyExistsException(file.toString()));
    }
  }

  /**
   * Appears whole, with mode 0600, or not at all, and replaces nothing.
   *
   * @return the sum
   */
  static Sha256 write(Path file, Source source) throws SQLException {
    Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
    Path temporary = folder.resolve("." + UUID.randomUUID() + ".tmp");
    try {
      try {
        Sha256 sum = lines(temporary, source);
        // A link never replaces a file that came meanwhile.
        Files.createLink(file, temporary);
        return sum;
      } finally {
        Files.deleteIfExists(temporary);
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
          channel.force(true);
        }
      }
    } catch (IOException e) {
      throw ArchiveFault.file(file, e);
    }
  }

  private static Sha256 lines(Path temporary, Source source) throws IOException, SQLException {
    MessageDigest digest = Sha256.digest();
    try (FileChannel channel =
            FileChannel.open(
                temporary,
                EnumSet.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW),
                PosixFilePermissions.asFileAttribute(
                    PosixFilePermissions.fromString("rw-------")));
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
      source.into(
          line -> {
            byte[] bytes = bytes(line);
            digest.update(bytes);
            out.write(bytes);
          });
      Sha256 sum = Sha256.ofOctets(digest.digest());
      out.write(bytes(new ArchiveLine.End(sum)));
      out.flush();
      channel.force(true);
      return sum;
    }
  }

  private static byte[] bytes(ArchiveLine line) {
    return (line.json() + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads all lines.
   *
   * @return the sum, which is that of the last line
   */
  static Sha256 read(Path file, Look look) throws SQLException {
    MessageDigest digest = Sha256.digest();
    long number = 0;
    try (Reader reader = reader(file)) {
      while (true) {
        String text = line(file, reader, ++number);
        ArchiveLine line = parsed(file, number, text);
        if (line instanceof ArchiveLine.End end) {
          Sha256 sum = Sha256.ofOctets(digest.digest());
          if (!end.sum().equals(sum)) {
            throw damaged(file, number, "the sum is another", "die Summe ist eine andere");
          }
          if (reader.read() != -1) {
            throw damaged(file, number, "more after the end", "nach dem Ende geht es weiter");
          }
          return sum;
        }
        digest.update((text + "\n").getBytes(StandardCharsets.UTF_8));
        look.at(number, line);
      }
    } catch (CharacterCodingException e) {
      throw damaged(file, number, "not UTF-8", "kein UTF-8");
    } catch (IOException e) {
      throw ArchiveFault.file(file, e);
    }
  }

  /** Whether the first line is that of an archive; false if it cannot be read. */
  static boolean begins(Path file) {
    try (Reader reader = reader(file)) {
      var line = new StringBuilder();
      for (int c = reader.read(); c != '\n'; c = reader.read()) {
        if (c == -1 || line.length() == LONGEST_HEADER) {
          return false;
        }
        line.append((char) c);
      }
      return ArchiveLine.parse(line.toString())
          .filter(ArchiveLine.Header.class::isInstance)
          .isPresent();
    } catch (IOException e) {
      return false;
    }
  }

  private static Reader reader(Path file) throws IOException {
    return new BufferedReader(
        new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8.newDecoder()),
        1 << 16);
  }

  private static ArchiveLine parsed(Path file, long number, String text) {
    return ArchiveLine.parse(text)
        .filter(line -> number > 1 == !(line instanceof ArchiveLine.Header))
        .orElseThrow(
            () ->
                number == 1
                    ? damaged(
                        file, 1, "not an archive of a memory", "kein Archiv eines Gedächtnisses")
                    : damaged(
                        file, number, "not a line of an archive", "keine Zeile eines Archivs"));
  }

  private static String line(Path file, Reader reader, long number) throws IOException {
    var line = new StringBuilder();
    for (int c = reader.read(); c != '\n'; c = reader.read()) {
      if (c == -1) {
        throw damaged(file, number, "it ends in the middle", "es endet mittendrin");
      }
      if (line.length() == ArchiveLine.MAX_LENGTH) {
        throw damaged(file, number, "the line is too long", "die Zeile ist zu lang");
      }
      line.append((char) c);
    }
    return line.toString();
  }

  private static RuntimeException damaged(Path file, long number, String en, String de) {
    return ArchiveFault.damaged(file, number, Text.of(en, de));
  }
}
