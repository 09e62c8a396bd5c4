package zone.otta.ralf.secrets.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.Secret;
import zone.otta.ralf.secrets.SecretComplaints;
import zone.otta.ralf.secrets.UsableSecret;
import zone.otta.ralf.site.SecretReference;

/** One file with one secret. */
final class SecretFile {
  private static final Set<OpenOption> READING =
      Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

  private static final Text UNCHANGEABLE =
      Text.of("the file cannot be changed there", "die Datei lässt sich dort nicht ändern");

  private final SecretReference reference;
  private final Path workspace;
  private final Path path;

  SecretFile(Path workspace, SecretReference reference) {
    this.reference = reference;
    this.workspace = workspace.toAbsolutePath().normalize();
    this.path = this.workspace.resolve(reference.locator()).normalize();
    if (reference.locator().startsWith("/") || !path.startsWith(this.workspace)) {
      throw outside();
    }
  }

  /** False only if the file system says so; what cannot be looked at is not absent. */
  boolean exists() {
    try {
      attributes();
      return true;
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw SecretComplaints.unreadable(reference);
    }
  }

  /** The line without its end. The caller overwrites the array. */
  char[] read() {
    try {
      permit(attributes());
      requireInside(path.toRealPath());
      byte[] bytes = bytes();
      try {
        return line(bytes);
      } finally {
        Arrays.fill(bytes, (byte) 0);
      }
    } catch (IOException e) {
      throw SecretComplaints.unreadable(reference);
    }
  }

  /** The same as text in UTF-8. */
  Secret readText() {
    char[] octets = read();
    ByteBuffer bytes = StandardCharsets.ISO_8859_1.encode(CharBuffer.wrap(octets));
    Arrays.fill(octets, '\0');
    try {
      CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(bytes);
      char[] chars = Arrays.copyOf(text.array(), text.limit());
      Arrays.fill(text.array(), '\0');
      try {
        return new Secret(chars);
      } finally {
        Arrays.fill(chars, '\0');
      }
    } catch (CharacterCodingException e) {
      throw SecretComplaints.notUtf8(reference);
    } finally {
      Arrays.fill(bytes.array(), (byte) 0);
    }
  }

  /**
   * Writes beside the place, then links it there: the file is whole and private whenever it has its
   * name.
   */
  void create(char[] value) {
    if (exists()) {
      throw SecretComplaints.exists(reference);
    }
    try {
      Path folder = Objects.requireNonNull(path.getParent());
      PrivateFiles.folders(workspace, folder);
      requireInside(folder.toRealPath());
      Path fresh = PrivateFiles.write(folder, value);
      try {
        Files.createLink(path, fresh);
      } finally {
        Files.delete(fresh);
      }
    } catch (FileAlreadyExistsException e) {
      throw SecretComplaints.exists(reference);
    } catch (IOException | UnsupportedOperationException e) {
      throw notWritable(
          Text.of("the file cannot be made there", "die Datei lässt sich dort nicht anlegen"));
    }
  }

  /** Writes beside the place, then takes it: the file holds the one or the other, whole. */
  void replace(char[] value) {
    try {
      Path folder = Objects.requireNonNull(path.getParent());
      requireInside(folder.toRealPath());
      Path fresh = PrivateFiles.write(folder, value);
      try {
        Files.move(
            fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (IOException e) {
      throw notWritable(UNCHANGEABLE);
    }
  }

  /** Gone, if it was there. */
  void remove() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw notWritable(UNCHANGEABLE);
    }
  }

  private RuntimeException notWritable(Text why) {
    return SecretComplaints.notServed(
        reference,
        why,
        Text.of(
            "check the folder's owner, permissions and free space",
            "Besitzer, Rechte und freien Platz des Ordners prüfen"));
  }

  private PosixFileAttributes attributes() throws IOException {
    try {
      return Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (UnsupportedOperationException e) {
      throw unusable(
          Text.of(
              "this file system has no permissions to protect it",
              "dieses Dateisystem hat keine Rechte, die es schützen"));
    }
  }

  private void permit(PosixFileAttributes attributes) {
    if (!attributes.isRegularFile()) {
      throw unusable(Text.of("it is no regular file", "es ist keine gewöhnliche Datei"));
    }
    if (!PrivateFiles.ownersOnly(attributes.permissions())) {
      throw unusable(
          Text.of(
              "others than its owner have rights on the file",
              "andere als ihr Besitzer haben Rechte an der Datei"));
    }
  }

  private void requireInside(Path real) throws IOException {
    if (!real.startsWith(workspace.toRealPath())) {
      throw outside();
    }
  }

  private byte[] bytes() throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(path, READING)) {
      ByteBuffer buffer = ByteBuffer.allocate(UsableSecret.LONGEST + 3);
      while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
        continue;
      }
      byte[] bytes = Arrays.copyOf(buffer.array(), buffer.position());
      Arrays.fill(buffer.array(), (byte) 0);
      return bytes;
    }
  }

  /** Octets above ASCII stay above ASCII, so that the rule for values refuses them. */
  private static char[] line(byte[] bytes) {
    int end = bytes.length;
    if (end > 0 && bytes[end - 1] == '\n') {
      end -= end > 1 && bytes[end - 2] == '\r' ? 2 : 1;
    }
    char[] line = new char[end];
    for (int i = 0; i < end; i++) {
      line[i] = (char) (bytes[i] & 0xff);
    }
    return line;
  }

  private RuntimeException outside() {
    return SecretComplaints.notServed(
        reference,
        Text.of("it lies outside the workspace folder", "er liegt außerhalb des Arbeitsbereichs"),
        Text.of(
            "keep secret files below the folder of ralf.yaml",
            "Geheimnisdateien unterhalb des Ordners von ralf.yaml ablegen"));
  }

  private RuntimeException unusable(Text why) {
    return SecretComplaints.unusable(
        reference,
        why,
        Text.of("chmod 600 " + reference.locator(), "chmod 600 " + reference.locator()));
  }
}
