package zone.otta.ralf.cli.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import zone.otta.ralf.lab.Fault;
import zone.otta.ralf.lab.node.Operations;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.ContainerHost;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.site.TemplateSource;
import zone.otta.ralf.testkit.host.ContainerHostWorld;

/** A template from a URL: the same by every way to the node. */
class TemplateFromUrlTest {
  private static final String URL = "https://mirror.example/images/";

  enum Way {
    PCT,
    TOKEN,
    TICKET;

    ContainerHostWorld open() throws Exception {
      return switch (this) {
        case PCT -> LabWorld.start();
        case TOKEN -> allowed(ApiWorld.pooled());
        case TICKET -> allowed(ApiWorld.loggedIn());
      };
    }

    private static ApiWorld allowed(ApiWorld world) {
      world.lab().inject(new Fault.Grant("/nodes/pve", "Sys.AccessNetwork"));
      return world;
    }
  }

  private static Step.ProvideTemplate step(Facts.Template template, String file, String sum) {
    return new Step.ProvideTemplate(template, Optional.of(TemplateSource.of(URL + file, sum)));
  }

  private static String refusal(ContainerHost host, Step.Host step) {
    return catchThrowableOfType(PortException.class, () -> host.apply(step, Optional.empty()))
        .code()
        .id();
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void it_is_kept_only_if_its_sum_is_right(Way way) throws Exception {
    try (ContainerHostWorld world = way.open();
        ContainerHost host = world.host()) {
      Facts.Template wanted = world.downloadable();
      String file = wanted.file();
      var right = step(wanted, file, "sha512:" + Operations.sum("sha512", file));
      assertThat(refusal(host, step(wanted, file, "sha256:" + "0".repeat(64))))
          .isEqualTo("RALF-W080");
      assertThat(refusal(host, step(wanted, "nowhere-1.tar.zst", "sha256:" + "0".repeat(64))))
          .isEqualTo("RALF-W038");
      assertThat(host.observe(List.of(right)).get(0)).isEqualTo(new Observation.Absent());
      assertThat(host.lacking(List.of(right))).isEmpty();
      host.apply(right, Optional.empty());
      assertThat(host.observe(List.of(right)).get(0)).isEqualTo(Observation.Present.of(wanted));
      // Once more, as after a lost answer: nothing is put over it.
      host.apply(right, Optional.empty());
    }
  }
}
