package zone.otta.ralf.lab;

import java.nio.file.Path;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.lab.dns.LabDns;
import zone.otta.ralf.lab.ssh.SshFace;

/** The status file {@code lab.json}: where everything is and which keys open it. */
final class LabStatus {
  private LabStatus() {}

  static String json(
      Path dir, int n, String node, SshFace inside, SshFace outside, String dnsHost, int dnsPort) {
    return Json.object()
            .with("n", n)
            .with("pid", ProcessHandle.current().pid())
            .with("node", face(dir, inside).with("name", node))
            .with("outside", face(dir, outside))
            .with(
                "dns",
                Json.object()
                    .with("host", dnsHost)
                    .with("port", dnsPort)
                    .with("keyName", LabDns.KEY_NAME)
                    .with("algorithm", LabDns.ALGORITHM)
                    .with("keySecretFile", dir.resolve("tsig.secret").toString()))
            .with("accessLog", dir.resolve("access.log").toString())
            .with("world", dir.resolve("world.dump").toString())
            .pretty()
        + "\n";
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
