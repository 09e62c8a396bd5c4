package zone.otta.ralf.lab.guest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import zone.otta.ralf.lab.exec.Call;
import zone.otta.ralf.lab.exec.NotInVocabulary;
import zone.otta.ralf.lab.exec.Program;

/** systemctl, in the recorded forms with the recorded answers. */
final class Systemctl {
  private final Units units;
  private final Supplier<String> systemState;

  Systemctl(Units units, Supplier<String> systemState) {
    this.units = units;
    this.systemState = systemState;
  }

  Map<String, Program> all() {
    return Map.of("systemctl", this::run);
  }

  private int run(List<String> argv, Call call) throws IOException, InterruptedException {
    String verb = argv.size() < 2 ? "" : argv.get(1);
    String unit = argv.get(argv.size() - 1);
    return switch (verb) {
      case "is-system-running" -> systemState(call);
      case "daemon-reload" -> 0;
      case "is-active" -> isActive(unit, call);
      case "is-enabled" -> isEnabled(unit, call);
      case "show" -> show(argv, unit, call);
      case "enable" -> enable(unit, call);
      case "start", "stop", "restart", "reload" -> {
        if (argv.size() != 3) {
          throw new NotInVocabulary(argv);
        }
        yield change(verb, unit, call);
      }
      default -> throw new NotInVocabulary(argv);
    };
  }

  private int systemState(Call call) {
    String state = systemState.get();
    call.out(state + "\n");
    return state.equals("running") ? 0 : 1;
  }

  private int isActive(String unit, Call call) {
    String state = units.state(unit).active();
    call.out(state + "\n");
    return state.equals("active") ? 0 : 3;
  }

  private int isEnabled(String unit, Call call) {
    String state = units.state(unit).file();
    if (state.isEmpty()) {
      call.err("Failed to get unit file state for " + unit + ": No such file or directory\n");
      return 1;
    }
    call.out(state + "\n");
    return state.equals("disabled") ? 1 : 0;
  }

  /** The order is systemd's own, whatever the caller's. */
  private int show(List<String> argv, String unit, Call call) {
    var asked = new ArrayList<String>();
    for (int i = 2; i + 1 < argv.size(); i += 2) {
      if (!argv.get(i).equals("-p")) {
        throw new NotInVocabulary(argv);
      }
      asked.add(argv.get(i + 1));
    }
    Units.State state = units.state(unit);
    var shown = new ArrayList<String>();
    for (String line :
        List.of(
            "Result=" + state.result(),
            "LoadState=" + state.load(),
            "ActiveState=" + state.active(),
            "SubState=" + state.sub(),
            "UnitFileState=" + state.file())) {
      if (asked.remove(line.substring(0, line.indexOf('=')))) {
        shown.add(line);
      }
    }
    if (!asked.isEmpty()) {
      throw new NotInVocabulary(argv);
    }
    shown.forEach(l -> call.out(l + "\n"));
    return 0;
  }

  private int enable(String unit, Call call) {
    if (!units.known(unit)) {
      call.err("Failed to enable unit: Unit file " + unit + " does not exist.\n");
      return 1;
    }
    units.enable(unit);
    return 0;
  }

  private int change(String verb, String unit, Call call) throws IOException, InterruptedException {
    if (!units.known(unit)) {
      call.err(
          "Failed to "
              + verb.toLowerCase(Locale.ROOT)
              + " "
              + unit
              + ": Unit "
              + unit
              + " not found.\n");
      return 5;
    }
    boolean ok =
        switch (verb) {
          case "stop" -> {
            units.stop(unit);
            yield true;
          }
          case "reload" -> {
            units.reload(unit);
            yield true;
          }
          case "restart" -> {
            units.stop(unit);
            yield units.start(unit);
          }
          default -> units.start(unit);
        };
    if (ok) {
      return 0;
    }
    call.err(
        "Job for "
            + unit
            + " failed because the service did not take the steps required by its unit"
            + " configuration.\nSee \"systemctl status "
            + unit
            + "\" and \"journalctl -xeu "
            + unit
            + "\" for details.\n");
    return 1;
  }
}
