package zone.otta.ralf.cli.render;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import zone.otta.ralf.journal.StoredEvent;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.workspace.json.JsonReader;

/** An event of the journal on one line, for people and as JSON. */
public final class EventText {
  private final StoredEvent event;
  private final Instant at;
  private final Json payload;

  private EventText(StoredEvent event) {
    this.event = event;
    this.at = Instant.EPOCH.plus(event.event().occurredUs(), ChronoUnit.MICROS);
    this.payload =
        new JsonReader()
            .read(event.event().payload())
            .orThrow(m -> new IllegalStateException("payload"));
  }

  /** Prints it in the form that was asked for. */
  public static void print(StoredEvent event, Output output) {
    if (output.json()) {
      output.event(new EventText(event).json());
    } else {
      output.line(new EventText(event).line());
    }
  }

  private String line() {
    return SafeText.of(
        String.format(
            "%5d  %s  %-20s %-9s %s%s",
            event.position(),
            at.truncatedTo(ChronoUnit.MILLIS),
            event.stream(),
            event.event().type(),
            actor().map(a -> "[" + a + "] ").orElse(""),
            event.event().payload()));
  }

  private Json json() {
    return Json.object()
        .with("position", event.position())
        .with("stream", event.stream().value())
        .with("version", event.version())
        .with("id", event.event().id().toString())
        .with("at", at.toString())
        .with("type", event.event().type())
        .withOptional("actor", actor(), Json.Str::new)
        .with("hash", event.hash().hex())
        .with("payload", payload);
  }

  /** Who had it done; before events named it, approvals did. */
  private Optional<String> actor() {
    return member(payload, "by")
        .flatMap(by -> account(by, "user"))
        .or(() -> member(payload, "approval").flatMap(a -> account(a, "osUser")));
  }

  private static Optional<String> account(Json who, String user) {
    return text(who, user).flatMap(name -> text(who, "host").map(host -> name + "@" + host));
  }

  private static Optional<Json> member(Json json, String name) {
    return json instanceof Json.Obj object ? object.get(name) : Optional.empty();
  }

  private static Optional<String> text(Json json, String name) {
    return member(json, name)
        .filter(Json.Str.class::isInstance)
        .map(text -> ((Json.Str) text).value());
  }
}
