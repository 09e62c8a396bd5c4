package zone.otta.ralf.apply;

import java.util.List;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.guest.Answers.Answer;
import zone.otta.ralf.guest.CertificateRequest;
import zone.otta.ralf.guest.FileOwner;
import zone.otta.ralf.guest.GuestCommand;
import zone.otta.ralf.guest.GuestInput;
import zone.otta.ralf.guest.GuestPath;
import zone.otta.ralf.guest.GuestQuestion;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.GuestFailure;
import zone.otta.ralf.port.GuestShell;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.port.SecretSource;
import zone.otta.ralf.recipe.postgresql.PostgresActions;

/**
 * Applies the steps inside a container. Every command may be repeated: that is how a lost answer
 * heals.
 */
final class GuestActions {
  private final GuestShell shell;
  private final PostgresActions postgres;

  GuestActions(GuestShell shell, SecretSource secrets) {
    this.shell = shell;
    this.postgres = new PostgresActions(shell, secrets);
  }

  /**
   * Applies one step.
   *
   * @param observed what is there now
   */
  void apply(Step.Guest step, Observation observed) {
    switch (step) {
      case Step.WriteFile file -> write(file);
      case Step.InstallPackage install -> install(install);
      case Step.MakeCertificate make -> certificate(make, observed);
      case Step.RunService service -> postgres.restart(service);
      case Step.ProvideRole role -> postgres.role(role.ctid(), role.desired());
      case Step.ExchangeVerifier exchange -> postgres.role(exchange.ctid(), exchange.desired());
      case Step.ProvideDatabase database -> postgres.database(database, observed);
      case Step.MigrateSchema schema -> postgres.migrate(schema, observed);
    }
  }

  /**
   * openssl keeps the mode of a key file that is there, and writes the key before the certificate:
   * what is there is emptied first, the certificate before the key, so that a cut in between shows.
   */
  private void certificate(Step.MakeCertificate step, Observation observed) {
    CertificateRequest request = step.request();
    if (observed instanceof Observation.Present) {
      empty(step, request.certificate(), FileOwner.postgres("0644"));
      empty(step, request.key(), FileOwner.postgres("0600"));
    }
    shell.require(step.ctid(), new GuestCommand.MakeCertificate(request));
  }

  private void empty(Step.MakeCertificate step, GuestPath path, FileOwner owner) {
    shell.require(
        step.ctid(), new GuestCommand.WriteFile(path, owner, Sha256.of(""), GuestInput.EMPTY));
  }

  private void write(Step.WriteFile step) {
    shell.require(
        step.ctid(),
        new GuestCommand.WriteFile(
            step.desired().path(),
            step.desired().owner(),
            step.desired().content(),
            GuestInput.of(step.content())));
    if (step.desired().path().value().startsWith("/etc/systemd/")) {
      shell.require(step.ctid(), new GuestCommand.DaemonReload());
    }
  }

  private void install(Step.InstallPackage step) {
    shell.require(step.ctid(), new GuestCommand.AptUpdate());
    refuseOtherMajor(step);
    var install = new GuestCommand.AptInstall(step.packageName());
    GuestShell.Result result = shell.run(step.ctid(), install);
    if (!result.ok() && result.err().contains("dpkg was interrupted")) {
      // Where packages lack others this fails, and says nothing that the next attempt does not.
      shell.run(step.ctid(), new GuestCommand.ConfigurePackages());
      result = shell.run(step.ctid(), install);
    }
    if (!result.ok() && result.err().contains("Unmet dependencies")) {
      shell.require(step.ctid(), new GuestCommand.MendPackages());
      result = shell.run(step.ctid(), install);
    }
    if (!result.ok()) {
      throw GuestFailure.of(step.ctid(), install, result);
    }
  }

  private void refuseOtherMajor(Step.InstallPackage step) {
    var question = new GuestQuestion.PackageCandidate(step.packageName());
    Answer answer = shell.ask(step.ctid(), List.of(question)).get(0);
    Optional<String> candidate =
        answer.lines().stream()
            .map(String::strip)
            .filter(l -> l.startsWith("Candidate: "))
            .map(l -> l.substring("Candidate: ".length()))
            .findFirst();
    int major = step.desired().major();
    if (candidate.filter(c -> c.matches(major + "[.+~-].*")).isEmpty()) {
      throw new PortException(
          Fault.CONFLICT,
          "RALF-A010",
          Text.of(
              "container "
                  + step.ctid()
                  + " does not offer "
                  + step.packageName()
                  + " of major "
                  + major
                  + " (apt offers: "
                  + candidate.orElse("nothing")
                  + ")",
              "Container "
                  + step.ctid()
                  + " bietet "
                  + step.packageName()
                  + " der Hauptversion "
                  + major
                  + " nicht an (apt bietet: "
                  + candidate.orElse("nichts")
                  + ")"),
          Text.of(
              "check the template's release and the container's package sources",
              "Release der Vorlage und Paketquellen des Containers prüfen"));
    }
  }
}
