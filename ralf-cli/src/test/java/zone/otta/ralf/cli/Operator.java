package zone.otta.ralf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.proxmox.ssh.RemoteCommand;
import zone.otta.ralf.proxmox.ssh.Reply;
import zone.otta.ralf.proxmox.ssh.SshConnection;
import zone.otta.ralf.proxmox.ssh.SshSettings;

/** A person at a lab site: gives RALF's commands, and works on the node by hand. */
final class Operator {
  private final LabSite site;
  private final List<String> read = new ArrayList<>();

  Operator(LabSite site) {
    this.site = site;
  }

  /** Everything RALF printed so far. */
  List<String> read() {
    return read;
  }

  Call.Result ralf(String... args) {
    Call.Result result = Call.in(site.root()).at(InstantSource.system()).together().run(args);
    read.add(result.all());
    return result;
  }

  /** A command that must end well. */
  String ok(String... args) {
    Call.Result result = ralf(args);
    assertThat(result.exit()).as(String.join(" ", args) + "\n" + result.all()).isEqualTo(Exit.OK);
    return result.all();
  }

  /** A command that must be refused with this code. */
  String refused(String code, String... args) {
    Call.Result result = ralf(args);
    assertThat(result.exit())
        .as(String.join(" ", args) + "\n" + result.all())
        .isEqualTo(Exit.BLOCKER);
    assertThat(result.all()).contains("BLOCKER[" + code + "]");
    return result.all();
  }

  /** Approves the latest plan with these warnings and applies it. */
  String applied(String... accepted) {
    approve(accepted);
    return ok("apply", "postgresql");
  }

  void approve(String... accepted) {
    var words = new ArrayList<>(List.of("approve", "postgresql"));
    for (String code : accepted) {
      words.addAll(List.of("--accept", code));
    }
    ok(words.toArray(String[]::new));
  }

  void deploy() {
    ok("plan", LabSite.CARD);
    applied("N004");
  }

  /** Changes a line of the card or of ralf.yaml. */
  void edit(String file, String before, String after) {
    try {
      Path path = site.root().resolve(file);
      String text = Files.readString(path);
      assertThat(text).contains(before);
      Files.writeString(path, text.replace(before, after));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** On the node itself. */
  Reply node(String... argv) {
    var settings =
        new SshSettings(
            site.lab().node().host(),
            site.lab().node().port(),
            "root",
            new SshSettings.Login.KeyFile(site.lab().keyFile()),
            "pve",
            "pve " + site.lab().node().hostKey(),
            true,
            Duration.ofSeconds(15));
    try (SshConnection connection = new SshConnection(settings)) {
      return connection.run(
          RemoteCommand.of(Text.same("by hand"), List.of(argv), Duration.ofSeconds(60)));
    }
  }

  /** The lab's own records of a name. */
  List<String> records(String name) {
    return site.lab().dns().records().stream().filter(r -> r.startsWith(name)).toList();
  }
}
