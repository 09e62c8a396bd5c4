package zone.otta.ralf.cli.contract;

import zone.otta.ralf.testkit.host.ContainerHostContract;
import zone.otta.ralf.testkit.host.ContainerHostWorld;

/** The API by log-in with a ticket keeps the rules of a container host. */
class ApiTicketContractTest extends ContainerHostContract {
  @Override
  protected ContainerHostWorld open() throws Exception {
    return ApiWorld.loggedIn();
  }
}
