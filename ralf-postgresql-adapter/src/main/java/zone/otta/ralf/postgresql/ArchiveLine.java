package zone.otta.ralf.postgresql;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.journal.Anchor;
import zone.otta.ralf.journal.ChainHash;
import zone.otta.ralf.journal.NewEvent;
import zone.otta.ralf.journal.StoredEvent;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.port.Imports.Batch;
import zone.otta.ralf.port.Journal.Snapshot;
import zone.otta.ralf.port.Metadata;
import zone.otta.ralf.port.RunRecords.GateDecision;
import zone.otta.ralf.port.RunRecords.Outcome;
import zone.otta.ralf.port.RunRecords.Phase;
import zone.otta.ralf.port.RunRecords.PlanRecord;
import zone.otta.ralf.port.RunRecords.StepResult;

/**
 * A line of an archive: a flat JSON object. Names are a file format. What was stored as JSON stands
 * in it as a string, since its bytes count.
 */
sealed interface ArchiveLine {
  String FORM = "ralf-memory-archive/";

  /**
   * The form that is written; 1 is read as well, which has no {@link Past} and {@link Anchored}.
   */
  int FORM_NOW = 2;

  /** Longer than any: a snapshot's state of 16 MiB, escaped. */
  int MAX_LENGTH = 110 * 1024 * 1024;

  /**
   * The first line.
   *
   * @param form 1 or 2
   * @param schema of the memory
   * @param position of its last event
   */
  record Header(int form, UUID store, int schema, long position) implements ArchiveLine {
    public Header {
      if (form < 1 || form > FORM_NOW) {
        throw new IllegalArgumentException("form " + form);
      }
    }
  }

  /** Lines that the first form does not have. */
  sealed interface SecondForm extends ArchiveLine {}

  /** A journal that was taken there; stands before its first event. */
  record Past(Batch batch) implements SecondForm {}

  /** An anchor was taken there; stands behind the event at its position. */
  record Anchored(long position, Sha256 root) implements SecondForm {}

  /** A plan. */
  record Planned(PlanRecord plan) implements SecondForm {}

  /** A decision about a plan that stands before it. */
  record Decided(GateDecision decision) implements SecondForm {}

  /** A step's result of a plan that stands before it. */
  record Stepped(StepResult result) implements SecondForm {}

  /**
   * An event.
   *
   * @param recordedUs the server's time when it was stored, in microseconds since 1970
   * @param writer the login that stored it
   */
  record Stored(StoredEvent event, long recordedUs, String writer) implements ArchiveLine {}

  /** A snapshot. */
  record Kept(Snapshot snapshot) implements ArchiveLine {}

  /** A value of the metadata. */
  record Value(Metadata.Scope scope, Metadata.Entry entry) implements ArchiveLine {}

  /** The highest fence that was given for a name; who has the lease is not kept. */
  record Fence(String name, long fence) implements ArchiveLine {}

  /** Where all streams end. */
  record Heads(Anchor anchor) implements ArchiveLine {}

  /** The last line: the sum over all bytes before it. */
  record End(Sha256 sum) implements ArchiveLine {}

  default String json() {
    Json.Obj object =
        switch (this) {
          case Header h ->
              line("archive")
                  .with("form", FORM + h.form())
                  .with("store", h.store().toString())
                  .with("schema", h.schema())
                  .with("position", h.position());
          case Past p -> past(p.batch());
          case Anchored a ->
              line("anchored").with("position", a.position()).with("root", a.root().hex());
          case Planned p ->
              line("plan")
                  .with("digest", p.plan().digest().hex())
                  .with("subject", p.plan().subject())
                  .with("base", p.plan().base())
                  .with("body", p.plan().body());
          case Decided d -> decision(d.decision());
          case Stepped s -> step(s.result());
          case Stored s -> event(s);
          case Kept k ->
              line("snapshot")
                  .with("stream", k.snapshot().stream().value())
                  .with("kind", k.snapshot().kind())
                  .with("version", k.snapshot().version())
                  .with("hash", k.snapshot().atHash().hex())
                  .with("state", k.snapshot().state());
          case Value v ->
              line("metadata")
                  .with("scope", v.scope().value())
                  .with("key", v.entry().key())
                  .with("revision", v.entry().revision())
                  .with("value", v.entry().json());
          case Fence f -> line("fence").with("name", f.name()).with("fence", f.fence());
          case Heads h -> line("anchor").with("text", h.anchor().text());
          case End e -> line("end").with("sha256", e.sum().hex());
        };
    return object.compact();
  }

  private static Json.Obj line(String kind) {
    return Json.object().with("line", kind);
  }

  private static Json.Obj past(Batch batch) {
    return line("past")
        .with("source", batch.source().toString())
        .with("file", batch.file().hex())
        .with("first", batch.first())
        .with("last", batch.last())
        .with("heads", batch.heads().hex());
  }

  private static Json.Obj decision(GateDecision decision) {
    return line("decision")
        .with("id", decision.id().toString())
        .with("plan", decision.plan().hex())
        .with("gate", decision.gate())
        .with("outcome", decision.outcome().name())
        .with("by", decision.decidedBy())
        .with("reason", decision.reason())
        .withOptional("until_us", decision.validUntilUs(), Json.Num::new)
        .with("event", decision.event().toString());
  }

