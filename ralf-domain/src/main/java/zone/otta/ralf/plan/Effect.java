package zone.otta.ralf.plan;

import zone.otta.ralf.diagnostics.Text;

/** What a change of one field of a running container does to its service. */
public enum Effect {
  /** In force at once, nobody notices. */
  LIVE(Text.of("live", "im Betrieb")),
  /** In force after a restart of the container. */
  RESTART(Text.of("restart", "Neustart")),
  /** Only a new container can have it. */
  RECREATE(Text.of("recreate: refused", "Neuanlage: verweigert")),
  /** It would destroy what is stored. */
  DATA_LOSS(Text.of("data loss: refused", "Datenverlust: verweigert"));

  private final Text text;

  Effect(Text text) {
    this.text = text;
  }

  public Text text() {
    return text;
  }

  /** Whether RALF never does it to a container that exists. */
  public boolean refused() {
    return this == RECREATE || this == DATA_LOSS;
  }
}
