package zone.otta.ralf.proxmox.pct;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.guest.Answers.Answer;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.NodeInventory.TemplateFile;
import zone.otta.ralf.port.NodeQuestion;
import zone.otta.ralf.port.NodeQuestion.Kind;
import zone.otta.ralf.proxmox.answer.ProxmoxTexts;
import zone.otta.ralf.proxmox.container.ContainerConfig;
import zone.otta.ralf.proxmox.container.ContainerView;
import zone.otta.ralf.site.Ctid;

/**
 * Which question shows a step's fact, and what its answer says. Absent is only what was said to be
 * absent.
 */
final class HostObserver {
  private static final Pattern SNAPSHOT = Pattern.compile("`-> (\\S+)");

  private HostObserver() {}

  static List<NodeQuestion> questions(Step.Host step) {
    return switch (step) {
      case Step.ProvideTemplate t -> ask(Kind.TEMPLATES, t.desired().storage());
      case Step.CreateContainer c -> config(c.desired().ctid());
      case Step.ChangeContainer c -> config(c.desired().ctid());
      case Step.HaveContainer h -> config(h.desired().ctid());
      case Step.RollBack r -> config(r.desired().ctid());
      case Step.DestroyContainer d -> config(d.ctid());
      case Step.SetFirewall f -> firewall(f.desired().ctid());
      case Step.StartContainer s -> power(s.desired().ctid());
      case Step.RestartContainer r -> power(r.desired().ctid());
      case Step.StopContainer s -> power(s.desired().ctid());
      case Step.TakeSnapshot t -> ask(Kind.SNAPSHOTS, t.desired().ctid().toString());
    };
  }

  private static List<NodeQuestion> ask(Kind kind, String argument) {
    return List.of(new NodeQuestion(kind, argument));
  }

  private static List<NodeQuestion> config(Ctid ctid) {
    return ask(Kind.CONFIG, ctid.toString());
  }

  private static List<NodeQuestion> firewall(Ctid ctid) {
    String id = ctid.toString();
    return List.of(
        new NodeQuestion(Kind.CONFIG, id),
        new NodeQuestion(Kind.FIREWALL, id),
        new NodeQuestion(Kind.GUARD, id));
  }

  private static List<NodeQuestion> power(Ctid ctid) {
    return List.of(
        new NodeQuestion(Kind.STATUS, ctid.toString()),
        new NodeQuestion(Kind.PENDING, ctid.toString()));
  }

  static Observation read(Step.Host step, Function<NodeQuestion, Answer> answers) {
    Answer first = answers.apply(questions(step).get(0));
    return switch (step) {
      case Step.ProvideTemplate t -> template(t.desired(), first);
      case Step.CreateContainer c -> config(c, c.desired().ctid(), first);
      case Step.ChangeContainer c -> config(c, c.desired().ctid(), first);
      case Step.HaveContainer h -> config(h, h.desired().ctid(), first);
      case Step.DestroyContainer d -> config(d, d.ctid(), first);
      case Step.RollBack r -> config(r, r.desired().ctid(), first);
      case Step.SetFirewall f -> firewall(f.desired().ctid(), first, answers);
      case Step.StartContainer s -> power(s.desired().ctid(), first, answers);
      case Step.RestartContainer r -> power(r.desired().ctid(), first, answers);
      case Step.StopContainer s -> power(s.desired().ctid(), first, answers);
      case Step.TakeSnapshot t -> snapshot(t.desired(), first);
    };
  }

  private static Observation template(Facts.Template wanted, Answer answer) {
    Text action = Text.of("template " + wanted.volume(), "Vorlage " + wanted.volume());
    Optional<List<TemplateFile>> files = NodeTables.templates(answer.lines());
    if (!answer.ok() || files.isEmpty()) {
      return unknown(action, answer);
    }
    return files.get().stream().anyMatch(f -> f.file().equals(wanted.file()))
        ? Observation.Present.of(wanted)
        : new Observation.Absent();
  }

  private static Observation config(Step.Host step, Ctid ctid, Answer answer) {
    Text action = Text.same("Container " + ctid);
    if (!answer.ok()) {
      return ProxmoxTexts.saysAbsent(answer.text(), ctid.number())
          ? new Observation.Absent()
          : unknown(action, answer);
    }
    return ContainerConfig.parse(answer.lines())
        .map(config -> ContainerView.of(step, config))
        .orElseGet(() -> unknown(action, answer));
  }

  /** Rules can be there before their container is: they are nothing without it. */
  private static Observation firewall(
      Ctid ctid, Answer config, Function<NodeQuestion, Answer> answers) {
    Text action = Text.of("firewall of container " + ctid, "Firewall von Container " + ctid);
    if (!config.ok()) {
      return ProxmoxTexts.saysAbsent(config.text(), ctid.number())
          ? new Observation.Absent()
          : unknown(action, config);
    }
    List<NodeQuestion> questions = firewall(ctid);
    Answer rules = answers.apply(questions.get(1));
    Answer options = answers.apply(questions.get(2));
    Optional<ContainerConfig> container = ContainerConfig.parse(config.lines());
    return PctFirewall.view(rules, options)
        .flatMap(view -> container.map(c -> view.facts(ctid, c.guarded())))
        .<Observation>map(Observation.Present::of)
        .orElseGet(() -> unknown(action, rules.ok() ? options : rules));
  }

  private static Observation power(
      Ctid ctid, Answer status, Function<NodeQuestion, Answer> answers) {
    String text = status.text().strip();
    Text action = Text.of("power of container " + ctid, "Betrieb von Container " + ctid);
    if (!status.ok()) {
      return ProxmoxTexts.saysAbsent(text, ctid.number())
          ? new Observation.Absent()
          : unknown(action, status);
    }
    return switch (text) {
      // What waits takes its turn when it starts.
      case "status: stopped" -> Observation.Present.of(new Facts.Power(ctid, false, true));
      case "status: running" -> {
        Answer pending = answers.apply(new NodeQuestion(Kind.PENDING, ctid.toString()));
        yield pending.ok()
            ? Observation.Present.of(new Facts.Power(ctid, true, settled(pending)))
            : unknown(action, pending);
      }
      default -> unknown(action, status);
    };
  }

  /** {@code pct pending}: {@code cur}, {@code new} and {@code del} rows; the last two wait. */
  private static boolean settled(Answer pending) {
    return pending.lines().stream().noneMatch(l -> l.startsWith("new ") || l.startsWith("del "));
  }

  /** {@code pct listsnapshot}: a tree, {@code `-> NAME DATE TIME DESCRIPTION} a line. */
  private static Observation snapshot(Facts.Snapshot wanted, Answer answer) {
    if (!answer.ok()) {
      return ProxmoxTexts.saysAbsent(answer.text(), wanted.ctid().number())
          ? new Observation.Absent()
          : unknown(
              Text.of("snapshots of " + wanted.ctid(), "Schnappschüsse von " + wanted.ctid()),
              answer);
    }
    return answer.lines().stream()
            .map(SNAPSHOT::matcher)
            .anyMatch(m -> m.find() && m.group(1).equals(wanted.name().value()))
        ? Observation.Present.of(wanted)
        : new Observation.Absent();
  }

  private static Observation unknown(Text action, Answer answer) {
    // A refusal that is understood still shows nothing of the object itself.
    return new Observation.Unknown(ProxmoxTexts.of(answer.text()).findingFor(action));
  }
}
