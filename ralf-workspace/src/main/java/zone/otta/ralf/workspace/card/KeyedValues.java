package zone.otta.ralf.workspace.card;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import zone.otta.ralf.card.Resources.DataVolume;
import zone.otta.ralf.diagnostics.CardPath;
import zone.otta.ralf.diagnostics.Text;

/**
 * Collects the {@code key: value} items of a card and settles which one counts. An item under a
 * heading that RALF does not know counts only where nothing else names its key.
 */
final class KeyedValues {
  private record Offer(Key key, KeyedItem item) {}

  private final Reading reading;
  private final List<Offer> certain = new ArrayList<>();
  private final List<Offer> uncertain = new ArrayList<>();
  private final Map<CardPath, Value> values = new LinkedHashMap<>();
  private final Map<CardPath, String> written = new HashMap<>();
  private final List<DataVolume> volumes = new ArrayList<>();

  KeyedValues(Reading reading) {
    this.reading = reading;
  }

  void offer(Key key, KeyedItem item, boolean known) {
    (known ? certain : uncertain).add(new Offer(key, item));
  }

  /** To be called once, after the last offer. */
  void settle() {
    certain.forEach(o -> take(o, true));
    var before = new HashMap<>(values);
    uncertain.stream().filter(o -> !before.containsKey(path(o))).forEach(o -> take(o, false));
  }

  private static CardPath path(Offer offer) {
    if (offer.key() != Key.CTID && offer.key() != Key.CTID_RULE) {
      return offer.key().path();
    }
    return CtidWords.parse(offer.item().value().text())
        .map(w -> w.number().isPresent() ? CardPath.CTID : CardPath.CTID_RULE)
        .orElse(offer.key().path());
  }

  private void take(Offer offer, boolean certain) {
    Value value = offer.item().value();
    if (offer.key() == Key.VOLUME) {
      volume(offer.item());
      return;
    }
    CardPath path = path(offer);
    if (value.blotted()) {
      return;
    }
    if (!values.containsKey(path)) {
      values.put(path, value);
      written.put(path, offer.item().written());
      reading.mark(path, value.blank() ? offer.item().place() : value.range());
    } else if (certain) {
      CardPath again = reading.remark(path, offer.item().place());
      reading.add(Remarks.duplicate(again, offer.item().written()));
    }
  }

  private void volume(KeyedItem item) {
    CardPath path = reading.next(CardPath.VOLUMES, item.value().range());
    Optional<Scalars.Size> size = Scalars.size(item.value().text()).filter(Scalars.Size::unit);
    if (size.isEmpty()) {
      reading.add(Remarks.unreadable(path, item.written(), Text.same("`64 GB`")));
      return;
    }
    volumes.add(new DataVolume(item.parameter().orElse(""), size.get().mib()));
  }

  List<DataVolume> volumes() {
    return volumes;
  }

  /** The value behind a key if there is one that is not blank. */
  Optional<Value> value(CardPath path) {
    return Optional.ofNullable(values.get(path)).filter(v -> !v.blank());
  }

  /** The parsed value; a finding if there is one that cannot be parsed. */
  <T> Optional<T> read(CardPath path, Text expected, Function<String, Optional<T>> parse) {
    return value(path).flatMap(v -> parsed(path, v, expected, parse));
  }

  private <T> Optional<T> parsed(
      CardPath path, Value value, Text expected, Function<String, Optional<T>> parse) {
    Optional<T> result = parse.apply(value.text());
    if (result.isEmpty()) {
      reading.add(Remarks.unreadable(path, written.getOrDefault(path, ""), expected));
    }
    return result;
  }

  /** A size of memory: without a unit it is MB, and a finding says so. */
  Optional<Long> memory(CardPath path) {
    Optional<Scalars.Size> size = read(path, Text.same("`2048 MB`"), Scalars::size);
    size.filter(s -> !s.unit())
        .ifPresent(s -> reading.add(Remarks.noUnit(path, written.getOrDefault(path, ""), s.mib())));
    return size.map(Scalars.Size::mib);
  }

  /** A size of storage: the unit must be there. */
  Optional<Long> storage(CardPath path) {
    return read(
        path,
        Text.same("`16 GB`"),
        t -> Scalars.size(t).filter(Scalars.Size::unit).map(Scalars.Size::mib));
  }
}
