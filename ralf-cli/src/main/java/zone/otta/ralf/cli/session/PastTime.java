package zone.otta.ralf.cli.session;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;

/**
 * A time as people say it: {@code 2026-11-24T10:00:00Z}, {@code 2026-11-24T11:00+01:00}, without a
 * zone in UTC as RALF prints it, a date for its first moment, {@code -2h} or {@code 2h} for what
 * lies that long back, {@code now}.
 */
public sealed interface PastTime {
  /** A moment. */
  record At(Instant moment) implements PastTime {}

  /** So long before now. */
  record Ago(Duration duration) implements PastTime {}

  Pattern BACK = Pattern.compile("-?(\\d{1,6})([smhdw])");
  Map<String, Duration> UNITS =
      Map.of(
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1),
          "w", Duration.ofDays(7));

  static Optional<PastTime> parse(String word) {
    if (word.equals("now")) {
      return Optional.of(new Ago(Duration.ZERO));
    }
    Matcher back = BACK.matcher(word);
    if (back.matches()) {
      Duration unit = Objects.requireNonNull(UNITS.get(back.group(2)));
      return Optional.of(new Ago(unit.multipliedBy(Long.parseLong(back.group(1)))));
    }
    return Stream.<Function<String, Instant>>of(
            text -> OffsetDateTime.parse(text).toInstant(),
            text -> LocalDateTime.parse(text).toInstant(ZoneOffset.UTC),
            text -> LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC))
        .flatMap(form -> moment(form, word).stream())
        .findFirst()
        .map(At::new);
  }

  private static Optional<Instant> moment(Function<String, Instant> form, String word) {
    try {
      return Optional.of(form.apply(word)).filter(m -> m.isAfter(Instant.EPOCH));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /**
   * The moment.
   *
   * @throws Refused {@code RALF-J013} if it is still to come
   */
  default Instant moment(InstantSource clock) {
    Instant now = clock.instant();
    Instant moment =
        switch (this) {
          case At at -> at.moment();
          case Ago ago -> now.minus(ago.duration());
        };
    if (moment.isAfter(now)) {
      throw new Refused(Exit.USAGE, tomorrow(moment));
    }
    return moment;
  }

  private static Finding tomorrow(Instant moment) {
    return Finding.blocker(
            "RALF-J013", Text.of(moment + " is still to come", moment + " liegt in der Zukunft"))
        .help(
            Text.of(
                "name a time that is past; without a zone it is read as UTC",
                "eine vergangene Zeit nennen; ohne Zone gilt sie als UTC"));
  }
}
