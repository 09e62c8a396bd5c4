package zone.otta.ralf.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.Type;
import org.xbill.DNS.Update;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.guest.FileOwner;
import zone.otta.ralf.guest.GuestCommand;
import zone.otta.ralf.guest.GuestInput;
import zone.otta.ralf.guest.GuestPath;
import zone.otta.ralf.guest.GuestQuestion;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.lab.Lab;
import zone.otta.ralf.lab.dns.LabDns;
import zone.otta.ralf.proxmox.guest.PctExecShell;
import zone.otta.ralf.proxmox.ssh.RemoteCommand;
import zone.otta.ralf.proxmox.ssh.Reply;
import zone.otta.ralf.proxmox.ssh.SshConnection;
import zone.otta.ralf.proxmox.ssh.SshSettings;
import zone.otta.ralf.site.Ctid;

/** What somebody does by hand to the lab, past RALF: over the node's SSH and the name server. */
final class LabHand implements AutoCloseable {
  static final String CLUSTER = "/etc/postgresql/16/main/";
  private static final Ctid CTID = new Ctid(20010);
  private final Lab lab;
  private final SshConnection node;
  private final PctExecShell shell;

  LabHand(Lab lab) {
    this.lab = lab;
    this.node =
        new SshConnection(
            new SshSettings(
                lab.node().host(),
                lab.node().port(),
                "root",
                new SshSettings.Login.KeyFile(lab.keyFile()),
                "pve",
                "pve " + lab.node().hostKey(),
                true,
                Duration.ofSeconds(15)));
    this.shell = new PctExecShell(node);
  }

  /** A command on the node. */
  void node(String... argv) {
    Reply reply =
        node.run(RemoteCommand.of(Text.same("by hand"), List.of(argv), Duration.ofSeconds(60)));
    if (!reply.ok()) {
      throw new IllegalStateException(reply.all());
    }
  }

  /** A command in the guest. */
  void guest(String... argv) {
    var line = new ArrayList<>(List.of("pct", "exec", CTID.toString(), "--"));
    line.addAll(List.of(argv));
    node(line.toArray(String[]::new));
  }

  void sql(String database, String script) {
    shell.require(CTID, new GuestCommand.Psql(database, GuestInput.of(script)));
  }

  /** Edits a file of the cluster's configuration; the server loads it. */
  void edit(String name, FileOwner owner, UnaryOperator<String> change) {
    GuestPath path = new GuestPath(CLUSTER + name);
    var old = shell.ask(CTID, List.of(new GuestQuestion.FileText(path))).get(0);
    String text = change.apply(old.ok() ? old.text() + "\n" : "");
    shell.require(
        CTID, new GuestCommand.WriteFile(path, owner, Sha256.of(text), GuestInput.of(text)));
    guest("systemctl", "reload", "postgresql@16-main.service");
  }

  /** Replaces the address of a name; its text stays. */
  void moveName(String name, String address) {
    update(
        Lab.ZONE,
        u -> {
          u.delete(absolute(name), Type.A);
          add(u, absolute(name), Type.A, 300, address);
        });
  }

  void removePointer(String reverseName) {
    update(Lab.REVERSE_ZONE, u -> u.delete(absolute(reverseName), Type.PTR));
  }

  private interface Change {
    void on(Update update) throws IOException;
  }

  private void update(String zone, Change change) {
    try {
      Update update = new Update(absolute(zone));
      change.on(update);
      var resolver = new SimpleResolver(lab.net().toLoopback("10.10.0.1"));
      resolver.setPort(lab.dns().port());
      resolver.setTCP(true);
      String secret = Files.readString(lab.keySecretFile()).strip();
      resolver.setTSIGKey(new TSIG(TSIG.HMAC_SHA256, LabDns.KEY_NAME, secret));
      int rcode = resolver.send(update).getRcode();
      if (rcode != Rcode.NOERROR) {
        throw new IllegalStateException(Rcode.string(rcode));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void add(Update update, Name name, int type, long ttl, String value)
      throws IOException {
    update.add(
        Record.fromString(name, type, org.xbill.DNS.DClass.IN, ttl, value, absolute(Lab.ZONE)));
  }

  private static Name absolute(String name) {
    try {
      return Name.fromString(name + ".");
    } catch (org.xbill.DNS.TextParseException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    node.close();
  }
}
