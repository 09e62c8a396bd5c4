package zone.otta.ralf.secrets.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.port.SecretSource;
import zone.otta.ralf.site.SecretReference;
import zone.otta.ralf.testkit.secrets.KeepingSecretSourceContract;

class FileSecretsTest extends KeepingSecretSourceContract {
  private static final String VALUE = "a-quite-good-secret";
  @TempDir Path top;

  private Path workspace() {
    return top.resolve("workspace");
  }

  @Override
  protected SecretSource open() throws IOException {
    Files.createDirectories(workspace());
    return reopen();
  }

  @Override
  protected SecretSource reopen() {
    return new FileSecrets(workspace());
  }

  @Override
  protected SecretReference reference(int number) {
    return new SecretReference("file:secrets/db/secret-" + number);
  }

  @Override
  protected void put(SecretReference reference, String value) throws IOException {
    write(workspace().resolve(reference.locator()), value + "\n", "rw-------");
  }

  @Override
  protected void spoil(SecretReference reference) throws IOException {
    mode(workspace().resolve(reference.locator()), "rw-r-----");
  }

  private static Path write(Path file, String text, String mode) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return mode(file, mode);
  }

  private static Path mode(Path file, String mode) throws IOException {
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw----r--", "rw--w----", "rwx------", "rw------x", "rw-rw-rw-"})
  void a_file_with_rights_for_others_is_refused_with_the_command_that_helps(String mode)
      throws IOException {
    put(reference(1), VALUE);
    mode(workspace().resolve(reference(1).locator()), mode);
    assertThatThrownBy(() -> open().present(reference(1)))
        .isInstanceOfSatisfying(
            PortException.class,
            e -> {
              assertThat(e.code().id()).isEqualTo("RALF-W026");
              assertThat(e.help().orElseThrow().en()).isEqualTo("chmod 600 secrets/db/secret-1");
            });
    mode(workspace().resolve(reference(1).locator()), "r--------");
    assertThat(open().present(reference(1))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\r\n"})
  void one_end_of_line_is_no_part_of_the_secret(String end) throws IOException {
    write(workspace().resolve(reference(1).locator()), VALUE + end, "rw-------");
    assertThat(text(open(), reference(1))).isEqualTo(VALUE);
  }

  @Test
  void a_second_end_of_line_and_a_very_long_line_are_refused() throws IOException {
    write(workspace().resolve(reference(1).locator()), VALUE + "\n\n", "rw-------");
    write(workspace().resolve(reference(2).locator()), "x".repeat(5000), "rw-------");
    write(workspace().resolve(reference(3).locator()), "", "rw-------");
    for (int i = 1; i <= 3; i++) {
      int number = i;
      assertThatThrownBy(() -> open().present(reference(number))).isInstanceOf(PortException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:/etc/hostname", "file:secrets/link", "file:linked/outside"})
  void what_lies_outside_the_workspace_or_behind_a_link_is_refused(String text) throws IOException {
    Path outside = write(top.resolve("elsewhere/outside"), VALUE, "rw-------");
    SecretSource source = open();
    Files.createDirectories(workspace().resolve("secrets"));
    Files.createSymbolicLink(workspace().resolve("secrets/link"), outside);
    Files.createSymbolicLink(workspace().resolve("linked"), outside.getParent());
    SecretReference reference = new SecretReference(text);
    assertThatThrownBy(() -> source.present(reference)).isInstanceOf(PortException.class);
    assertThatThrownBy(() -> source.use(reference, s -> s)).isInstanceOf(PortException.class);
    assertThatThrownBy(() -> source.create(reference)).isInstanceOf(PortException.class);
  }

  @Test
  void nothing_is_created_behind_a_link() throws IOException {
    Files.createDirectories(top.resolve("elsewhere"));
    SecretSource source = open();
    Files.createSymbolicLink(workspace().resolve("linked"), top.resolve("elsewhere"));
    assertThatThrownBy(() -> source.create(new SecretReference("file:linked/new")))
        .isInstanceOf(PortException.class);
    assertThat(top.resolve("elsewhere")).isEmptyDirectory();
  }

  @Test
  void a_folder_is_no_secret_and_a_file_no_folder() throws IOException {
    Files.createDirectories(workspace().resolve("secrets/folder"));
    write(workspace().resolve("secrets/file"), VALUE, "rw-------");
    SecretSource source = open();
    assertThatThrownBy(() -> source.present(new SecretReference("file:secrets/folder")))
        .isInstanceOf(PortException.class);
    SecretReference below = new SecretReference("file:secrets/file/below");
    assertThatThrownBy(() -> source.use(below, s -> s)).isInstanceOf(PortException.class);
    assertThatThrownBy(() -> source.create(below))
        .isInstanceOfSatisfying(
            PortException.class, e -> assertThat(e.fault()).isEqualTo(Fault.REFUSED));
  }

  @Test
  void a_new_secret_is_private_alone_in_its_folder_and_one_line() throws IOException {
    open().create(reference(1));
    Path file = workspace().resolve(reference(1).locator());
    assertThat(modes(file)).isEqualTo("rw-------");
    assertThat(modes(file.getParent())).isEqualTo("rwx------");
    assertThat(modes(file.getParent().getParent())).isEqualTo("rwx------");
    try (Stream<Path> all = Files.list(file.getParent())) {
      assertThat(all).containsExactly(file);
    }
    assertThat(Files.readString(file)).matches("[A-Za-z0-9]{32}\n");
  }

  private static String modes(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static String text(SecretSource source, SecretReference reference) {
    return source.use(reference, secret -> new String(secret.reveal()));
  }
}
