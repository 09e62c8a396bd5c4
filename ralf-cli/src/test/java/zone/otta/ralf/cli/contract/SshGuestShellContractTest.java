package zone.otta.ralf.cli.contract;

import zone.otta.ralf.testkit.host.GuestShellContract;
import zone.otta.ralf.testkit.host.GuestShellWorld;

/** SSH into a container that was made through the API keeps the rules of a guest shell. */
class SshGuestShellContractTest extends GuestShellContract {
  @Override
  protected GuestShellWorld open() throws Exception {
    return new ApiGuestWorld();
  }
}
