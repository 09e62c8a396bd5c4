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
    };
  }

  static String type(Step.Dns step) {
    return switch (step) {
      case Step.RegisterAddress a -> "A";
      case Step.RegisterPointer p -> "PTR";
    };
  }

  /** The name whose text says who owns the record: a pointer is owned by what it points to. */
  static String owner(Step.Dns step, Entry entry) {
    return switch (step) {
      case Step.RegisterAddress a -> name(a);
      case Step.RegisterPointer p -> entry.data();
    };
  }

  static Facts facts(Step.Dns step, Entry entry) {
    return switch (step) {
      case Step.RegisterAddress a ->
          new Facts.Address(a.desired().name(), Ipv4Address.of(entry.data()), entry.ttl());
      case Step.RegisterPointer p ->
          new Facts.Pointer(
              p.desired().address(),
              new DnsName(entry.data().substring(0, entry.data().length() - 1)),
              p.desired().zone(),
              entry.ttl());
    };
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
    };
  }

  private static String reverse(Ipv4Address address) {
    Stream<String> octets =
        IntStream.of(4, 3, 2, 1).mapToObj(place -> Integer.toString(address.octet(place)));
    List<String> labels = new ArrayList<>(octets.toList());
    labels.add("in-addr.arpa.");
    return String.join(".", labels);
  }
}
