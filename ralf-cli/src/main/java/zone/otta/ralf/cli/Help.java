package zone.otta.ralf.cli;

import zone.otta.ralf.cli.render.Style;
import zone.otta.ralf.diagnostics.Language;

/** The first screen. A constant, so that it costs nothing. */
final class Help {
  private static final String EN =
      """
      RALF: from a service card to a running, verified, recorded service on Proxmox VE

      Usage: ralf COMMAND [OPTIONS]

      Try it, without a server and without root:
        demo [CARD]          walk all five phases in a lab on this machine

      The way of a service:
        check CARD...        judge cards, offline                    phases 1 and 2
        place CARD           propose what the card leaves open       phase 2
        plan CARD            ask the world, show every step          gates 1 and 2
        approve PLAN         say yes to exactly this plan
        apply PLAN           execute it, step by step; resumable     gates 3 and 4
        up CARD              all of it in one walk

      Afterwards:
        smoke SERVICE        judge a running service again           gate 4
        status [SERVICE]     what there is and how it stands
        diff TIME [TIME]     what became of them between two times, and who decided it
        drift [SERVICE]      what is no longer as the last run left it
        snapshot SERVICE     keep its present state under a name
        rollback SERVICE     put it back; what came after is lost    gates 3 and 4
        destroy SERVICE      remove it; the journal stays            gate 3
        journal show|tail    what happened; with tail --follow also what happens now
        journal export       a copy, and an anchor to keep elsewhere
        journal verify       is the record whole, does it hold the anchor
        journal anchor       an anchor alone, of it or of the memory
        journal handover     move it into the PostgreSQL that RALF brought up
        journal backup       that memory as one file, verified
        journal restore      such a file into an empty memory, of any major version

      Around it:
        doctor               is all there that RALF needs, and what to do if not
        secrets list|check|create CARD   its secrets, by reference; never their values
        secrets scan [DIR]   look for plaintext secrets in files
        secrets rotate SERVICE           a new one, and proof that the old is dead
        tofu CARD            its container as a module for OpenTofu
        trust                learn the host keys of the site
        explain CODE         what a finding means and what to do
        card show CARD       the card as RALF reads it
        lab up|down          a Proxmox-like world on loopback
        completion SHELL     completion for bash or zsh

      Everywhere: --format human|json  --lang en|de  --state DIR  -C DIR
                  --plain  --strict  --verbose  --help  --version
      Exit codes: 0 OK  1 defect  2 usage  3 BLOCKER  4 approval  5 stopped  6 unreachable
                  7 drift
      """;
  private static final String DE =
      """
      RALF: von der Dienstkartei zum laufenden, geprüften, aufgezeichneten Dienst auf Proxmox VE

      Aufruf: ralf BEFEHL [OPTIONEN]

      Ausprobieren, ohne Server und ohne root:
        demo [KARTE]         alle fünf Phasen in einem Labor auf diesem Rechner

      Der Weg eines Dienstes:
        check KARTE...       Karten beurteilen, ohne Netz            Phasen 1 und 2
        place KARTE          vorschlagen, was die Karte offen lässt  Phase 2
        plan KARTE           die Welt fragen, jeden Schritt zeigen   Gates 1 und 2
        approve PLAN         genau diesen Plan freigeben
        apply PLAN           Schritt für Schritt ausführen           Gates 3 und 4
        up KARTE             alles in einem Gang

      Danach:
        smoke DIENST         laufenden Dienst erneut beurteilen      Gate 4
        status [DIENST]      was es gibt und wie es steht
        diff ZEIT [ZEIT]     was zwischen zwei Zeiten aus ihnen wurde, und wer es entschied
        drift [DIENST]       was nicht mehr ist, wie der letzte Lauf es hinterließ
        snapshot DIENST      seinen Stand unter einem Namen festhalten
        rollback DIENST      zurücksetzen; was danach kam, ist weg   Gates 3 und 4
        destroy DIENST       entfernen; das Journal bleibt           Gate 3
        journal show|tail    was geschah; mit tail --follow auch, was gerade geschieht
        journal export       eine Kopie und ein Anker, der anderswo verwahrt wird
        journal verify       ist die Aufzeichnung heil, stimmt der Anker
        journal anchor       nur ein Anker, des Journals oder des Gedächtnisses
        journal handover     in das PostgreSQL übergeben, das RALF bereitstellte
        journal backup       dieses Gedächtnis als eine Datei, geprüft
        journal restore      eine solche Datei in ein leeres, gleich welcher Hauptversion

      Drumherum:
        doctor               ist alles da, was RALF braucht, und was tun, wenn nicht
        secrets list|check|create KARTE  ihre Geheimnisse, als Verweise; nie ihre Werte
        secrets scan [DIR]   Klartext-Geheimnisse in Dateien suchen
        secrets rotate DIENST            ein neues, und Beweis, dass das alte nicht mehr gilt
        tofu KARTE           ihr Container als Modul für OpenTofu
        trust                Host-Schlüssel des Standorts lernen
        explain CODE         was ein Befund bedeutet, was zu tun ist
        card show KARTE      die Karte, wie RALF sie liest
        lab up|down          eine Proxmox-ähnliche Welt auf loopback
        completion SHELL     Vervollständigung für bash oder zsh

      Überall: --format human|json  --lang en|de  --state DIR  -C DIR
               --plain  --strict  --verbose  --help  --version
      Exit: 0 OK  1 Fehler  2 Aufruf  3 BLOCKER  4 Freigabe  5 angehalten  6 nicht erreichbar
            7 Abweichung
      """;

  private Help() {}

  static String root(Language language, Style style) {
    String text = language == Language.DE ? DE : EN;
    int end = text.indexOf('\n');
    return style.bold(text.substring(0, end)) + text.substring(end);
  }
}
