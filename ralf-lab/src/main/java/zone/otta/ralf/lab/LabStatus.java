package zone.otta.ralf.lab;

import java.nio.file.Path;
import java.util.Optional;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.lab.dns.CachingResolver;
import zone.otta.ralf.lab.dns.LabDns;
import zone.otta.ralf.lab.node.World;
import zone.otta.ralf.lab.rest.RestFace;
import zone.otta.ralf.lab.rest.Tickets;
import zone.otta.ralf.lab.ssh.SshFace;

/** The status file {@code lab.json}: where everything is and which keys open it. */
final class LabStatus {
  private LabStatus() {}

  static String json(
      Path dir,
      int n,
      String node,
      SshFace inside,
      SshFace outside,
      RestFace api,
      int guestSshPort,
      String dnsHost,
      int dnsPort,
      Optional<Json.Obj> vault,
      Optional<Json.Obj> pihole,
      Optional<CachingResolver> resolver,
      Optional<Json.Obj> opnsense) {
    return Json.object()
            .with("n", n)
            .with("pid", ProcessHandle.current().pid())
            .with("node", face(dir, inside).with("name", node))
            .with("outside", face(dir, outside))
            .with("api", api(dir, api))
            .with("guest_ssh_port", guestSshPort)
            .with(
                "dns",
                Json.object()
                    .with("host", dnsHost)
                    .with("port", dnsPort)
                    .with("keyName", LabDns.KEY_NAME)
                    .with("algorithm", LabDns.ALGORITHM)
                    .with("keySecretFile", dir.resolve("tsig.secret").toString()))
            .withOptional("vault", vault, v -> v)
            .withOptional("pihole", pihole, p -> p)
            .withOptional("resolver", resolver, LabStatus::resolver)
            .withOptional("opnsense", opnsense, o -> o)
            .with("accessLog", dir.resolve("access.log").toString())
            .with("world", dir.resolve("world.dump").toString())
            .pretty()
        + "\n";
  }

  private static Json.Obj resolver(CachingResolver resolver) {
    return Json.object().with("host", resolver.host()).with("port", resolver.port());
  }

  private static Json.Obj api(Path dir, RestFace api) {
    return Json.object()
        .with("url", "https://" + api.host() + ":" + api.port())
        .with("host", api.host())
        .with("port", api.port())
        .with("fingerprint", api.fingerprint())
        .with("certificateFile", dir.resolve("api.pem").toString())
        .with("pool", World.POOL)
        .with("tokenFile", dir.resolve("api.token").toString())
        .with("user", Tickets.user())
        .with("passwordFile", dir.resolve("api.password").toString());
  }

  private static Json.Obj face(Path dir, SshFace face) {
    return Json.object()
        .with("host", face.host())
        .with("port", face.port())
        .with("hostKey", face.hostKey())
        .with("user", "root")
        .with("keyFile", dir.resolve("id_ed25519").toString());
  }
}
