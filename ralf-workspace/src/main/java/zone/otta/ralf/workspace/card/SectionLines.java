package zone.otta.ralf.workspace.card;

import java.util.ArrayList;
import java.util.List;
import zone.otta.ralf.card.Dependency;
import zone.otta.ralf.card.EmbeddedStatus;
import zone.otta.ralf.card.Exposure;
import zone.otta.ralf.card.Port;
import zone.otta.ralf.card.Security;
import zone.otta.ralf.diagnostics.CardPath;
import zone.otta.ralf.site.SecretReference;

/** The sections whose lines are sentences: each line is given to the reader of its section. */
final class SectionLines {
  private final Reading reading;
  private final PortLines ports;
  private final SecurityLines security;
  private final SecretLines secrets;
  private final StatusBlocks status;
  private final List<Dependency> dependencies = new ArrayList<>();
  private final List<String> reasons = new ArrayList<>();

  SectionLines(Reading reading) {
    this.reading = reading;
    this.ports = new PortLines(reading);
    this.security = new SecurityLines(reading);
    this.secrets = new SecretLines(reading);
    this.status = new StatusBlocks(reading);
  }

  void line(Section section, Passage line) {
    switch (section) {
      case PORTS -> ports.line(line);
      case DEPENDENCIES -> dependency(line);
      case SECURITY -> security.line(line);
      case SECRETS -> secrets.line(line);
      case REASONS -> reason(line);
      case PROFILE, RESOURCES, PLACEMENT, PERSISTENT, STATUS, OTHER -> {}
    }
  }

  void status(Outline.Fence fence) {
    status.read(fence);
  }

  private void dependency(Passage line) {
    reading.next(CardPath.DEPENDENCIES, line.whole());
    dependencies.add(DependencyLines.of(line));
  }

  private void reason(Passage line) {
    reading.next(CardPath.REASONS, line.whole());
    reasons.add(line.prose());
  }

  List<Port> ports() {
    return ports.ports();
  }

  Exposure exposure() {
    return ports.exposure();
  }

  List<Dependency> dependencies() {
    return dependencies;
  }

  Security security() {
    return security.security();
  }

  List<SecretReference> secrets() {
    return secrets.references();
  }

  List<String> reasons() {
    return reasons;
  }

  List<EmbeddedStatus> status() {
    return status.objects();
  }
}
