package zone.otta.ralf.testkit.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.Ipv4Address;
import zone.otta.ralf.testkit.dns.MemoryZone.Entry;

/** Between steps and records. */
final class MemoryRecords {
  private MemoryRecords() {}

  static String name(Step.Dns step) {
    return switch (step) {
      case Step.RegisterAddress a -> a.desired().name() + ".";
      case Step.RegisterPointer p -> reverse(p.desired().address());
      case Step.UnregisterAddress a -> a.address().name() + ".";
      case Step.UnregisterPointer p -> reverse(p.pointer().address());
    };
  }

  static String type(Step.Dns step) {
    return switch (step) {
      case Step.RegisterAddress a -> "A";
      case Step.UnregisterAddress a -> "A";
      case Step.RegisterPointer p -> "PTR";
      case Step.UnregisterPointer p -> "PTR";
    };
  }

  /** The name whose text says who owns the record: a pointer is owned by what it points to. */
  static String owner(Step.Dns step, Entry entry) {
    return switch (step) {
      case Step.RegisterAddress a -> name(a);
      case Step.UnregisterAddress a -> name(a);
      case Step.RegisterPointer p -> entry.data();
      case Step.UnregisterPointer p -> entry.data();
    };
  }

  static Facts facts(Step.Dns step, Entry entry) {
    return switch (step) {
      case Step.RegisterAddress a -> address(a.desired(), entry);
      case Step.UnregisterAddress a -> address(a.address(), entry);
      case Step.RegisterPointer p -> pointer(p.desired(), entry);
      case Step.UnregisterPointer p -> pointer(p.pointer(), entry);
    };
  }

  private static Facts address(Facts.Address asked, Entry entry) {
    return new Facts.Address(asked.name(), Ipv4Address.of(entry.data()), entry.ttl());
  }

  private static Facts pointer(Facts.Pointer asked, Entry entry) {
    return new Facts.Pointer(
        asked.address(),
        new DnsName(entry.data().substring(0, entry.data().length() - 1)),
        asked.zone(),
        entry.ttl());
  }

  static List<String> of(Step.Dns step, Mark mark) {
    return switch (step) {
      case Step.RegisterAddress a -> {
        String start = name(a) + " " + a.desired().ttlSeconds();
        yield List.of(
            start + " A " + a.desired().address(), start + " TXT \"" + mark.line() + "\"");
      }
      case Step.RegisterPointer p ->
          List.of(name(p) + " " + p.desired().ttlSeconds() + " PTR " + p.desired().name() + ".");
      case Step.Removal r -> List.of();
    };
  }

  /** The lifetime a step wants. */
  static int seconds(Step.Dns step) {
    return switch (step) {
      case Step.RegisterAddress a -> a.desired().ttlSeconds();
      case Step.UnregisterAddress a -> a.address().ttlSeconds();
      case Step.RegisterPointer p -> p.desired().ttlSeconds();
      case Step.UnregisterPointer p -> p.pointer().ttlSeconds();
    };
  }

  /** The pointer that a server makes from an address by itself. */
  static String pointer(Facts.Address address) {
    return reverse(address.address()) + " " + address.ttlSeconds() + " PTR " + address.name() + ".";
  }

  static String reverse(Entry address) {
    return reverse(Ipv4Address.of(address.data()));
  }

  private static String reverse(Ipv4Address address) {
    Stream<String> octets =
        IntStream.of(4, 3, 2, 1).mapToObj(place -> Integer.toString(address.octet(place)));
    List<String> labels = new ArrayList<>(octets.toList());
    labels.add("in-addr.arpa.");
    return String.join(".", labels);
  }
}
