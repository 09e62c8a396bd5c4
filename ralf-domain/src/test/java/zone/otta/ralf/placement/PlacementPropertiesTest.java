package zone.otta.ralf.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import zone.otta.ralf.card.CardSketch;
import zone.otta.ralf.card.ServiceCard;
import zone.otta.ralf.site.Ipv4Address;
import zone.otta.ralf.site.Ipv4Interface;
import zone.otta.ralf.site.Site;

/** What holds of every proposal, over generated cards. A failing seed is in the test's name. */
class PlacementPropertiesTest {
  private static final Site SITE = Site.DEFAULT;
  private static final List<Integer> OCTETS =
      Site.CATEGORIES.stream().map(c -> c.octet()).filter(o -> o > 0).toList();

  static IntStream seeds() {
    return IntStream.rangeClosed(1, 200);
  }

  /** Some cards with a place of their own, some without one; never two of one service. */
  private static List<ServiceCard> cards(Random random) {
    var cards = new ArrayList<ServiceCard>();
    int count = 2 + random.nextInt(12);
    for (int i = 0; i < count; i++) {
      int octet = OCTETS.get(random.nextInt(OCTETS.size()));
      String service = "service-" + i;
      cards.add(
          random.nextInt(3) > 0
              ? CardSketch.open(service, octet)
              : placed(service, octet, 10 * (1 + random.nextInt(25))));
    }
    return cards;
  }

  private static ServiceCard placed(String service, int octet, int last) {
    return CardSketch.card(
        c -> {
          c.service = service;
          c.group = octet;
          c.hostname = service;
          c.dns = service + ".otta.zone";
          c.address = "10.10." + octet + "." + last + "/16";
          c.ctid = octet * 1000L + last;
        });
  }

  private static Set<Ipv4Address> own(List<ServiceCard> cards) {
    var taken = new HashSet<Ipv4Address>();
    cards.forEach(c -> c.placement().address().map(Ipv4Interface::address).ifPresent(taken::add));
    return taken;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void proposalsNeverTakeWhatAnotherCardHas(int seed) {
    List<ServiceCard> cards = cards(new Random(seed));
    List<Proposal> proposals = Placer.proposeAll(cards, SITE);
    var seen = new HashSet<>(own(cards));
    for (int i = 0; i < cards.size(); i++) {
      if (cards.get(i).placement().address().isEmpty()) {
        Placement placement = proposals.get(i).placement().orElseThrow();
        assertThat(seen.add(placement.address().address())).as("%s", placement).isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aProposalIsUsableAndInItsCategory(int seed) {
    List<ServiceCard> cards = cards(new Random(seed));
    List<Proposal> proposals = Placer.proposeAll(cards, SITE);
    for (int i = 0; i < cards.size(); i++) {
      if (cards.get(i).placement().address().isEmpty()) {
        Ipv4Interface address = proposals.get(i).placement().orElseThrow().address();
        assertThat(address.prefix()).isEqualTo(SITE.network().prefix());
        assertThat(SITE.network().contains(address.address())).isTrue();
        assertThat(address.address().octet(3)).isEqualTo(cards.get(i).group().orElseThrow());
        assertThat(address.address().octet(4) % 10).isZero();
        assertThat(address.address()).isNotIn(SITE.gateway(), SITE.resolver());
        assertThat(CategoryRule.judge(cards.get(i), address, SITE)).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatIsProposedAndWrittenIsNotProposedAgain(int seed) {
    List<ServiceCard> cards = cards(new Random(seed));
    List<Proposal> first = Placer.proposeAll(cards, SITE);
    var completed = new ArrayList<ServiceCard>();
    for (int i = 0; i < cards.size(); i++) {
      completed.add(first.get(i).completed(cards.get(i)));
    }
    List<Proposal> second = Placer.proposeAll(completed, SITE);
    assertThat(second).allSatisfy(p -> assertThat(p.open()).isEmpty());
    assertThat(second.stream().map(Proposal::placement).toList())
        .isEqualTo(first.stream().map(Proposal::placement).toList());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theFirstFreeAddressIsTheLowestOne(int seed) {
    var random = new Random(seed);
    int octet = OCTETS.get(random.nextInt(OCTETS.size()));
    var taken = new HashSet<Ipv4Address>();
    int count = random.nextInt(26);
    for (int n = 0; n < count; n++) {
      taken.add(Ipv4Address.of("10.10." + octet + "." + 10 * (1 + random.nextInt(25))));
    }
    Optional<Ipv4Address> expected =
        IntStream.rangeClosed(1, 25)
            .mapToObj(n -> Ipv4Address.of("10.10." + octet + "." + n * 10))
            .filter(a -> !taken.contains(a))
            .findFirst();
    assertThat(FreeAddress.first(octet, SITE, taken, Optional.empty())).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void anAddressForANamedCtidHasThatNumber(int seed) {
    var random = new Random(seed);
    int octet = OCTETS.get(random.nextInt(OCTETS.size()));
    long ctid = octet * 1000L + 1 + random.nextInt(254);
    Ipv4Address address = FreeAddress.first(octet, SITE, Set.of(), Optional.of(ctid)).orElseThrow();
    assertThat(SITE.ctidRule().number(address)).isEqualTo((int) ctid);
    assertThat(FreeAddress.first(octet, SITE, Set.of(address), Optional.of(ctid))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void clashesAreMutual(int seed) {
    var random = new Random(seed);
    ServiceCard one = placed("one", 20, 10 * (1 + random.nextInt(3)));
    ServiceCard two = placed("two", 20, 10 * (1 + random.nextInt(3)));
    List<Proposal> both = Placer.proposeAll(List.of(one, two), SITE);
    assertThat(codes(both.get(0))).isEqualTo(codes(both.get(1)));
    boolean same = one.placement().address().equals(two.placement().address());
    assertThat(codes(both.get(0))).isEqualTo(same ? List.of("RALF-L006", "RALF-L007") : List.of());
  }

  private static List<String> codes(Proposal proposal) {
    return proposal.findings().stream().map(f -> f.code().id()).toList();
  }
}
