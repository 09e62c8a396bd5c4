package zone.otta.ralf.cli.phases;

import zone.otta.ralf.json.Json;

/** By which way a lab's node is reached. */
public enum Backend {
  /** {@code pct} over SSH, as root. */
  PCT {
    @Override
    String proxmox(Json.Obj status) {
      LabJson node = new LabJson(status).part("node");
      return """
      proxmox:
        adapter: pct
        host: %s
        port: %d
        user: %s
        node: %s
        key_file: %s
      """
          .formatted(
              node.text("host"),
              node.number("port"),
              node.text("user"),
              node.text("name"),
              node.text("keyFile"));
    }
  },
  /** The API with a token, and SSH into the containers. */
  API {
    @Override
    String proxmox(Json.Obj status) {
      LabJson lab = new LabJson(status);
      LabJson api = lab.part("api");
      return """
      proxmox:
        adapter: api
        host: %s
        node: %s
        api:
          port: %d
          token: %s
          pool: %s
        guest:
          access: ssh
          key_file: %s
          port: %d
        reached_at: 127.%d.0.0/16
      """
          .formatted(
              api.text("host"),
              lab.part("node").text("name"),
              api.number("port"),
              DemoWorkspace.TOKEN,
              api.text("pool"),
              lab.part("node").text("keyFile"),
              lab.number("guest_ssh_port"),
              lab.number("n"));
    }
  };

  /** The part {@code proxmox} of {@code ralf.yaml} for a lab. */
  abstract String proxmox(Json.Obj status);
}
