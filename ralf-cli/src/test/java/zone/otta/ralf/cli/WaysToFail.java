package zone.otta.ralf.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static zone.otta.ralf.cli.CanarySite.SYNC_PATH;
import static zone.otta.ralf.cli.CanarySite.TOKEN_PATH;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import zone.otta.ralf.lab.Fault;
import zone.otta.ralf.lab.vault.VaultTrouble;

/** All that can go wrong with the secrets of a site that keeps them in its vault. */
final class WaysToFail {
  private static final String CARD = LabSite.CARD;
  private static final String ITEM = "vaultwarden://postgresql?folder=ralf";

  /** Of no account. */
  static final String PASSWORD = "wr0ng\"c4nary$5&+/%\\Q";

  private static final String PHRASE = "correct horse canary staple";
  private static final String KEY = "d3IwbmctYzRuYXJ5LWtleS1vZi1ub2JvZHk=";
  private static final String UUID = "0badc0de-c4a1-4a17-8aaa-0badc0dec4a1";
  private static final String TWO_FACTORS =
      """
      {"error": "invalid_grant", "error_description": "Two factor required.",
       "TwoFactorProviders": ["0", "%s"], "TwoFactorProviders2": {"0": null, "%s": {}}}
      """
          .formatted(UUID, UUID);

  /** The secrets in here, by what they are called. */
  static final Map<String, String> WRONG =
      Map.of(
          "a wrong secret",
          PASSWORD,
          "a passphrase",
          PHRASE,
          "half of a passphrase",
          "canary staple",
          "a wrong key",
          KEY,
          "a wrong token",
          UUID);

  private final CanarySite site;
  private final String elsewhere;

  /**
   * @param elsewhere the address of another server
   */
  WaysToFail(CanarySite site, String elsewhere) {
    this.site = site;
    this.elsewhere = elsewhere;
  }

  Stream<WayToFail> all() {
    return Stream.of(ofTheVault(), ofCreation(), ofTheOthers(), ofPeople()).flatMap(s -> s);
  }

  private static WayToFail failure(String name, String code, Consumer<CanarySite> prepare) {
    return new WayToFail(name, code, "secrets check " + CARD, prepare);
  }

  private static WayToFail atLogin(String code, VaultTrouble trouble) {
    return failure("login: " + trouble, code, s -> s.server().trouble(TOKEN_PATH, trouble));
  }

  private static WayToFail byPassword(String code, VaultTrouble trouble) {
    return failure(
        "login by password: " + trouble,
        code,
        s -> {
          s.byPassword();
          s.server().trouble(TOKEN_PATH, trouble);
        });
  }

  private static WayToFail atSync(String code, VaultTrouble trouble) {
    return failure("sync: " + trouble, code, s -> s.server().trouble(SYNC_PATH, trouble));
  }

