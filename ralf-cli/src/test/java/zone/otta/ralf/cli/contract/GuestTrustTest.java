package zone.otta.ralf.cli.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.guest.GuestQuestion;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.proxmox.guest.GuestConnections;
import zone.otta.ralf.proxmox.guest.SshGuestShell;
import zone.otta.ralf.site.Ctid;

/** Whose word counts for the host key of a container. */
class GuestTrustTest {
  private static final Ctid CTID = new Ctid(20010);
  private ApiGuestWorld world;

  @BeforeEach
  void open() throws Exception {
    world = new ApiGuestWorld();
  }

  @AfterEach
  void close() throws Exception {
    world.close();
  }

  private static void ask(GuestConnections connections) {
    new SshGuestShell(connections).ask(CTID, List.of(new GuestQuestion.Os()));
  }

  private static String refusal(Runnable call) {
    return catchThrowableOfType(PortException.class, call::run).code().id();
  }

  @Test
  void theKeyIsLearnedOnceAndPinned() {
    assertThat(world.trust().awaited).containsExactly(CTID);
    ask(world.connections());
    assertThat(world.trust().awaited).isEmpty();
    String pinned = world.trust().keys.get(CTID);
    assertThat(pinned).startsWith("container-20010 ssh-ed25519 ");
    ask(world.connections());
    assertThat(world.trust().keys.get(CTID)).isEqualTo(pinned);
  }

  @Test
  void aContainerNobodyHereMadeIsNotBelieved() {
    world.trust().forget(CTID);
    assertThat(refusal(() -> ask(world.connections()))).isEqualTo("RALF-W003");
    assertThat(world.trust().keys).isEmpty();
  }

  @Test
  void aChangedKeyIsRefused() {
    String other =
        "container-20010 ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGPKSUTyz1HwHReFVvD5obVsALAgJRNarH4TRpNePnAS\n";
    world.trust().keys.put(CTID, other);
    assertThat(refusal(() -> ask(world.connections()))).isEqualTo("RALF-W004");
    assertThat(world.trust().keys).containsEntry(CTID, other);
  }

  @Test
  void aRestartedContainerIsEnteredAgain() {
    GuestConnections before = world.connections();
    ask(before);
    world
        .host()
        .apply(new Step.RestartContainer(new Facts.Power(CTID, true, true)), Optional.empty());
    ask(before);
    assertThat(before.commands()).isGreaterThanOrEqualTo(2);
    before.close();
  }

  @Test
  void nothingIsCreatedWhereSomethingAnswers() {
    assertThat(
            refusal(
                () ->
                    world
                        .host()
                        .apply(
                            new Step.CreateContainer(world.container(), world.template()),
                            Optional.empty())))
        .isEqualTo("RALF-W015");
  }

  @Test
  void aDestroyedContainerIsForgotten() {
    ask(world.connections());
    world
        .host()
        .apply(new Step.StopContainer(new Facts.Power(CTID, false, true)), Optional.empty());
    assertThat(refusal(() -> ask(world.connections()))).isEqualTo("RALF-W010");
    world.host().apply(new Step.DestroyContainer(CTID), Optional.empty());
    assertThat(world.trust().keys).isEmpty();
  }
}
