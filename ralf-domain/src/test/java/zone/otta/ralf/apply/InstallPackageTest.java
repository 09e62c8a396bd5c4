package zone.otta.ralf.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.guest.GuestCommand;
import zone.otta.ralf.guest.PackageName;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.GuestShell;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.port.Secret;
import zone.otta.ralf.port.SecretSource;
import zone.otta.ralf.site.Ctid;
import zone.otta.ralf.site.SecretReference;

/** An installation that an earlier one left half done is ended, in apt's and dpkg's own words. */
class InstallPackageTest {
  private static final Step.InstallPackage STEP =
      new Step.InstallPackage(
          new Ctid(20010), new Facts.Package(new PackageName("postgresql-15"), 15));
  private static final GuestShell.Result OK = new GuestShell.Result(0, "", "");
  private static final GuestShell.Result INTERRUPTED =
      new GuestShell.Result(
          100,
          "",
          "E: dpkg was interrupted, you must manually run 'dpkg --configure -a' to correct the problem. \n");
  private static final GuestShell.Result UNMET =
      new GuestShell.Result(
          100,
          "",
          "E: Unmet dependencies. Try 'apt --fix-broken install' with no packages (or specify a solution).\n");
  private static final GuestShell.Result UNCONFIGURED =
      new GuestShell.Result(1, "", "dependency problems - leaving unconfigured\n");

  private final List<String> ran = new ArrayList<>();
  private final Queue<GuestShell.Result> answers = new ArrayDeque<>();

  private void install(GuestShell.Result... answered) {
    answers.addAll(List.of(answered));
    new GuestActions(this::answer, new NoSecrets()).apply(STEP, new Observation.Absent());
    assertThat(answers).isEmpty();
  }

  private GuestShell.Result answer(Ctid ctid, GuestCommand command) {
    if (command instanceof GuestCommand.Ask ask) {
      return new GuestShell.Result(
          0, "#1 candidate 0\n postgresql-15:\n   Candidate: 15.14-0+deb12u1\n#end\n", "");
    }
    if (command instanceof GuestCommand.AptUpdate) {
      return OK;
    }
    ran.add(command.title());
    return answers.remove();
  }

  @Test
  void aHealthyContainerIsNotMended() {
    install(OK);
    assertThat(ran).containsExactly("apt-get install postgresql-15");
  }

  @Test
  void whatPackagesLackIsBroughtIn() {
    install(UNMET, OK, OK);
    assertThat(ran)
        .containsExactly(
            "apt-get install postgresql-15",
            "apt-get --fix-broken install",
            "apt-get install postgresql-15");
  }

  @Test
  void interruptedByDpkgAndLackingPackages() {
    install(INTERRUPTED, UNCONFIGURED, UNMET, OK, OK);
    assertThat(ran)
        .containsExactly(
            "apt-get install postgresql-15",
            "dpkg --configure -a",
            "apt-get install postgresql-15",
            "apt-get --fix-broken install",
            "apt-get install postgresql-15");
  }

  @Test
  void whatCannotBeMendedIsSaidInItsOwnWords() {
    assertThatThrownBy(() -> install(INTERRUPTED, UNCONFIGURED, INTERRUPTED))
        .isInstanceOf(PortException.class)
        .hasMessageContaining("dpkg was interrupted");
    assertThat(ran).hasSize(3);
  }

  /** Packages need none. */
  private record NoSecrets() implements SecretSource {
    @Override
    public boolean present(SecretReference reference) {
      return false;
    }

    @Override
    public <T> T use(SecretReference reference, Function<Secret, T> callback) {
      throw new AssertionError(reference);
    }

    @Override
    public void create(SecretReference reference) {
      throw new AssertionError(reference);
    }
  }
}
