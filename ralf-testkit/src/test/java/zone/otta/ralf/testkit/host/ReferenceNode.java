package zone.otta.ralf.testkit.host;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.ContainerHost;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.NodeInventory;
import zone.otta.ralf.port.NodeInventory.Guest;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.site.Ctid;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.HostName;
import zone.otta.ralf.site.Ipv4Address;
import zone.otta.ralf.site.Ipv4Interface;
import zone.otta.ralf.site.MacAddress;

/** The smallest node that keeps all the rules, and on demand breaks some. */
final class ReferenceNode implements ContainerHostWorld {
  /** A container of somebody else has no facts of ours. */
  private static final class Box {
    private Optional<Facts.Container> facts = Optional.empty();
    private Optional<Mark> mark = Optional.empty();
    private Optional<String> lock = Optional.empty();
    private String name = "";
    private boolean running;
  }

  private final Set<HostMistake> mistakes;
  private final Map<Ctid, Box> boxes = new TreeMap<>();
  private final Set<Facts.Template> templates = new HashSet<>(Set.of(template()));
  private Optional<Trouble> trouble = Optional.empty();
  private int created;

  ReferenceNode(Set<HostMistake> mistakes) {
    this.mistakes = mistakes;
  }

  private boolean makes(HostMistake mistake) {
    return mistakes.contains(mistake);
  }

  @Override
  public ContainerHost host() {
    return new Host();
  }

  @Override
  public Facts.Container container() {
    return new Facts.Container(
        new Ctid(20010),
        new HostName("postgres-ops"),
        2,
        2048,
        0,
        "local-lvm",
        16384,
        true,
        true,
        "vmbr0",
        Ipv4Interface.of("10.10.20.10/16"),
        Ipv4Address.of("10.10.0.1"),
        MacAddress.of(Ipv4Address.of("10.10.20.10")),
        Ipv4Address.of("10.10.0.1"),
        new DnsName("otta.zone"),
        true,
        new TreeSet<>(Set.of("ralf")),
        "Database");
  }

  @Override
  public Facts.Template template() {
    return new Facts.Template("local", "here.tar.zst");
  }

  @Override
  public Facts.Template downloadable() {
    return new Facts.Template("local", "there.tar.zst");
  }

  @Override
  public Facts.Template nowhere() {
    return new Facts.Template("local", "nowhere.tar.zst");
  }

  @Override
  public void occupy(Ctid id, String name) {
    Box box = new Box();
    box.name = name;
    boxes.put(id, box);
  }

  @Override
  public void lock(Ctid id, String lock) {
    boxes.get(id).lock = Optional.of(lock);
  }

  @Override
  public void next(Trouble next) {
    trouble = Optional.of(next);
  }

  @Override
  public int created() {
    return created;
  }

  @Override
  public void close() {}

  private static PortException failure(Fault fault) {
    return new PortException(fault, "RALF-W014", Text.same("reference " + fault), Optional.empty());
  }

  private final class Host implements ContainerHost {
    private final Map<Step.Host, Observation> remembered = new HashMap<>();
    private boolean closed;

    @Override
    public NodeInventory inventory(Query query) {
      var guests = new ArrayList<Guest>();
      boxes.forEach(
          (id, box) ->
              guests.add(
                  new Guest(
                      id,
                      Guest.Kind.CONTAINER,
                      box.name,
                      box.running,
                      makes(HostMistake.FORGETS_LOCK_IN_INVENTORY) ? Optional.empty() : box.lock,
                      "pve")));
      return new NodeInventory(
          "pve",
          "9.2.11",
          makes(HostMistake.HAS_NO_IDENTITY) ? "" : "SHA256:reference",
          guests,
          List.of(
              new NodeInventory.Storage(
                  "local-lvm", "lvmthin", true, 1L << 36, NodeInventory.Storage.Content.ROOTDIR)),
          templates.stream().map(t -> new NodeInventory.TemplateFile(t.file(), 1)).toList(),
          List.of(downloadable().file()),
          Set.of("vmbr0"),
          false);
    }

    @Override
    public List<Observation> observe(List<Step.Host> steps) {
      Optional<Trouble> now = trouble;
      trouble = Optional.empty();
      if (now.isPresent()) {
        return troubled(now.get(), steps);
      }
      var seen = new ArrayList<Observation>();
      for (Step.Host step : steps) {
        seen.add(
            makes(HostMistake.KEEPS_ITS_OWN_VIEW)
                ? remembered.computeIfAbsent(step, this::look)
                : look(step));
      }
      if (makes(HostMistake.ANSWERS_OUT_OF_ORDER)) {
        Collections.reverse(seen);
        return seen.isEmpty() ? seen : seen.subList(0, seen.size() - 1);
      }
      return seen;
    }

    private List<Observation> troubled(Trouble now, List<Step.Host> steps) {
      HostMistake wrong =
          switch (now) {
            case LOST_BEFORE, LOST_AFTER -> HostMistake.READS_LOST_CONNECTION_AS_ABSENT;
            case CUT -> HostMistake.READS_CUT_ANSWER_AS_COMPLETE;
            case GIBBERISH -> HostMistake.TAKES_GIBBERISH_FOR_ABSENT;
          };
      if (makes(wrong)) {
        return steps.stream().map(s -> (Observation) new Observation.Absent()).toList();
      }
      if (now == Trouble.GIBBERISH) {
        Finding why = Finding.blocker("RALF-W014", Text.same("gibberish"));
        return steps.stream().map(s -> (Observation) new Observation.Unknown(why)).toList();
      }
      throw failure(now == Trouble.CUT ? Fault.NOT_UNDERSTOOD : Fault.UNREACHABLE);
    }