  private static Json.Obj step(StepResult result) {
    return line("step")
        .with("plan", result.plan().hex())
        .with("step", result.step())
        .with("key", result.key())
        .with("phase", result.phase().name())
        .withOptional("output", result.output(), Json.Str::new)
        .with("fence", result.fence())
        .with("event", result.event().toString());
  }

  private static Json.Obj event(Stored stored) {
    StoredEvent event = stored.event();
    return line("event")
        .with("position", event.position())
        .with("stream", event.stream().value())
        .with("version", event.version())
        .with("id", event.event().id().toString())
        .with("type", event.event().type())
        .with("occurred_us", event.event().occurredUs())
        .with("recorded_us", stored.recordedUs())
        .with("writer", stored.writer())
        .with("payload", event.event().payload())
        .with("hash", event.hash().hex());
  }

  /** Empty if it is no such line. */
  static Optional<ArchiveLine> parse(String json) {
    try {
      return Optional.of(of(members(json))).filter(line -> line.json().equals(json));
    } catch (JacksonException | IllegalArgumentException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  private static Map<String, String> members(String json) {
    Map<String, String> members = new HashMap<>();
    try (JsonParser parser = Flat.JSON.createParser(ObjectReadContext.empty(), json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("no object");
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = Objects.requireNonNull(parser.currentName());
        JsonToken value = parser.nextToken();
        if (value != JsonToken.VALUE_STRING && value != JsonToken.VALUE_NUMBER_INT) {
          throw new IllegalArgumentException("not flat");
        }
        members.put(name, parser.getString());
      }
    }
    return members;
  }

  private static ArchiveLine of(Map<String, String> m) {
    return switch (text(m, "line")) {
      case "archive" ->
          new Header(
              form(text(m, "form")),
              UUID.fromString(text(m, "store")),
              Math.toIntExact(number(m, "schema")),
              number(m, "position"));
      case "past" ->
          new Past(
              new Batch(
                  UUID.fromString(text(m, "source")),
                  new Sha256(text(m, "file")),
                  number(m, "first"),
                  number(m, "last"),
                  new Sha256(text(m, "heads"))));
      case "anchored" -> new Anchored(number(m, "position"), new Sha256(text(m, "root")));
      case "plan" ->
          new Planned(
              new PlanRecord(
                  new Sha256(text(m, "digest")),
                  text(m, "subject"),
                  number(m, "base"),
                  text(m, "body")));
      case "decision" ->
          new Decided(
              new GateDecision(
                  UUID.fromString(text(m, "id")),
                  new Sha256(text(m, "plan")),
                  text(m, "gate"),
                  Outcome.valueOf(text(m, "outcome")),
                  text(m, "by"),
                  text(m, "reason"),
                  Optional.ofNullable(m.get("until_us")).map(Long::valueOf),
                  UUID.fromString(text(m, "event"))));
      case "step" ->
          new Stepped(
              new StepResult(
                  new Sha256(text(m, "plan")),
                  Math.toIntExact(number(m, "step")),
                  text(m, "key"),
                  Phase.valueOf(text(m, "phase")),
                  Optional.ofNullable(m.get("output")),
                  number(m, "fence"),
                  UUID.fromString(text(m, "event"))));
      case "event" ->
          new Stored(
              new StoredEvent(
                  number(m, "position"),
                  new StreamName(text(m, "stream")),
                  number(m, "version"),
                  new NewEvent(
                      UUID.fromString(text(m, "id")),
                      text(m, "type"),
                      number(m, "occurred_us"),
                      text(m, "payload")),
                  new ChainHash(text(m, "hash"))),
              number(m, "recorded_us"),
              text(m, "writer"));
      case "snapshot" ->
          new Kept(
              new Snapshot(
                  new StreamName(text(m, "stream")),
                  text(m, "kind"),
                  number(m, "version"),
                  new ChainHash(text(m, "hash")),
                  text(m, "state")));
      case "metadata" ->
          new Value(
              new Metadata.Scope(text(m, "scope")),
              new Metadata.Entry(text(m, "key"), number(m, "revision"), text(m, "value")));
      case "fence" -> new Fence(text(m, "name"), number(m, "fence"));
      case "anchor" ->
          new Heads(
              Anchor.parse(text(m, "text"))
                  .orElseThrow(() -> new IllegalArgumentException("no anchor")));
      case "end" -> new End(new Sha256(text(m, "sha256")));
      default -> throw new IllegalArgumentException("no such line");
    };
  }

  private static int form(String text) {
    if (!text.startsWith(FORM)) {
      throw new IllegalArgumentException("another form");
    }
    return Integer.parseInt(text.substring(FORM.length()));
  }

  private static String text(Map<String, String> members, String name) {
    String value = members.get(name);
    if (value == null) {
      throw new IllegalArgumentException("without " + name);
    }
    return value;
  }

  private static long number(Map<String, String> members, String name) {
    return Long.parseLong(text(members, name));
  }

  /** The library that reads it. */
  final class Flat {
    private static final JsonFactory JSON =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder().maxStringLength(MAX_LENGTH).build())
            .build();

    private Flat() {}
  }
}
