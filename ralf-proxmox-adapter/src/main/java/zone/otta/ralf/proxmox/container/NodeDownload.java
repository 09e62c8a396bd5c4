package zone.otta.ralf.proxmox.container;

import java.util.List;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Step;

/** The words by which the node itself loads a template. */
public final class NodeDownload {
  private NodeDownload() {}

  /** {@code pveam download}, or for a URL {@code pvesh create}; any node calls itself localhost. */
  public static List<String> argv(Step.ProvideTemplate step) {
    Facts.Template template = step.desired();
    return step.from()
        .map(
            from ->
                List.of(
                    "pvesh",
                    "create",
                    "/nodes/localhost/storage/" + template.storage() + "/download-url",
                    "--content",
                    "vztmpl",
                    "--filename",
                    template.file(),
                    "--url",
                    from.url(),
                    "--checksum",
                    from.checksum(),
                    "--checksum-algorithm",
                    from.algorithm()))
        .orElseGet(() -> List.of("pveam", "download", template.storage(), template.file()));
  }
}