    private Observation look(Step.Host step) {
      return switch (step) {
        case Step.ProvideTemplate t ->
            templates.contains(t.desired())
                ? Observation.Present.of(t.desired())
                : new Observation.Absent();
        case Step.CreateContainer c -> container(boxes.get(c.desired().ctid()));
        case Step.StartContainer s ->
            boxes.containsKey(s.desired().ctid())
                ? Observation.Present.of(
                    new Facts.Power(
                        s.desired().ctid(), boxes.get(s.desired().ctid()).running, true))
                : new Observation.Absent();
        case Step.Host other -> throw new AssertionError(other.name());
      };
    }

    private Observation container(Box box) {
      if (box == null) {
        return new Observation.Absent();
      }
      if (box.lock.isPresent() && !makes(HostMistake.IGNORES_LOCKS)) {
        return new Observation.Busy("lock: " + box.lock.get());
      }
      if (box.facts.isEmpty()) {
        return new Observation.Unknown(Finding.blocker("RALF-W047", Text.same("not ours")));
      }
      return new Observation.Present(box.facts.get(), box.mark);
    }

    @Override
    public void apply(Step.Host step, Optional<Mark> mark) {
      Optional<Trouble> now = trouble;
      trouble = Optional.empty();
      if (now.equals(Optional.of(Trouble.LOST_BEFORE))
          && !makes(HostMistake.REPEATS_AFTER_A_LOST_REQUEST)) {
        throw failure(Fault.UNREACHABLE);
      }
      act(step, mark);
      remembered.put(step, look(step));
      if (now.equals(Optional.of(Trouble.LOST_AFTER))
          && !makes(HostMistake.TAKES_A_LOST_REPLY_FOR_SUCCESS)) {
        throw failure(Fault.UNREACHABLE);
      }
    }

    private void act(Step.Host step, Optional<Mark> mark) {
      switch (step) {
        case Step.ProvideTemplate t -> provide(t.desired());
        case Step.CreateContainer c -> create(c, mark);
        case Step.StartContainer s -> start(boxes.get(s.desired().ctid()));
        case Step.Host other -> throw new AssertionError(other.name());
      }
    }

    private void provide(Facts.Template template) {
      if (template.equals(nowhere()) && !makes(HostMistake.BELIEVES_A_FAILED_DOWNLOAD)) {
        throw failure(Fault.REFUSED);
      }
      if (template.equals(downloadable()) && !makes(HostMistake.FORGETS_THE_DOWNLOAD)) {
        templates.add(template);
      }
    }

    private void create(Step.CreateContainer step, Optional<Mark> mark) {
      if (boxes.containsKey(step.desired().ctid())) {
        if (makes(HostMistake.TAKES_EXISTS_FOR_SUCCESS)) {
          return;
        }
        if (!makes(HostMistake.CREATES_OVER_WHAT_IS_THERE)) {
          throw failure(Fault.CONFLICT);
        }
      }
      if (!templates.contains(step.template()) && !makes(HostMistake.MAKES_WITHOUT_TEMPLATE)) {
        throw failure(Fault.REFUSED);
      }
      Box box = new Box();
      box.facts = Optional.of(stored(step.desired()));
      box.mark = stored(mark);
      box.name = step.desired().hostname().label();
      boxes.put(step.desired().ctid(), box);
      created++;
    }

    private Facts.Container stored(Facts.Container wanted) {
      byte[] ascii = wanted.purpose().getBytes(StandardCharsets.US_ASCII);
      return makes(HostMistake.CUTS_UMLAUTS)
          ? Failures.withPurpose(wanted, new String(ascii, StandardCharsets.US_ASCII))
          : wanted;
    }

    private Optional<Mark> stored(Optional<Mark> mark) {
      if (makes(HostMistake.LOSES_THE_MARK)) {
        return Optional.empty();
      }
      return makes(HostMistake.INVENTS_A_MARK) && mark.isEmpty()
          ? Optional.of(new Mark(new ServiceName("x"), 1, "0".repeat(32)))
          : mark;
    }

    private void start(Box box) {
      if (box == null) {
        if (makes(HostMistake.STARTS_WHAT_IS_NOT_THERE)) {
          return;
        }
        throw failure(Fault.REFUSED);
      }
      if (box.lock.isPresent() && !makes(HostMistake.IGNORES_LOCKS)) {
        throw failure(Fault.CONFLICT);
      }
      if (box.running && makes(HostMistake.FAILS_ON_A_SECOND_START)) {
        throw failure(Fault.CONFLICT);
      }
      box.running = !makes(HostMistake.STARTS_NOTHING);
    }

    @Override
    public void close() {
      if (closed && makes(HostMistake.FAILS_TO_CLOSE_TWICE)) {
        throw new IllegalStateException("closed");
      }
      closed = true;
    }
  }
}