  private Stream<WayToFail> ofTheVault() {
    var all = new ArrayList<WayToFail>();
    all.add(set("wrong master password", "W103", "RALF_VAULT_MASTER", PASSWORD));
    all.add(set("wrong API key", "W102", "RALF_VAULT_CLIENT", PASSWORD));
    all.add(set("no API key", "W025", "RALF_VAULT_CLIENT", ""));
    all.add(
        set("an API key of two lines", "W026", "RALF_VAULT_CLIENT", PASSWORD + "\n" + PASSWORD));
    all.add(
        failure(
            "wrong password",
            "W102",
            s -> {
              s.byPassword();
              s.environment().put("RALF_VAULT_MASTER", PASSWORD);
            }));
    all.add(byPassword("W104", new VaultTrouble.Answers(400, TWO_FACTORS)));
    all.add(atLogin("W102", new VaultTrouble.Echoes(400)));
    all.add(atLogin("W102", new VaultTrouble.Echoes(401)));
    all.add(byPassword("W102", new VaultTrouble.Echoes(400)));
    all.add(atSync("W107", new VaultTrouble.Echoes(400)));
    all.add(atSync("W107", new VaultTrouble.Echoes(401)));
    all.add(atLogin("W105", new VaultTrouble.Echoes(429)));
    for (VaultTrouble trouble :
        List.of(
            new VaultTrouble.Echoes(500),
            new VaultTrouble.EchoesAsPage(502),
            new VaultTrouble.DropsBefore(),
            new VaultTrouble.DropsAfter(),
            new VaultTrouble.DropsMidway())) {
      all.add(atLogin("W100", trouble));
      all.add(atSync("W100", trouble));
    }
    for (VaultTrouble trouble :
        List.of(
            new VaultTrouble.Answers(200, "OK " + PASSWORD),
            new VaultTrouble.EchoesAsPage(200),
            new VaultTrouble.Echoes(200),
            new VaultTrouble.EchoesAsPage(404),
            new VaultTrouble.Redirects(elsewhere + TOKEN_PATH),
            new VaultTrouble.Truncates(),
            new VaultTrouble.Mistypes())) {
      all.add(atLogin("W107", trouble));
      all.add(atSync("W107", trouble));
    }
    all.add(atLogin("W103", new VaultTrouble.Tampers("MasterKeyEncryptedUserKey")));
    all.add(atLogin("W106", new VaultTrouble.Replaces("MasterKeyEncryptedUserKey", "7.g1g=")));
    all.add(atLogin("W107", new VaultTrouble.Replaces("MasterKeyEncryptedUserKey", PASSWORD)));
    all.add(atSync("W110", new VaultTrouble.Tampers("password")));
    all.add(atSync("W110", new VaultTrouble.Tampers("name")));
    all.add(atSync("W110", new VaultTrouble.Replaces("password", "7.g1g=")));
    all.add(atSync("W110", new VaultTrouble.Replaces("password", PASSWORD)));
    all.add(untrusted("fingerprint: SHA256:" + "AB:".repeat(31) + "AB"));
    all.add(untrusted("ca_file: " + site.root().resolve("lab/api.pem")));
    all.add(untrusted(""));
    all.add(item("missing", "N014", "nothing-of-this-name"));
    all.add(item("two of a name", "W109", "double"));
    all.add(item("two of a name, with ids that repeat what was sent", "W109", "double"));
    all.add(item("empty", "W026", "empty"));
    all.add(item("short", "W026", "short"));
    all.add(item("of two lines", "W026", "lines"));
    return all.stream();
  }

  private static WayToFail set(String name, String code, String variable, String value) {
    return failure(name, code, s -> s.environment().put(variable, value));
  }

  private static WayToFail untrusted(String instead) {
    return failure(
        "certificate: " + instead,
        "W101",
        s -> s.edit("fingerprint: " + s.server().fingerprint(), instead));
  }

  private static WayToFail item(String name, String code, String item) {
    return failure(
        "item " + name,
        code,
        s -> {
          var vault = s.lab().vault().orElseThrow();
          switch (item) {
            case "double" -> {
              vault.put(item, PASSWORD);
              vault.put(item, PASSWORD);
              if (name.contains("ids")) {
                s.server()
                    .trouble(
                        SYNC_PATH,
                        new VaultTrouble.Replaces("id", s.secret("the master password's hash")));
              }
            }
            case "empty" -> vault.put(item, "");
            case "short" -> vault.put(item, "shrt");
            case "lines" -> vault.put(item, PASSWORD + "\n" + PASSWORD);
            default -> {}
          }
          s.edit(ITEM, "vaultwarden://" + item + (name.contains("ids") ? "" : "?folder=ralf"));
        });
  }

  /** Of those that make something in the vault; the secret is new each time. */
  private Stream<WayToFail> ofCreation() {
    var all = new ArrayList<WayToFail>();
    for (VaultTrouble trouble :
        List.of(new VaultTrouble.Echoes(400), new VaultTrouble.Echoes(401))) {
      all.add(creation("W111", "/api/ciphers", trouble));
    }
    all.add(creation("W111", "/api/ciphers", new VaultTrouble.EchoesAsPage(502)));
    all.add(creation("W111", "/api/ciphers", new VaultTrouble.DropsBefore()));
    for (int syncs = 1; syncs <= 2; syncs++) {
      int before = syncs;
      for (VaultTrouble trouble :
          List.of(new VaultTrouble.Echoes(401), new VaultTrouble.DropsMidway())) {
        all.add(
            new WayToFail(
                "creation, after " + syncs + " syncs: " + trouble,
                trouble instanceof VaultTrouble.Echoes ? "W107" : "W100",
                "secrets create " + CARD,
                s -> {
                  s.edit(ITEM, "vaultwarden://new-" + System.nanoTime() + "?folder=ralf");
                  for (int i = 0; i < before; i++) {
                    s.server().trouble(SYNC_PATH, new VaultTrouble.Passes());
                  }
                  s.server().trouble(SYNC_PATH, trouble);
                }));
      }
    }
    return all.stream();
  }

