package zone.otta.ralf.cli.render;

import java.util.ArrayList;
import java.util.List;
import zone.otta.ralf.diagnostics.Language;
import zone.otta.ralf.gate.Verdict;
import zone.otta.ralf.plan.Action;

/** A plan as people read it: the change before the change. */
public final class PlanText {
  private static final int GROUP = 12;
  private final PlanRecord plan;
  private final Style style;
  private final boolean german;

  public PlanText(PlanRecord plan, Style style, Language language) {
    this.plan = plan;
    this.style = style;
    this.german = language == Language.DE;
  }

  /** The head, the steps and how many there are. */
  public List<String> steps(boolean verbose) {
    var lines = new ArrayList<String>();
    String left = plan.service() + (german ? " auf " : " on ") + plan.world();
    String right = plan.plan().isEmpty() ? "" : "plan " + plan.plan().substring(0, 12);
    lines.add(style.bold(SafeText.of(left)));
    if (!right.isEmpty()) {
      lines.add(right);
    }
    lines.add("");
    grouped(lines, verbose);
    if (!plan.steps().isEmpty()) {
      lines.add("  " + counts());
      lines.add("");
    }
    return lines;
  }

  private void grouped(List<String> lines, boolean verbose) {
    String group = "";
    var texts = new ArrayList<String>();
    for (PlanRecord.Line step : plan.steps()) {
      if (step.action() == Action.KEEP && !verbose) {
        continue;
      }
      for (StepText.Part part : step.parts()) {
        String key = sign(step.action()) + " " + DisplayWidth.pad(part.group(), GROUP);
        if (!key.equals(group)) {
          flush(lines, group, texts);
          group = key;
        }
        texts.add(part.text());
      }
      texts.addAll(step.change());
    }
    flush(lines, group, texts);
  }

  private void flush(List<String> lines, String group, List<String> texts) {
    if (!texts.isEmpty()) {
      String text = SafeText.of(String.join(", ", texts)).replace(" · ", style.dot());
      lines.addAll(Wrap.lines("  " + group + " ", GROUP + 5, text, style.width()));
    }
    texts.clear();
  }

  private static String sign(Action action) {
    return switch (action) {
      case CREATE -> "+";
      case UPDATE -> "~";
      case DELETE -> "-";
      case KEEP -> "=";
    };
  }

  private String counts() {
    String form =
        german
            ? "%d anzulegen, %d zu ändern, %d zu entfernen, %d unverändert"
            : "%d to create, %d to change, %d to destroy, %d as they are";
    return String.format(
        form,
        plan.count(Action.CREATE),
        plan.count(Action.UPDATE),
        plan.count(Action.DELETE),
        plan.count(Action.KEEP));
  }

  /** The gates and what to do next. */
  public List<String> gates() {
    var lines = new ArrayList<String>();
    lines.add(
        (german ? "gefragt: " : "asked: ")
            + SafeText.of(plan.world().split(" ", 2)[0])
            + (german ? " mit " : " with ")
            + plan.commands()
            + (german ? " Befehlen" : plan.commands() == 1 ? " command" : " commands"));
    lines.add("Gate 1: " + style.verdict(plan.gate1()));
    String next = plan.next().isEmpty() ? "" : (german ? "   Weiter: " : "   Next: ") + plan.next();
    lines.add("Gate 2: " + style.verdict(plan.gate2()) + next);
    if (plan.gate2() != Verdict.BLOCKER && plan.count(Action.KEEP) == plan.steps().size()) {
      lines.add(
          german
              ? "Nichts zu ändern: keine Freigabe nötig."
              : "Nothing to change: no approval needed.");
    }
    return lines;
  }
}
