package zone.otta.ralf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import zone.otta.ralf.cli.phases.Backend;
import zone.otta.ralf.lab.Fault;
import zone.otta.ralf.lab.node.Operations;
import zone.otta.ralf.lab.node.WorldOptions;

/** A site with a template of its own: the plan names its source, the node fetches it once. */
class OwnTemplateTest {
  private static final String URL = "https://mirror.example/images/" + WorldOptions.UBUNTU;

  @ParameterizedTest
  @EnumSource(Backend.class)
  void a_template_is_fetched_from_its_url_once(Backend backend) throws IOException {
    try (LabSite site = new LabSite(Canary.VALUE, backend)) {
      var operator = new Operator(site);
      operator.edit(
          "ralf.yaml",
          "lab: true\n",
          "lab: true\ntemplate:\n  url: "
              + URL
              + "\n  checksum: sha512:"
              + Operations.sum("sha512", WorldOptions.UBUNTU)
              + "\n");
      if (backend == Backend.API) {
        assertThat(operator.refused("RALF-W077", "plan", LabSite.CARD))
            .contains("Sys.AccessNetwork is missing on /nodes/pve", "RALFDownload");
        site.lab().inject(new Fault.Grant("/nodes/pve", "Sys.AccessNetwork"));
      }
      assertThat(operator.ok("plan", LabSite.CARD).replaceAll("\\s+", " "))
          .contains("from " + URL, "RALF-N004");
      assertThat(operator.applied("N004")).contains("checksum verified");
      assertThat(operator.ok("plan", LabSite.CARD)).contains("0 to create, 0 to change");
      assertThat(site.lab().accessLog().stream().filter(l -> l.contains("download-url")))
          .hasSize(1);
      assertThat(site.dump()).contains("template " + WorldOptions.UBUNTU);
    }
  }
}
