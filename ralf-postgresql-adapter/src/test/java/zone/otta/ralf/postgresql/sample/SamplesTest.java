package zone.otta.ralf.postgresql.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.Driver;
import zone.otta.ralf.port.Journal;
import zone.otta.ralf.postgresql.MemoryServer;
import zone.otta.ralf.postgresql.MemoryStage;
import zone.otta.ralf.postgresql.PostgresAccess;
import zone.otta.ralf.postgresql.PostgresMemory;

/** The examples of the documentation, compiled and run. */
@ExtendWith(MemoryServer.class)
class SamplesTest {
  private static final Path SOURCE =
      Path.of("src/test/java/zone/otta/ralf/postgresql/sample/AppendAndRead.java");

  /** Nothing but the domain, the adapter, its driver and annotations. */
  private static String classpath() {
    return Stream.of(Journal.class, PostgresMemory.class, Driver.class)
        .map(c -> new File(c.getProtectionDomain().getCodeSource().getLocation().getPath()))
        .map(File::getPath)
        .collect(Collectors.joining(File.pathSeparator));
  }

  @Test
  void a_plain_program_appends_and_reads_with_three_libraries(@TempDir Path folder)
      throws Exception {
    PostgresAccess access = MemoryServer.stage().fresh();
    String source =
        Files.readString(SOURCE)
            .replace(
                "password, trust)", "password, trust).withDatabase(\"" + access.database() + "\")");
    Path program = folder.resolve("AppendAndRead.java");
    Files.writeString(program, source);
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(
                    null,
                    null,
                    null,
                    "-d",
                    folder.toString(),
                    "-cp",
                    classpath(),
                    program.toString()))
        .isZero();
    Path certificate = folder.resolve("server.crt");
    Files.writeString(certificate, MemoryServer.stage().certificate());
    assertThat(run(folder, access, certificate))
        .containsExactly("Stored[version=1, position=1]", "1 {\"ok\":true}");
    assertThat(run(folder, access, certificate))
        .containsExactly("Stored[version=2, position=2]", "1 {\"ok\":true}", "2 {\"ok\":true}");
  }

  private static List<String> run(Path folder, PostgresAccess access, Path certificate)
      throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            folder + File.pathSeparator + classpath(),
            "zone.otta.ralf.postgresql.sample.AppendAndRead",
            access.host(),
            Integer.toString(access.port()),
            certificate.toString());
    builder.environment().put("MEMORY_PASSWORD", MemoryStage.password());
    Process process = builder.redirectErrorStream(true).start();
    process.getOutputStream().close();
    List<String> said = process.inputReader().lines().toList();
    assertThat(process.waitFor()).as(String.join("\n", said)).isZero();
    return said;
  }

  @Test
  void the_documentation_shows_ten_lines() throws Exception {
    List<String> lines = Files.readAllLines(SOURCE);
    int start = lines.indexOf("    // @start region=\"example\"");
    int end = lines.indexOf("    // @end");
    List<String> shown = lines.subList(start + 1, end).stream().filter(l -> !l.isBlank()).toList();
    // What the formatter breaks is one statement still.
    assertThat(shown.stream().filter(l -> l.endsWith(";") || l.endsWith("{"))).hasSizeLessThan(11);
    assertThat(
            Files.readString(Path.of("src/main/java/zone/otta/ralf/postgresql/package-info.java")))
        .contains("sample/AppendAndRead.java", "region=\"example\"");
  }
}
