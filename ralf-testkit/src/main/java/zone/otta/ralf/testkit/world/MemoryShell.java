package zone.otta.ralf.testkit.world;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.guest.FileOwner;
import zone.otta.ralf.guest.GuestCommand;
import zone.otta.ralf.guest.GuestQuestion;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.GuestShell;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.site.Ctid;
import zone.otta.ralf.testkit.host.Trouble;

/**
 * The inside of the container in memory; keeps the contract of its port. SQL scripts are known by
 * their first line, {@code -- ralf: role ralf}; what they make is taken from the plan's own facts.
 */
final class MemoryShell implements GuestShell {
  private static final Pattern TITLE = Pattern.compile("-- ralf: ([a-z ]+?) ?([a-z_0-9]+)\n");
  private static final Pattern VERIFIER = Pattern.compile("PASSWORD '(SCRAM-SHA-256\\$[^']+)'");
  private static final int MOST_OUTPUT = 1 << 20;
  private static final int INCOMPLETE_UPLOAD = 65;
  private static final Pattern RESET = Pattern.compile("ALTER SYSTEM RESET ([a-z_]+);");
  private final MemoryState state;
  private final CallFaults faults;
  private final Map<String, Step> scripts;
  private final MemoryAnswers answers;

  MemoryShell(MemoryState state, CallFaults faults, Map<String, Step> scripts) {
    this.state = state;
    this.faults = faults;
    this.scripts = scripts;
    this.answers = new MemoryAnswers(state);
  }

  @Override
  public Result run(Ctid ctid, GuestCommand command) {
    requireRunning(ctid);
    Optional<Trouble> trouble = state.line.take();
    Result result = MemoryLine.send(trouble, () -> perform(command));
    if (result.out().length() > MOST_OUTPUT) {
      throw MemoryLine.notUnderstood(command.title() + " says more than a mebibyte");
    }
    if (trouble.equals(Optional.of(Trouble.CUT))) {
      return ok(result.out().substring(0, result.out().length() / 2));
    }
    return trouble.equals(Optional.of(Trouble.GIBBERISH)) ? ok("gibberish\n") : result;
  }

  private void requireRunning(Ctid ctid) {
    if (!state.running || state.container.filter(c -> c.ctid().equals(ctid)).isEmpty()) {
      throw new PortException(
          Fault.REFUSED,
          "RALF-W007",
          Text.same("container " + ctid + " does not run"),
          Text.same("start it"));
    }
  }

  private Result perform(GuestCommand command) {
    return command instanceof GuestCommand.Ask ask
        ? ok(answer(ask.questions()))
        : faults.around(command.title(), () -> change(command));
  }

  private String answer(List<GuestQuestion> questions) {
    var out = new StringBuilder();
    for (int i = 0; i < questions.size(); i++) {
      var answer = answers.to(questions.get(i));
      out.append("#%d %s %d\n".formatted(i + 1, answer.kind(), answer.exit()));
      answer.lines().forEach(l -> out.append(' ').append(l).append('\n'));
    }
    return out.append("#end\n").toString();
  }

  private Result change(GuestCommand command) {
    switch (command) {
      case GuestCommand.Ask ask -> throw new IllegalStateException("asked");
      case GuestCommand.WriteFile file -> {
        return write(file);
      }
      case GuestCommand.AptUpdate update -> state.aptUpdated = true;
      case GuestCommand.AptInstall install -> install(install);
      case GuestCommand.ConfigurePackages configure -> {}
      case GuestCommand.MendPackages mend -> {}
      case GuestCommand.DaemonReload reload -> {}
      case GuestCommand.RestartUnit restart -> {
        if (state.serviceStartup.equals("masked")) {
          return new Result(1, "", "Failed to restart " + restart.unit() + ": Unit is masked.");
        }
        state.serviceActive = true;
        load();
      }
      case GuestCommand.UnmaskUnit unmask -> state.serviceStartup = "disabled";
      case GuestCommand.EnableUnit enable -> state.serviceStartup = "enabled";
      case GuestCommand.MakeCertificate make -> {
        put(make.request().key().value(), "key", new FileOwner("postgres", "postgres", "0600"));
        put(
            make.request().certificate().value(),
            MemoryCertificate.pem(make.request().dns().name()),
            new FileOwner("postgres", "postgres", "0644"));
      }
      case GuestCommand.Psql psql -> sql(new String(psql.input().bytes(), StandardCharsets.UTF_8));
    }
    return ok("");
  }

  private Result write(GuestCommand.WriteFile file) {
    String text = new String(file.content().bytes(), StandardCharsets.UTF_8);
    if (!Sha256.of(text).equals(file.sum())) {
      return new Result(INCOMPLETE_UPLOAD, "", "ralf: incomplete upload\n");
    }
    put(file.path().value(), text, file.owner());
    return ok("");
  }

  private void put(String path, String text, FileOwner owner) {
    state.files.put(
        path,
        new MemoryState.GuestFile(owner, Sha256.of(text), MemoryState.seconds(state.tick()), text));
  }

  private void install(GuestCommand.AptInstall install) {
    state.packages.add(install.name().value());
    state.serviceActive = true;
    state.serviceStartup = "enabled";
    load();
  }

  private void load() {
    state.loaded.clear();
    state.loaded.putAll(MemoryConfiguration.settings(state));
    state.loadedAt = MemoryState.seconds(state.tick());
  }

  private void sql(String script) {
    Matcher title = TITLE.matcher(script);
    if (!title.lookingAt()) {
      throw new AssertionError("a script without title");
    }
    String name = title.group(2);
    switch (title.group(1)) {
      case "role" -> role(name, script);
      case "database" -> state.databases.put(name, database(name, false));
      case "close database" -> state.databases.put(name, database(name, true));
      case "migration" -> migrate(script);
      case "reset" ->
          RESET.matcher(script).results().forEach(r -> state.bySystem.remove(r.group(1)));
      default -> throw new AssertionError("unknown script " + title.group(1));
    }
  }

  private void role(String name, String script) {
    Matcher verifier = VERIFIER.matcher(script);
    var role = (Facts.Role) script("role " + name).desired();
    state.roles.put(name, new MemoryState.Role(role, verifier.find() ? verifier.group(1) : ""));
  }

  private Step script(String name) {
    return Objects.requireNonNull(scripts.get(name), name);
  }

  private Facts.Database database(String name, boolean closed) {
    Facts.Database d = ((Step.ProvideDatabase) script("database " + name)).desired();
    return new Facts.Database(d.name(), d.owner(), d.encoding(), d.locale(), closed);
  }

  private void migrate(String script) {
    Matcher row =
        Pattern.compile("VALUES \\((\\d+), '([^']+)', '([0-9a-f]{64})'\\);").matcher(script);
    if (!row.find()) {
      throw new AssertionError("a migration that records nothing");
    }
    state
        .schemas
        .computeIfAbsent("ralf", k -> new ArrayList<>())
        .add(row.group(1) + "|" + row.group(2) + "|" + row.group(3));
  }

  private static Result ok(String out) {
    return new Result(0, out, "");
  }
}