  private static WayToFail creation(String code, String path, VaultTrouble trouble) {
    return new WayToFail(
        "creation: " + trouble,
        code,
        "secrets create " + CARD,
        s -> {
          s.edit(ITEM, "vaultwarden://new-" + System.nanoTime() + "?folder=ralf");
          s.server().trouble(path, trouble);
        });
  }

  /** Of the other adapters. */
  private Stream<WayToFail> ofTheOthers() {
    var all = new ArrayList<WayToFail>();
    all.add(doctor("wrong API token", "W005", s -> token(s, "ralf-prov@pve!ralf=" + UUID)));
    all.add(doctor("an API token that is none", "W061", s -> token(s, PASSWORD)));
    all.add(
        doctor(
            "wrong API password",
            "W078",
            s -> {
              s.edit(
                  "token: vaultwarden://proxmox?folder=ralf",
                  "user: ralf-prov@pve\n    password: env:RALF_WRONG");
              s.environment().put("RALF_WRONG", PASSWORD);
            }));
    for (int status : new int[] {400, 401, 403, 500, 503, 596}) {
      all.add(
          doctor(
              "API: " + status, "W0", s -> s.lab().inject(new Fault.Fail(status, "GET version"))));
    }
    all.add(doctor("API: cut off", "W0", s -> s.lab().inject(new Fault.DropMidway("GET version"))));
    all.add(doctor("wrong TSIG key", "W021", s -> tsig(s, KEY)));
    all.add(doctor("a TSIG key that is no Base64", "W021", s -> tsig(s, PASSWORD)));
    all.add(
        doctor(
            "a file that others can read",
            "W026",
            s -> {
              s.edit(
                  "key_secret: vaultwarden://tsig?folder=ralf#password",
                  "key_secret: file:secrets/open");
              s.write("secrets/open", PASSWORD);
              assertThat(s.root().resolve("secrets/open").toFile().setReadable(true, false))
                  .isTrue();
            }));
    return all.stream();
  }

  private static WayToFail doctor(String name, String code, Consumer<CanarySite> prepare) {
    return new WayToFail(name, code, "doctor", prepare);
  }

  private static void token(CanarySite site, String value) {
    site.edit("token: vaultwarden://proxmox?folder=ralf", "token: env:RALF_WRONG");
    site.environment().put("RALF_WRONG", value);
  }

  private static void tsig(CanarySite site, String value) {
    site.edit("key_secret: vaultwarden://tsig?folder=ralf#password", "key_secret: env:RALF_WRONG");
    site.environment().put("RALF_WRONG", value);
  }

  /** Secrets where none belongs. */
  private Stream<WayToFail> ofPeople() {
    var all = new ArrayList<WayToFail>();
    all.add(new WayToFail("a scan finds the lab's own secrets", "C0", "secrets scan", s -> {}));
    for (String value :
        List.of(
            PASSWORD,
            "'" + PASSWORD + "'",
            "$" + PASSWORD,
            "[" + PASSWORD,
            "{wr0ng: " + PASSWORD,
            PHRASE,
            '"' + PHRASE + '"',
            "$" + PHRASE,
            "very: " + PHRASE,
            "[" + PHRASE)) {
      all.add(
          pasted("key_secret: vaultwarden://tsig?folder=ralf#password", "key_secret: " + value));
      all.add(pasted("token: vaultwarden://proxmox?folder=ralf", "token: " + value));
      all.add(pasted("client_secret: env:RALF_VAULT_CLIENT", "client_secret: " + value));
      all.add(pasted("master_password: env:RALF_VAULT_MASTER", "master_password: " + value));
    }
    for (String words :
        List.of(
            "plan " + CARD + " --password " + PASSWORD,
            "plan " + CARD + " --password=" + PASSWORD,
            "secrets check --master-password " + PASSWORD + " " + CARD)) {
      all.add(new WayToFail("argument: " + words.replace(PASSWORD, "..."), "", words, s -> {}));
    }
    return all.stream();
  }

  private static WayToFail pasted(String there, String instead) {
    return new WayToFail(
        "pasted: " + instead.replace(PASSWORD, "...").replace(PHRASE, "... ..."),
        "C10",
        "check " + CARD,
        s -> s.edit(there, instead));
  }
}
