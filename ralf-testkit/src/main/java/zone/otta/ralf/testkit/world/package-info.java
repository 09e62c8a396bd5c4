/**
 * A homelab in memory: the ports that the executor needs, over one shared state that outlives a
 * simulated crash. It speaks RALF's closed vocabulary and nothing else.
 */
package zone.otta.ralf.testkit.world;
