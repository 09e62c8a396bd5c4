package zone.otta.ralf.proxmox.pct;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.proxmox.ProxmoxOverSsh;
import zone.otta.ralf.site.TemplateSource;

/** Having a template: only the list of its storage proves it. */
class PctTemplateTest extends PctHostStage {
  @Test
  void aDownloadCountsWhenTheStorageListsIt() throws Exception {
    node.answer("pveam download local", 0, "download finished\n", "")
        .prints("pveam list local", TEMPLATES);
    proxmox.host().apply(PROVIDE, Optional.empty());
    assertThat(node.calls().get(0)).containsExactly("pveam", "download", "local", TEMPLATE);
  }

  private static final Step.ProvideTemplate FROM_URL =
      new Step.ProvideTemplate(
          FILE,
          Optional.of(
              TemplateSource.of(
                  "https://mirror.example/" + TEMPLATE, "sha512:" + "0a".repeat(64))));

  @Test
  void aTemplateFromAUrlIsCheckedByTheNode() throws Exception {
    node.answer(
            "pvesh create /nodes/localhost/storage/local/download-url",
            0,
            "calculating checksum...OK, checksum verified\nUPID:x\n",
            "")
        .prints("pveam list local", TEMPLATES);
    proxmox.host().apply(FROM_URL, Optional.empty());
    assertThat(node.calls().get(0))
        .containsExactly(
            "pvesh",
            "create",
            "/nodes/localhost/storage/local/download-url",
            "--content",
            "vztmpl",
            "--filename",
            TEMPLATE,
            "--url",
            "https://mirror.example/" + TEMPLATE,
            "--checksum",
            "0a".repeat(64),
            "--checksum-algorithm",
            "sha512");
  }

  @Test
  void aWrongSumIsSaidAndNothingIsThere() throws Exception {
    node.answer(
            "pvesh create /nodes/localhost/storage/local/download-url",
            255,
            "calculating checksum...\n",
            "checksum mismatch: got '0b' != expect '0a'\n")
        .prints("pveam list local", "NAME    SIZE\n");
    assertThat(refused(FROM_URL).code().id()).isEqualTo("RALF-W080");
    node.answer(
        "pvesh create /nodes/localhost/storage/local/download-url", 0, "something else\n", "");
    PortException e = refused(FROM_URL);
    assertThat(e.code().id()).isEqualTo("RALF-W038");
    assertThat(e.help().orElseThrow().en()).contains("`pvesh create /nodes/localhost/");
  }

  @Test
  void whatTheDownloadPrintsIsTold() throws Exception {
    node.answer("pveam download local", 0, "downloading x\n  32768K 51%\nfinished\n", "no line\n")
        .prints("pveam list local", TEMPLATES);
    var lines = new ArrayList<String>();
    try (var watched = ProxmoxOverSsh.open(server().settings(), lines::add)) {
      watched.host().apply(PROVIDE, Optional.empty());
    }
    assertThat(lines)
        .as("of the change only")
        .containsExactly("downloading x", "  32768K 51%", "finished");
  }

  @Test
  void aDownloadThatEndsWithZeroCanHaveFailed() throws Exception {
    node.answer(
            "pveam download local",
            0,
            "2026-11-23 17:18:47 ERROR 404: Not Found.\n",
            "unable to open file '/var/lib/pve-manager/apl-info/x' - No such file or directory\n"
                + "download failed: exit code 8\n")
        .prints("pveam list local", "NAME    SIZE\n");
    PortException e = refused(PROVIDE);
    assertThat(e.code().id()).isEqualTo("RALF-W038");
    assertThat(e.what().en()).contains("download failed: exit code 8");
    node.prints("pveam download local", "");
    assertThat(refused(PROVIDE).code().id()).isEqualTo("RALF-W038");
  }

  @Test
  void anUnknownTemplateIsLookedForInAFreshList() throws Exception {
    node.refuses(
            "pveam download local",
            2,
            "400 Parameter verification failed.\ntemplate: no such template\n")
        .answer("pveam update", 0, "", "")
        .prints("pveam list local", "NAME    SIZE\n");
    assertThat(refused(PROVIDE).code().id()).isEqualTo("RALF-W044");
    assertThat(node.calls().stream().map(c -> c.get(1)).toList())
        .containsExactly("download", "update", "download", "list");
  }
}
