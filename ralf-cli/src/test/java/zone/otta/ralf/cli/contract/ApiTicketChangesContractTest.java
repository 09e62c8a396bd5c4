package zone.otta.ralf.cli.contract;

import zone.otta.ralf.testkit.host.ContainerChangesContract;
import zone.otta.ralf.testkit.host.ContainerHostWorld;

/** The API by log-in with a ticket keeps the rules of changing what exists. */
class ApiTicketChangesContractTest extends ContainerChangesContract {
  @Override
  protected ContainerHostWorld open() throws Exception {
    return ApiWorld.loggedIn();
  }
}
