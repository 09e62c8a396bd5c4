package zone.otta.ralf.proxmox.pct;

import java.util.List;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.guest.Answers.Answer;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.NodeInventory.TemplateFile;
import zone.otta.ralf.port.NodeQuestion;
import zone.otta.ralf.port.NodeQuestion.Kind;
import zone.otta.ralf.proxmox.answer.ProxmoxTexts;
import zone.otta.ralf.site.Ctid;

/**
 * Which question shows a step's fact, and what its answer says. Absent is only what was said to be
 * absent.
 */
final class HostObserver {
  private HostObserver() {}

  static NodeQuestion question(Step.Host step) {
    return switch (step) {
      case Step.ProvideTemplate t -> new NodeQuestion(Kind.TEMPLATES, t.desired().storage());
      case Step.CreateContainer c -> new NodeQuestion(Kind.CONFIG, c.desired().ctid().toString());
      case Step.StartContainer s -> new NodeQuestion(Kind.STATUS, s.desired().ctid().toString());
    };
  }

  static Observation read(Step.Host step, Answer answer) {
    return switch (step) {
      case Step.ProvideTemplate t -> template(t.desired(), answer);
      case Step.CreateContainer c -> container(c.desired().ctid(), answer);
      case Step.StartContainer s -> power(s.desired().ctid(), answer);
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

  private static Observation container(Ctid ctid, Answer answer) {
    Text action = Text.same("Container " + ctid);
    if (!answer.ok()) {
      return ProxmoxTexts.saysAbsent(answer.text(), ctid.number())
          ? new Observation.Absent()
          : unknown(action, answer);
    }
    Optional<ContainerConfig> config = ContainerConfig.parse(answer.lines());
    if (config.isEmpty()) {
      return unknown(action, answer);
    }
    Optional<String> lock = config.get().lock();
    if (lock.isPresent()) {
      return new Observation.Busy("lock: " + lock.get());
    }
    return config
        .get()
        .observed(ctid)
        .<Observation>map(present -> present)
        .orElseGet(() -> otherForm(ctid));
  }

  private static Observation otherForm(Ctid ctid) {
    return new Observation.Unknown(
        Finding.blocker(
                "RALF-W047",
                Text.of(
                    "container "
                        + ctid
                        + " is there, but RALF did not make it: its configuration has another form",
                    "Container "
                        + ctid
                        + " ist da, aber nicht von RALF gemacht: seine Konfiguration hat eine andere Form"))
            .help(
                Text.of(
                    "`pct config "
                        + ctid
                        + "` shows whose it is; choose another CTID, or remove it",
                    "`pct config "
                        + ctid
                        + "` zeigt, wem er gehört; andere CTID wählen oder ihn entfernen")));
  }

  private static Observation power(Ctid ctid, Answer answer) {
    String text = answer.text().strip();
    if (answer.ok() && text.equals("status: running")) {
      return Observation.Present.of(new Facts.Power(ctid, true));
    }
    if (answer.ok() && text.equals("status: stopped")) {
      return Observation.Present.of(new Facts.Power(ctid, false));
    }
    return !answer.ok() && ProxmoxTexts.saysAbsent(text, ctid.number())
        ? new Observation.Absent()
        : unknown(Text.of("power of container " + ctid, "Betrieb von Container " + ctid), answer);
  }

  private static Observation unknown(Text action, Answer answer) {
    // A refusal that is understood still shows nothing of the object itself.
    return new Observation.Unknown(ProxmoxTexts.of(answer.text()).findingFor(action));
  }
}
