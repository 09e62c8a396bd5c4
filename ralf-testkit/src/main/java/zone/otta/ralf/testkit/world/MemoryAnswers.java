package zone.otta.ralf.testkit.world;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import zone.otta.ralf.guest.Answers.Answer;
import zone.otta.ralf.guest.GuestQuestion;
import zone.otta.ralf.guest.Sha256;

/** What the guest answers to a question, in the texts of the real programs. */
final class MemoryAnswers {
  private static final String NO_SERVER =
      "psql: error: connection to server on socket \"/var/run/postgresql/.s.PGSQL.5432\" failed: No such file or directory\n"
          + "\tIs the server running locally and accepting connections on that socket?";
  private final MemoryState state;

  MemoryAnswers(MemoryState state) {
    this.state = state;
  }

  Answer to(GuestQuestion question) {
    return switch (question) {
      case GuestQuestion.Os os -> answer(question, 0, "ID=ubuntu\nVERSION_ID=\"24.04\"");
      case GuestQuestion.SystemState system -> system(question);
      case GuestQuestion.FileState file -> file(file);
      case GuestQuestion.FileText file -> text(file);
      case GuestQuestion.PackageState installed -> installed(installed);
      case GuestQuestion.PackageCandidate candidate ->
          answer(candidate, 0, state.aptUpdated ? "  Candidate: 16.15-0ubuntu0.24.04.1" : "");
      case GuestQuestion.UnitState unit -> unit(unit);
      case GuestQuestion.Sockets sockets ->
          answer(sockets, 0, state.serviceActive ? "LISTEN 0 244 10.10.20.10:5432 0.0.0.0:*" : "");
      case GuestQuestion.HostAddress host -> host(host);
      case GuestQuestion.Sql sql -> sql(sql);
    };
  }

  private Answer system(GuestQuestion question) {
    if (state.bootLooks > 0) {
      state.bootLooks--;
      return answer(question, 1, "starting");
    }
    return answer(question, 1, "degraded");
  }

  private Answer host(GuestQuestion.HostAddress question) {
    return state.zone.records(question.name() + ".").stream()
        .filter(r -> r.contains(" A "))
        .map(r -> r.substring(r.lastIndexOf(' ') + 1))
        .findFirst()
        .map(a -> answer(question, 0, a + "     STREAM " + question.name()))
        .orElseGet(() -> answer(question, 2, ""));
  }

  private Answer file(GuestQuestion.FileState question) {
    String path = question.path().value();
    MemoryState.GuestFile file = state.files.get(path);
    if (file == null) {
      return answer(question, 1, "stat: cannot statx '" + path + "': No such file or directory");
    }
    return answer(
        question,
        0,
        "regular file|%s|%s|%s|%d|%s\n%s  %s"
            .formatted(
                file.owner().user(),
                file.owner().group(),
                file.owner().mode().substring(1),
                file.text().getBytes(StandardCharsets.UTF_8).length,
                file.modified().toPlainString(),
                file.content(),
                path));
  }

  private Answer text(GuestQuestion.FileText question) {
    MemoryState.GuestFile file = state.files.get(question.path().value());
    return file == null
        ? answer(question, 1, "cat: " + question.path() + ": No such file or directory")
        : answer(question, 0, file.text().stripTrailing());
  }

  private Answer installed(GuestQuestion.PackageState question) {
    return state.packages.contains(question.name().value())
        ? answer(question, 0, "installed 16.15-0ubuntu0.24.04.1")
        : answer(question, 1, "dpkg-query: no packages found matching " + question.name());
  }

  private Answer unit(GuestQuestion.UnitState question) {
    if (state.packages.isEmpty()) {
      return answer(
          question, 0, "LoadState=not-found\nActiveState=inactive\nSubState=dead\nUnitFileState=");
    }
    return answer(
        question,
        0,
        "LoadState=loaded\nActiveState=%s\nSubState=%s\nUnitFileState=%s"
            .formatted(
                state.serviceActive ? "active" : "inactive",
                state.serviceActive ? "running" : "dead",
                state.serviceStartup)
            .replace(
                "LoadState=loaded",
                state.serviceStartup.equals("masked") ? "LoadState=masked" : "LoadState=loaded"));
  }

  private Answer sql(GuestQuestion.Sql question) {
    if (!state.serviceActive) {
      return state.packages.isEmpty()
          ? answer(
              question,
              1,
              "runuser: user postgres does not exist or the user entry does not contain all the required fields")
          : answer(question, 2, NO_SERVER);
    }
    if (question.database().equals("postgres")) {
      return answer(question, 0, String.join("\n", cluster()));
    }
    if (!state.databases.containsKey(question.database())) {
      return answer(question, 2, "FATAL:  database \"" + question.database() + "\" does not exist");
    }
    List<String> rows = state.schemas.get(question.database());
    return rows == null
        ? answer(question, 3, "psql:<stdin>:1: ERROR:  relation \"state.migration\" does not exist")
        : answer(question, 0, String.join("\n", rows));
  }

  private List<String> cluster() {
    var rows = new ArrayList<String>();
    rows.add("loaded|" + state.loadedAt.setScale(6, java.math.RoundingMode.HALF_UP));
    rows.add("checksums|on");
    rows.addAll(MemoryConfiguration.rows(state));
    for (Map.Entry<String, MemoryState.Role> role : state.roles.entrySet()) {
      rows.add(role(role.getKey(), role.getValue()));
    }
    state.foreignRoles.forEach(
        (n, r) ->
            rows.add(
                "stranger|%s|%s|%s"
                    .formatted(
                        n,
                        r.login() ? "t" : "f",
                        r.attributes().contains("superuser") ? "t" : "f")));
    state.databases.forEach(
        (n, d) ->
            rows.add(
                "database|%s|%s|%s|%s|%s"
                    .formatted(n, d.owner(), d.encoding(), d.locale(), d.closed() ? "t" : "f")));
    return rows;
  }

  private static String role(String name, MemoryState.Role role) {
    String iterations = "";
    String salt = "";
    String sum = "";
    if (role.verifier().startsWith("SCRAM-SHA-256$")) {
      String[] parts = role.verifier().split("[$:]");
      iterations = parts[1];
      salt = parts[2];
      sum = Sha256.of(Base64.getDecoder().decode(parts[3])).hex();
    }
    return "role|%s|%s|%s|%s|%s|%s|%s|%s|%s"
        .formatted(
            name,
            role.facts().login() ? "t" : "f",
            role.facts().inherit() ? "t" : "f",
            String.join(",", role.facts().attributes()),
            String.join(",", role.facts().memberOf()),
            role.verifier().isEmpty() ? "f" : "t",
            iterations,
            salt,
            sum);
  }

  private static Answer answer(GuestQuestion question, int exit, String text) {
    return new Answer(question.kind(), exit, text.isEmpty() ? List.of() : text.lines().toList());
  }
}
