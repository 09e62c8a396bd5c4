package zone.otta.ralf.plan;

import java.util.Set;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.site.DnsName;

/**
 * Tells what is ours. An object is ours if it carries a mark of this service with a valid MAC, and
 * our own journal knows the run: a mark alone can be forged.
 *
 * @param runs the runs of this service in our journal
 * @param dnsMarks whether DNS records carry marks; where they cannot, an equal record is taken for
 *     ours
 */
public record Ownership(ServiceName service, MarkKey key, Set<Long> runs, boolean dnsMarks) {
  public Ownership {
    runs = Set.copyOf(runs);
  }

  /**
   * The name a mark binds an object by; empty for steps whose object carries none. A pointer has no
   * room for a mark: it is owned by the name it points to, whose mark it shares.
   */
  public static String object(Step step) {
    return switch (step) {
      case Step.CreateContainer create -> "container " + create.desired().ctid();
      case Step.RegisterAddress register -> dns(register.desired().name());
      case Step.RegisterPointer register -> dns(register.desired().name());
      case Step.ChangeContainer change -> "container " + change.desired().ctid();
      case Step.HaveContainer have -> "container " + have.desired().ctid();
      case Step.RollBack back -> "container " + back.desired().ctid();
      case Step.DestroyContainer destroy -> destroy.object();
      case Step.UnregisterAddress unregister -> unregister.object();
      case Step.UnregisterPointer unregister -> dns(unregister.pointer().name());
      case Step.ProvideTemplate t -> "";
      case Step.SetFirewall s -> "";
      case Step.StartContainer s -> "";
      case Step.RestartContainer s -> "";
      case Step.StopContainer s -> "";
      case Step.TakeSnapshot s -> "";
      case Step.Kept k -> "";
      case Step.Guest g -> "";
    };
  }

  public boolean ours(Step step, Observation.Present present) {
    return switch (step) {
      case Step.CreateContainer create -> marked(object(step), present);
      case Step.RegisterAddress register ->
          dnsMarks
              ? marked(object(step), present) || adopted(register, present)
              : present.facts().equals(register.desired());
      case Step.RegisterPointer register ->
          present.facts().equals(register.desired()) || dnsMarks && pointed(present);
      case Step.ChangeContainer change -> marked(object(step), present);
      case Step.HaveContainer have -> marked(object(step), present);
      case Step.RollBack back -> marked(object(step), present);
      case Step.DestroyContainer destroy -> marked(object(step), present);
      case Step.UnregisterAddress unregister ->
          dnsMarks ? marked(object(step), present) : present.facts().equals(unregister.address());
      case Step.UnregisterPointer unregister ->
          present.facts().equals(unregister.pointer()) || dnsMarks && pointed(present);
      case Step.ProvideTemplate template -> true;
      case Step.SetFirewall set -> true;
      case Step.StartContainer start -> true;
      case Step.RestartContainer restart -> true;
      case Step.StopContainer stop -> true;
      case Step.TakeSnapshot take -> true;
      case Step.Kept kept -> true;
      case Step.Guest guest -> true;
    };
  }

  /** Nobody's mark, and a person said yes to just this record. */
  private static boolean adopted(Step.RegisterAddress step, Observation.Present present) {
    return present.mark().isEmpty()
        && step.adopted().filter(a -> present.facts().equals(a)).isPresent();
  }

  private static String dns(DnsName name) {
    return "dns " + name;
  }

  /** A pointer to whatever name is ours if that name carries our mark. */
  private boolean pointed(Observation.Present present) {
    return present.facts() instanceof Facts.Pointer seen && marked(dns(seen.name()), present);
  }

  private boolean marked(String object, Observation.Present present) {
    return present
        .mark()
        .filter(m -> m.service().equals(service) && runs.contains(m.run()))
        .filter(m -> key.verify(m, object))
        .isPresent();
  }
}
